import type {
  AnswerOf,
  BodyOf,
  Fault,
  Operation,
  OperationName,
  Operations,
  ParametersOf,
  QueryOf,
} from '@commonhour/contract'
import type { Books } from '@commonhour/ledger'
import type { Answer } from './answer.ts'
import type { AppCaller, Caller, PersonCaller } from './caller.ts'
import type { ApiEnv } from './env.ts'

export type { AppCaller, Caller, PersonCaller }

/** A community as the host's register knows it. */
export interface CommunityLine {
  readonly slug: string
  readonly name: string
  readonly database: string
}

/** The caller's key, and an HMAC of method, path and body under which it may be used again. */
export interface Idempotency {
  readonly key: string
  readonly fingerprint: string
}

/**
 * What an operation's `asker` leaves possible: public ones know nobody, apps pass only where named.
 */
export type CallerOf<O extends Operation> = O['asker'] extends 'anyone'
  ? null
  : O['asker'] extends 'memberOrApp'
    ? Caller
    : PersonCaller
type InCommunity<O extends Operation, Yes> = O['path'] extends `${string}{community}${string}`
  ? Yes
  : null

/** A request that has passed the whole ladder of serve.ts: typed, allowed in, its books open. */
export interface Asked<O extends Operation> {
  readonly params: ParametersOf<O>
  readonly query: QueryOf<O>
  readonly body: BodyOf<O>
  readonly caller: CallerOf<O>
  readonly idempotency: O['idempotent'] extends true ? Idempotency : null
  readonly community: InCommunity<O, CommunityLine>
  readonly books: InCommunity<O, Books>
  readonly env: ApiEnv
  /** Milliseconds since the epoch, the same throughout one request. */
  readonly now: number
}

/** Answers one operation: its body, `answer(body, { headers })`, or a fault of the catalogue. */
export type Handler<O extends Operation> = (
  asked: Asked<O>,
) => Promise<AnswerOf<O> | Answer<AnswerOf<O>> | Fault>

/** One handler per operation of the contract. */
export type Handlers = { readonly [N in OperationName]: Handler<Operations[N]> }

/** A handler as the ladder calls it: the operation is known by value, no longer by type. */
export type AnyHandler = (asked: Asked<Operation>) => Promise<unknown>
