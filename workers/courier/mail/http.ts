import type { Handed } from '@commonhour/domain'
import type { Mailer } from './mailer.ts'

/** How long the provider may take: far shorter than a lease. */
const patienceMs = 20_000

/**
 * A mail service that takes a message as JSON over HTTP: `POST { from, to, subject, text, html,
 * attachments: [{ name, type, text }] }` with the header `Idempotency-Key`, by which it knows a
 * repeat. 2xx: taken; 400, 404, 410, 413, 422: refused for good; everything else: later.
 */
export function mailerOverHttp(url: string, from: string, token?: string): Mailer {
  return {
    async send({ key, ...mail }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ from, ...mail }),
        signal: AbortSignal.timeout(patienceMs),
      })
      await answer.body?.cancel()
      return handedOf(answer.status)
    },
  }
}

const forGood = new Set([400, 404, 410, 413, 422])

function handedOf(status: number): Handed {
  if (status >= 200 && status < 300) return 'sent'
  return forGood.has(status) ? 'refused' : 'later'
}
