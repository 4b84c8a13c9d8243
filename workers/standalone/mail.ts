import type { Mailer, OutgoingMail } from '@commonhour/courier'
import type { KeptMail, Mail } from './keptMail.ts'
import { mailPages } from './mailPages.ts'
import { bySmtp, mailerBySmtp } from './smtp.ts'

export interface MailDoor {
  /** Sign-in codes. */
  send(mail: Mail): Promise<void>
  /** Everything that the courier brings. */
  readonly mailer: Mailer
  /** Who mail is from. */
  readonly from: string
  /** The development mailbox as pages. */
  pages(request: Request): Promise<Response>
}

/** Development mail beyond this many is forgotten, the oldest first. */
const mostKept = 500

/**
 * Mail by SMTP where `SMTP_URL` is set, else into a mailbox that `/dev/mail` shows.
 * @throws in production without `SMTP_URL`: nobody could sign in
 */
export function openMail(
  environment: Readonly<Record<string, string | undefined>>,
  production: boolean,
): MailDoor {
  const kept: KeptMail[] = []
  const url = environment.SMTP_URL
  if (url === undefined && production) {
    throw new Error('In production SMTP_URL must say where mail goes; nobody could sign in.')
  }
  const from = environment.MAIL_FROM ?? (url === undefined ? 'commonhour@localhost' : undefined)
  if (from === undefined) throw new Error('MAIL_FROM must name the sender of our mail.')
  const keep = keeperOf(kept)
  return {
    from,
    send: url === undefined ? async (mail) => keep(mail) : bySmtp(url, from),
    mailer: url === undefined ? knowingRepeats(keep) : mailerBySmtp(url, from),
    pages: async (request) => mailPages(request, kept),
  }
}

function keeperOf(kept: KeptMail[]): (mail: Omit<KeptMail, 'at'>) => void {
  return ({ attachments, subject, text, to }) => {
    const at = new Date().toISOString()
    kept.unshift({ to, subject, text, ...(attachments && { attachments }), at })
    kept.length = Math.min(kept.length, mostKept)
  }
}

/** The development mailbox shows a repeat once, as a provider that knows keys does. */
export function knowingRepeats(keep: (mail: OutgoingMail) => void): Mailer {
  const known = new Set<string>()
  return {
    async send(mail) {
      if (!known.has(mail.key)) keep(mail)
      known.add(mail.key)
      return 'sent'
    },
  }
}
