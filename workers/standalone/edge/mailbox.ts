import { randomBytes } from 'node:crypto'
import { listen } from '../listen.ts'
import { type Mail, openMail } from '../mail.ts'

/** What stands in for a mail service on a development machine. */
export interface Mailbox {
  readonly url: string
  readonly token: string
  close(): Promise<void>
}

/** Takes mail as identity sends it at the edge; its pages at `/dev/mail` show what came. */
export async function openMailbox(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Mailbox> {
  const mail = openMail(environment, false)
  const token = randomBytes(24).toString('base64url')
  const answer = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return mail.pages(request)
    if (request.headers.get('authorization') !== `Bearer ${token}`) {
      return new Response('Not yours\n', { status: 401 })
    }
    const { subject, text, to } = (await request.json()) as Mail
    await mail.send({ to, subject, text })
    return new Response(null, { status: 202 })
  }
  const { close, port } = await listen({ fetch: answer }, 0, '127.0.0.1')
  return { url: `http://127.0.0.1:${port}/`, token, close }
}
