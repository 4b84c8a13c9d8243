import {
  type Fault,
  fault,
  isFault,
  type Operation,
  type Scope,
  scopes,
} from '@commonhour/contract'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { ApiEnv } from './env.ts'
import type { Caller } from './types.ts'

/** The API of one community: what a token's `aud` must name. */
export function audienceOf(base: string, slug: string): string {
  return `${base}/v1/communities/${slug}`
}

/** How long a verified token is believed: a key that was withdrawn is noticed after that. */
const keptMilliseconds = 60_000
const mostKept = 2_000

/** Reads who asks with an `Authorization` header, where one was sent. */
export type Callers = (authorization: string, slug: string) => Promise<Caller | Fault>

/**
 * Remembers whom a token that was verified speaks for, never beyond its own end: a member asks many
 * times with one, and checking its signature costs as much as all else that a request asks for.
 */
export function keptCallers(env: ApiEnv): Callers {
  const kept = new Map<string, { caller: Caller; until: number }>()
  return async (authorization, slug) => {
    const asked = `${slug} ${authorization}`
    const met = kept.get(asked)
    if (met && met.until > env.now()) return met.caller
    const verified = await readCaller(env, authorization, slug)
    if (isFault(verified)) return verified
    if (kept.size >= mostKept) kept.clear()
    const until = Math.min(verified.endsAt, env.now() + keptMilliseconds)
    kept.set(asked, { caller: verified.caller, until })
    return verified.caller
  }
}

/** A caller, and the moment their token ends. */
interface Verified {
  readonly caller: Caller
  readonly endsAt: number
}

/**
 * Who asks, by a verified `at+jwt` (RFC 9068). A token says who, never what: membership, office and
 * admission are read from the community's rows.
 * @returns the caller, or `token_is_not_valid`, `books_are_out_of_reach` when the keys cannot be
 *   fetched
 */
async function readCaller(
  env: ApiEnv,
  authorization: string,
  slug: string,
): Promise<Verified | Fault> {
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
    const caller = callerOf(payload)
    return isFault(caller) ? caller : { caller, endsAt: Number(payload.exp) * 1000 }
  } catch (cause) {
    return tokenFault(env, cause)
  }
}

/** @returns `scope_is_missing`, naming the scope, unless the caller has it */
export function refuseScope(operation: Operation, caller: Caller): Fault | undefined {
  if (operation.scope === 'public' || caller.scopes.includes(operation.scope)) return undefined
  return fault('scope_is_missing', { detail: `It needs ${operation.scope}.` })
}

/** @returns `step_up_is_needed` where an operation weighs too much for a session proven long ago */
export function refuseUnproven(operation: Operation, caller: Caller): Fault | undefined {
  if (!operation.proven || caller.kind === 'app' || caller.proven) return undefined
  return fault('step_up_is_needed')
}

function callerOf(payload: JWTPayload): Caller | Fault {
  const { sub, client_id: clientId } = payload
  if (typeof sub !== 'string' || typeof clientId !== 'string') return fault('token_is_not_valid')
  const given = typeof payload.scope === 'string' ? payload.scope.split(' ') : []
  const known = given.filter((one): one is Scope => (scopes as readonly string[]).includes(one))
  // Client credentials: the app is its own subject (RFC 9068 §2.2).
  if (sub === clientId) return { kind: 'app', id: sub, clientId, scopes: known }
  return { kind: 'person', id: sub, clientId, scopes: known, proven: payload.acr === 'proven' }
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
