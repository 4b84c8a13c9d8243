import { type Refusal, readRefusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import type { WebEnv } from '../env.ts'

export interface Session {
  session: string
  expiresAt: string
}
export interface Token {
  token: string
  expiresAt: string
}

/**
 * The few things the web client asks of sign-in. Each answers a value or a refusal.
 * @param address the visitor's, which tries are counted by: without it all members share one count
 * @param language what the code is written in
 */
export function identityOf(env: WebEnv, address: string | undefined, language: string) {
  const ask = (path: string, method: string, body: unknown, session?: string) => {
    const request = new Request(`${env.base}${path}`, {
      method,
      ...partsOf(env, body, session, language),
    })
    return send(env, addressed(request, address))
  }
  return {
    sendCode: (email: string) => ask('/auth/code', 'POST', { email }) as Promise<Refusal | null>,
    signIn: (email: string, code: string) =>
      ask('/auth/session', 'POST', { email, code }) as Promise<Refusal | Session>,
    signOut: (session: string) =>
      ask('/auth/session', 'DELETE', undefined, session) as Promise<Refusal | null>,
    tokenFor: (session: string, community: string) =>
      ask('/auth/token', 'POST', { community }, session) as Promise<Refusal | Token>,
  }
}

export type Identity = ReturnType<typeof identityOf>

/** A request of ours, saying for whose network address it is, as Cloudflare says it of theirs. */
export function addressed(request: Request, address: string | undefined): Request {
  if (address !== undefined) request.headers.set(addressHeader, address)
  return request
}

/** Where the platform, or standalone's front door, writes what the socket saw. */
export const addressHeader = 'cf-connecting-ip'

function partsOf(
  env: WebEnv,
  body: unknown,
  session: string | undefined,
  language: string,
): RequestInit {
  const accept = { accept: 'application/json', 'accept-language': language }
  const headers = new Headers({ ...accept, origin: env.base })
  if (session !== undefined) headers.set('authorization', `Bearer ${session}`)
  if (body === undefined) return { headers }
  headers.set('content-type', 'application/json')
  return { headers, body: JSON.stringify(body) }
}

async function send(env: WebEnv, request: Request): Promise<unknown> {
  try {
    const response = await env.identity(request)
    if (!response.ok) return await readRefusal(response)
    const text = await response.text()
    return text === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return refusalOf(fault('something_failed'))
  }
}
