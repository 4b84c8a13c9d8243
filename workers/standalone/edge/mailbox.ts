import { randomBytes } from 'node:crypto'
import type { OutgoingMail } from '@commonhour/courier'
import { auditPage } from '../audit.ts'
import { courierPage } from '../courier.ts'
import { listen } from '../listen.ts'
import { openMail } from '../mail.ts'

/** What stands in for a mail service on a development machine. */
export interface Mailbox {
  readonly url: string
  readonly token: string
  close(): Promise<void>
}

/** Asks the courier's and audit's Workers for a round. */
export interface AskRounds {
  courier(aheadMs: number): Promise<unknown>
  audit(whole: boolean): Promise<unknown>
}

/**
 * Takes mail as identity and the courier send it at the edge; its pages at `/dev/mail` show what
 * came, and `POST /dev/courier` and `/dev/audit` ask those Workers for a round.
 */
export async function openMailbox(
  environment: Readonly<Record<string, string | undefined>>,
  askRounds: (token: string) => AskRounds,
): Promise<Mailbox> {
  const mail = openMail(environment, false)
  const token = randomBytes(24).toString('base64url')
  const ask = askRounds(token)
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/dev/courier') return courierPage(request, ask.courier)
    if (pathname === '/dev/audit') return auditPage(request, ask.audit)
    if (request.method !== 'POST') return mail.pages(request)
    if (request.headers.get('authorization') !== `Bearer ${token}`) {
      return new Response('Not yours\n', { status: 401 })
    }
    const sent = (await request.json()) as OutgoingMail
    const key = request.headers.get('idempotency-key')
    if (key === null) {
      const { subject, text, to } = sent
      await mail.send({ to, subject, text })
      return new Response(null, { status: 202 })
    }
    const handed = await mail.mailer.send({ ...sent, key })
    return new Response(null, { status: statuses[handed] })
  }
  const { close, port } = await listen({ fetch: answer }, 0, '127.0.0.1')
  return { url: `http://127.0.0.1:${port}/`, token, close }
}

const statuses = { sent: 202, refused: 422, later: 503 } as const
