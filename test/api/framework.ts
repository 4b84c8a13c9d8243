import { createHash } from 'node:crypto'
import { type ApiEnv, createApi, type Handlers, type LogLine, memoryQuota } from '@commonhour/api'
import { type Problem, scopes, uuidv7 } from '@commonhour/contract'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'

/** The API's framework alone: real ladder, real tokens, handlers and register made up. */
export const base = 'http://localhost:8787'
export const riverside = `${base}/v1/communities/riverside`
export const now = Date.parse('2026-12-01T09:30:00Z')
export const ana = idOf('ana')
export const pantry = idOf('pantry')

const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'EdDSA' }

/** An id that is the same at every run. */
export function idOf(name: string): string {
  return uuidv7(now, createHash('sha256').update(name).digest())
}

export interface TokenWish {
  readonly sub?: string
  readonly clientId?: string
  readonly scope?: string
  readonly audience?: string
  readonly issuer?: string
  readonly typ?: string
  readonly expiresAt?: number
  /** How well its session was proven; `proven` unless told. */
  readonly acr?: string
  readonly forged?: boolean
}

/** A token as identity would make it, but for what is wished otherwise. */
export function token(wish: TokenWish = {}): Promise<string> {
  const { clientId = 'web', scope = scopes.join(' '), acr = 'proven' } = wish
  const claims = { client_id: clientId, scope, acr }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'one', typ: wish.typ ?? 'at+jwt' })
    .setSubject(wish.sub ?? ana)
    .setIssuer(wish.issuer ?? base)
    .setAudience(wish.audience ?? riverside)
    .setIssuedAt(now / 1000)
    .setExpirationTime((wish.expiresAt ?? now + 600_000) / 1000)
    .sign(wish.forged ? stranger.privateKey : pair.privateKey)
}

/** A token of an app acting for itself. */
export function appToken(wish: TokenWish = {}): Promise<string> {
  return token({ sub: pantry, clientId: pantry, ...wish })
}

/** The host's register with one open community, and one still being founded. */
function fakeOpen(): ApiEnv['open'] {
  const states: Record<string, string> = { riverside: 'open', newtown: 'founding' }
  const execute = async (asked: string | { args: string[] }) => {
    const slug = typeof asked === 'string' ? 'riverside' : (asked.args[0] ?? '')
    const state = states[slug]
    const row = { slug, name: `The ${slug} bank`, database: slug, state, createdAt: now }
    return { rows: state ? [row] : [] }
  }
  // Its books are live: they stand where the clock stands.
  const batch = async () => [{ rows: [{ mayRunAhead: 0, newestAt: now }] }]
  return () => ({ batch, execute }) as unknown as ReturnType<ApiEnv['open']>
}

/** An API with made-up handlers, and what it logged. */
export function apiWith(handlers: Partial<Handlers>, more: Partial<ApiEnv> = {}) {
  const lines: LogLine[] = []
  const env: ApiEnv = {
    base,
    open: fakeOpen(),
    keys: createLocalJWKSet({ keys: [jwk] }),
    fingerprintSecret: 'a secret of this test',
    quota: memoryQuota({ requests: 1000, windowSeconds: 60 }),
    now: () => now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (line) => void lines.push(line),
    checkAnswers: true,
    ...more,
  }
  const api = createApi(env, handlers)
  const ask = (path: string, init: RequestInit = {}, address?: string) =>
    api.fetch(new Request(new URL(path, base), init), { address })
  return { ask, lines, env }
}

/** The `Authorization` header of a member's token. */
export async function bearer(wish: TokenWish = {}): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await token(wish)}` }
}

/** A JSON post with a member's token and a key. */
export async function posting(body: unknown, more: Record<string, string> = {}) {
  const headers = {
    ...(await bearer()),
    'Content-Type': 'application/json',
    'Idempotency-Key': idOf('key'),
    ...more,
  }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

/** The fault of an answer, after checking that status, media type and id fit it. */
export async function problemIn(response: Response): Promise<Problem> {
  const problem = (await response.json()) as Problem
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`No problem+json: ${response.headers.get('content-type')}`)
  }
  if (problem.status !== response.status) throw new Error('Status and problem differ.')
  if (problem.request !== response.headers.get('request-id')) throw new Error('Ids differ.')
  return problem
}
