import type { Attachment, Mailer } from '@commonhour/courier'
import { createTransport } from 'nodemailer'
import type { Mail } from './keptMail.ts'

/** How long the other server may take: far shorter than a courier's lease. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Sign-in codes by SMTP. */
export function bySmtp(url: string, from: string): (mail: Mail) => Promise<void> {
  const transport = createTransport({ url, ...patience })
  return async (mail) => {
    await transport.sendMail({ from, ...mail })
  }
}

/**
 * The courier's mail by SMTP. The key is the Message-ID, so whoever gets a repeat can know it; SMTP
 * itself does not. 5xx is for good (RFC 5321 §4.2.1), all else is tried again.
 */
export function mailerBySmtp(url: string, from: string): Mailer {
  const transport = createTransport({ url, ...patience })
  const place = from.replace(/^.*@/, '').replace(/>.*$/, '')
  return {
    async send({ attachments, html, key, subject, text, to }) {
      const messageId = `<${key}@${place}>`
      const parts = attachments.map(({ name, text: content, type }) => ({
        ...{ filename: name, content, contentType: type },
      }))
      const invite = attachments.find(({ type }) => type.startsWith('text/calendar'))
      const mail = { from, to, subject, text, html, messageId }
      try {
        await transport.sendMail({
          ...mail,
          ...(invite === undefined ? { attachments: parts } : { icalEvent: eventOf(invite) }),
        })
        return 'sent'
      } catch (cause) {
        const { responseCode } = cause as { responseCode?: number }
        return responseCode !== undefined && responseCode >= 500 ? 'refused' : 'later'
      }
    },
  }
}

/** As a part that calendars look into, and as a file. */
function eventOf({ name, text, type }: Attachment) {
  return { filename: name, method: /method=(\w+)/.exec(type)?.[1] ?? 'REQUEST', content: text }
}
