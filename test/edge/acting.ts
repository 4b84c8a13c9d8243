import { uuidv7 } from '@commonhour/contract'
import type { OpenHost } from '../support/hosts.ts'

export interface Said {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails otherwise
  readonly body: any
}

/** Asks by plain fetch, as an app in any language would; keys are made where hours may move. */
export async function ask(
  { base }: Pick<OpenHost, 'base'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  more: { token?: string; body?: unknown; key?: string } = {},
): Promise<Said> {
  const headers = new Headers()
  if (more.token !== undefined) headers.set('authorization', `Bearer ${more.token}`)
  if (more.body !== undefined) headers.set('content-type', 'application/json')
  if (method === 'POST') headers.set('idempotency-key', more.key ?? crypto.randomUUID())
  const body = more.body === undefined ? null : JSON.stringify(more.body)
  const answer = await fetch(base + path, { method, headers, body, redirect: 'manual' })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  }
}

/** Signs in by e-mailed code, then asks for a token of the demo community's API. */
export async function signIn(host: OpenHost, email: string): Promise<string> {
  const sent = await ask(host, 'POST', '/auth/code', { body: { email } })
  if (sent.status !== 202) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`)
  const code = await host.code(email)
  const begun = await ask(host, 'POST', '/auth/session', { body: { email, code } })
  if (begun.status !== 200) throw new Error(`${begun.status} ${JSON.stringify(begun.body)}`)
  const community = host.demo.community
  const token = begun.body.session as string
  const given = await ask(host, 'POST', '/auth/token', { token, body: { community } })
  if (given.status !== 200) throw new Error(`${given.status} ${JSON.stringify(given.body)}`)
  return given.body.token as string
}

export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
