import { createTransport } from 'nodemailer'
import { mailPages } from './mailPages.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}
export interface KeptMail extends Mail {
  readonly at: string
}
export interface MailDoor {
  send(mail: Mail): Promise<void>
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
  const keep = async (mail: Mail) => {
    kept.unshift({ ...mail, at: new Date().toISOString() })
    kept.length = Math.min(kept.length, mostKept)
  }
  const url = environment.SMTP_URL
  if (url === undefined && production) {
    throw new Error('In production SMTP_URL must say where mail goes; nobody could sign in.')
  }
  const send = url === undefined ? keep : bySmtp(url, environment.MAIL_FROM)
  return { send, pages: async (request) => mailPages(request, kept) }
}

function bySmtp(url: string, from: string | undefined): (mail: Mail) => Promise<void> {
  if (from === undefined) throw new Error('MAIL_FROM must name the sender of our mail.')
  const transport = createTransport(url)
  return async (mail) => {
    await transport.sendMail({ from, ...mail })
  }
}
