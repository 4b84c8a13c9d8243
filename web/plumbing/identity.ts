import { type Refusal, readRefusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import type { WebEnv } from '../env.ts'

export interface Session {
  session: string
  expiresAt: string
}
export interface Whose {
  person: { id: string; email: string }
}
export interface Token {
  token: string
  expiresAt: string
}

/** A passkey of the visitor's. */
export interface Passkey {
  id: string
  name: string
  createdAt: string
  usedAt: string | null
}
/** One of the places where the visitor is signed in. */
export interface SessionSeen {
  id: string
  device: string
  provenBy: 'code' | 'passkey'
  createdAt: string
  seenAt: string
  isThis: boolean
}
type List<T> = { items: T[] }
/** What the browser is to be asked; read by the script of the page alone. */
type Asking = { allowCredentials?: object[]; excludeCredentials?: object[] }

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
    signIn: (email: string, code: string, device: string) =>
      ask('/auth/session', 'POST', { email, code, device }) as Promise<Refusal | Session>,
    readSession: (session: string) =>
      ask('/auth/session', 'GET', undefined, session) as Promise<Refusal | Whose>,
    signOut: (session: string) =>
      ask('/auth/session', 'DELETE', undefined, session) as Promise<Refusal | null>,
    tokenFor: (session: string, community: string) =>
      ask('/auth/token', 'POST', { community }, session) as Promise<Refusal | Token>,
    listSessions: (session: string) =>
      ask('/auth/sessions', 'GET', undefined, session) as Promise<Refusal | List<SessionSeen>>,
    endListed: (session: string, id: string) =>
      ask(
        `/auth/sessions/${encodeURIComponent(id)}`,
        'DELETE',
        undefined,
        session,
      ) as Promise<Refusal | null>,
    endOthers: (session: string) =>
      ask('/auth/sessions', 'DELETE', undefined, session) as Promise<Refusal | null>,
    ...passkeysOf(ask),
  }
}

type Ask = (path: string, method: string, body: unknown, session?: string) => Promise<unknown>

function passkeysOf(ask: Ask) {
  return {
    /** Of anyone; with a session, of its person alone. */
    passkeyAsking: (session?: string) =>
      ask('/auth/passkey/asking', 'POST', undefined, session) as Promise<Refusal | Asking>,
    signInByPasskey: (response: unknown, device: string) =>
      ask('/auth/passkey/session', 'POST', { response, device }) as Promise<Refusal | Session>,
    prove: (session: string, response: unknown) =>
      ask('/auth/passkey/proof', 'POST', { response }, session) as Promise<Refusal | null>,
    listPasskeys: (session: string) =>
      ask('/auth/passkey', 'GET', undefined, session) as Promise<Refusal | List<Passkey>>,
    passkeyMaking: (session: string) =>
      ask('/auth/passkey/making', 'POST', undefined, session) as Promise<Refusal | Asking>,
    makePasskey: (session: string, name: string, response: unknown) =>
      ask('/auth/passkey', 'POST', { name, response }, session) as Promise<Refusal | Passkey>,
    removePasskey: (session: string, id: string) =>
      ask(
        `/auth/passkey/${encodeURIComponent(id)}`,
        'DELETE',
        undefined,
        session,
      ) as Promise<Refusal | null>,
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
