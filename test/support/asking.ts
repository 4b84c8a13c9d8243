import type { createApi } from '@commonhour/api'
import {
  type Operation,
  type OperationName,
  operations,
  type ParametersOf,
  type Problem,
} from '@commonhour/contract'
import { generateKeyPair, SignJWT } from 'jose'
import { faultsOf } from '../../workers/api/openapi.refusals.ts'

export const base = 'http://localhost:8787'
export const everyScope =
  'hours:read hours:write needs:read needs:write members:read reports:read webhooks:write'

export interface Said {
  readonly status: number
  readonly headers: Headers
  /** The answer; loosely typed, since tests look at refusals as well. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails otherwise
  readonly body: any
}
export interface Ask {
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly key?: string
  readonly scope?: string
  readonly headers?: Record<string, string>
}
export interface Someone {
  readonly person: string
  readonly member: string
  readonly account: string
  readonly name: string
}
export type Params = Partial<ParametersOf<Operation>> & Record<string, string>
/** Someone, a person's id, `app:ID`, or null for nobody. */
export type Who = Someone | string | null

/** Signs tokens as identity would: for a person, or for an app acting for itself. */
export async function tokensOf(community: string, now: () => number, id: () => string) {
  const keys = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const token = (who: string, scope = everyScope, proven = true) => {
    const isApp = who.startsWith('app:')
    const subject = who.replace(/^app:/, '')
    return new SignJWT({
      client_id: isApp ? subject : 'web',
      scope,
      ...(proven && { acr: 'proven' }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(base)
      .setAudience(`${base}/v1/communities/${community}`)
      .setSubject(subject)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(Math.floor(now() / 1000) + 600)
      .setJti(id())
      .sign(keys.privateKey)
  }
  return { publicKey: keys.publicKey, token }
}

/** Asks operations of an API as the client would, with a token for whoever asks. */
export function asker(
  api: ReturnType<typeof createApi>,
  community: string,
  token: (who: string, scope?: string) => Promise<string>,
) {
  return async (who: Who, name: OperationName, params: Params, more: Ask = {}): Promise<Said> => {
    const operation: Operation = operations[name]
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, part: string) =>
      part === 'community' ? (params.community ?? community) : (params[part] ?? `no ${part}`),
    )
    const query = more.query === undefined ? '' : `?${new URLSearchParams(more.query)}`
    const headers = new Headers(more.headers)
    if (who !== null) {
      const subject = typeof who === 'string' ? who : who.person
      headers.set('authorization', `Bearer ${await token(subject, more.scope)}`)
    }
    if (operation.idempotent) headers.set('idempotency-key', more.key ?? crypto.randomUUID())
    if (more.body !== undefined) headers.set('content-type', 'application/json')
    const request = new Request(base + path + query, {
      method: operation.method,
      headers,
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    })
    const response = await api.fetch(request, { address: '127.0.0.1' })
    const text = await response.text()
    const isJson = /json\b/.test(response.headers.get('content-type') ?? '')
    const body = isJson && text !== '' ? (JSON.parse(text) as Problem) : text
    if (response.status >= 400) requirePromise(operation, (body as Problem).code)
    return { status: response.status, headers: response.headers, body }
  }
}

/** @throws when an operation is refused with what its description does not say */
function requirePromise(operation: Operation, code: string): void {
  const promised: readonly string[] = faultsOf(operation)
  if (promised.includes(code)) return
  throw new Error(`${operation.name} was refused with ${code}, which nothing promises.`)
}
