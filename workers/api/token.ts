import { type Fault, fault, type Operation, type Scope, scopes } from '@commonhour/contract'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { ApiEnv } from './env.ts'
import type { Caller } from './types.ts'

/** The API of one community: what a token's `aud` must name. */
export function audienceOf(base: string, slug: string): string {
  return `${base}/v1/communities/${slug}`
}

/**
 * Who asks, by a verified `at+jwt` (RFC 9068). A token says who, never what: membership, office and
 * admission are read from the community's rows.
 * @returns the caller, or `token_is_missing`, `token_is_not_valid`, `books_are_out_of_reach` when
 *   the keys cannot be fetched
 */
export async function readCaller(
  env: ApiEnv,
  authorization: string | undefined,
  slug: string,
): Promise<Caller | Fault> {
  if (!authorization) return fault('token_is_missing')
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
  if (!token) return fault('token_is_not_valid')
  try {
    const { payload } = await jwtVerify(token, env.keys, {
      algorithms: ['EdDSA'],
      issuer: env.base,
      audience: audienceOf(env.base, slug),
      typ: 'at+jwt',
      requiredClaims: ['sub', 'client_id', 'exp'],
      currentDate: new Date(env.now()),
    })
    return callerOf(payload)
  } catch (cause) {
    return tokenFault(env, cause)
  }
}

/** @returns `scope_is_missing`, naming the scope, unless the caller has it */
export function refuseScope(operation: Operation, caller: Caller): Fault | undefined {
  if (operation.scope === 'public' || caller.scopes.includes(operation.scope)) return undefined
  return fault('scope_is_missing', { detail: `It needs ${operation.scope}.` })
}

function callerOf(payload: JWTPayload): Caller | Fault {
  const { sub, client_id: clientId } = payload
  if (typeof sub !== 'string' || typeof clientId !== 'string') return fault('token_is_not_valid')
  const given = typeof payload.scope === 'string' ? payload.scope.split(' ') : []
  const known = given.filter((one): one is Scope => (scopes as readonly string[]).includes(one))
  // Client credentials: the app is its own subject (RFC 9068 §2.2).
  return { kind: sub === clientId ? 'app' : 'person', id: sub, clientId, scopes: known }
}

/** What jose throws when identity does not answer well: that is not the token's fault. */
const outOfReach = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']

function tokenFault(env: ApiEnv, cause: unknown): Fault {
  if (cause instanceof errors.JOSEError && !outOfReach.includes(cause.code)) {
    return fault('token_is_not_valid')
  }
  const name = cause instanceof Error ? cause.name : typeof cause
  env.log({ level: 'error', event: 'keys_are_out_of_reach', name })
  return fault('books_are_out_of_reach')
}
