import { isFault } from '@commonhour/contract'
import { markCommunity, registerCommunity } from '@commonhour/host'
import {
  createIdentity,
  type IdentityEnv,
  type Mail,
  type SignInLimits,
} from '@commonhour/identity'
import { type Books, openHost } from '../host/books.ts'

export const base = 'http://localhost:8787'

/** A host with one community, `riverside`, and identity in front of it. */
export interface Place {
  readonly env: IdentityEnv
  readonly books: Books
  readonly mail: Mail[]
  readonly lines: object[]
  /** Sends JSON (or nothing) to identity. */
  ask(method: string, path: string, it?: Ask): Promise<Response>
  /** The same through an identity made for this one request, as at the edge. */
  askAnew(method: string, path: string, it?: Ask): Promise<Response>
  /** The code in the newest message to this address. */
  codeFor(email: string): string
  /** Asks for a code and gives it back: what a person at the sign-in page does. */
  signIn(email: string): Promise<SignedIn>
  close(): Promise<void>
}

export interface Ask {
  body?: unknown
  /** A body as it is, in place of JSON. */
  raw?: string
  session?: string
  /** The network address it comes from. */
  from?: string
  headers?: Record<string, string>
}

export interface SignedIn {
  session: string
  person: { id: string; email: string }
  expiresAt: string
}

/** Limits so wide that they decide nothing: for tests of what lies behind them. */
export const noLimits: SignInLimits = (() => {
  const wide = { limit: 1_000_000, windowSeconds: 3600 }
  const both = { perEmail: wide, perAddress: wide }
  return { send: both, guess: both }
})()

export async function openPlace(more: Partial<IdentityEnv> = {}): Promise<Place> {
  const books = await openHost()
  const host = books.open('host')
  const now = () => Date.now()
  const made = await registerCommunity(host, { slug: 'riverside', name: 'Riverside', now: now() })
  if (isFault(made)) throw new Error(made.fault)
  await markCommunity(host, 'riverside', 'open')
  const mail: Mail[] = []
  const lines: object[] = []
  const env: IdentityEnv = {
    base,
    open: books.open,
    authSecret: 'a secret for tests, long enough to be one',
    sendMail: async (message) => void mail.push(message),
    now,
    addressOf: (request) => request.headers.get('x-test-address') ?? '192.0.2.1',
    log: (line) => lines.push(line),
    ...more,
  }
  const identity = createIdentity(env)
  const requestOf = (method: string, path: string, it: Ask = {}) =>
    new Request(`${base}${path}`, { method, ...parts(it) })
  const ask: Place['ask'] = (...it) => identity.fetch(requestOf(...it))
  const codeFor = (email: string) => {
    const message = mail.findLast(({ to }) => to === email)
    const code = /\b\d{6}\b/.exec(message?.text ?? '')?.[0]
    if (!code) throw new Error(`No code was sent to ${email}.`)
    return code
  }
  return {
    env,
    books,
    mail,
    lines,
    ask,
    askAnew: (...it) => createIdentity(env).fetch(requestOf(...it)),
    codeFor,
    async signIn(email) {
      await ask('POST', '/auth/code', { body: { email } })
      const body = { email, code: codeFor(email) }
      return (await ask('POST', '/auth/session', { body })).json() as Promise<SignedIn>
    },
    close: () => books.close(),
  }
}

function parts({ body, raw, session, from, headers = {} }: Ask): RequestInit {
  return {
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(session && { authorization: `Bearer ${session}` }),
      ...(from && { 'x-test-address': from }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(raw !== undefined && { body: raw }),
  }
}

/** A code that is surely another one. */
export function otherThan(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0')
}
