import type * as v from 'valibot'
import type { Scope } from '../apps.ts'
import type { FaultCode } from '../faults.ts'

type Schema = v.GenericSchema
type ObjectSchema = v.StrictObjectSchema<v.ObjectEntries, undefined>

/**
 * One promise on the wire, said once. Routes, OpenAPI, the client, docs and the authority matrix
 * derive from it.
 */
export interface Operation {
  readonly name: string
  readonly word: string
  readonly method: 'GET' | 'POST'
  /**
   * With `{community}` and other parameters in braces; all others are ids, but for `{no}`, which is
   * a number.
   */
  readonly path: string
  readonly summary: string
  /** What a token must carry; `public` needs none. */
  readonly scope: Scope | 'public'
  /**
   * Who may ask at all: anyone, a person with a token, a member, a coordinator, an app, or a member
   * or app.
   */
  readonly asker: 'anyone' | 'person' | 'member' | 'coordinator' | 'memberOrApp'
  readonly query?: ObjectSchema
  readonly body?: Schema
  readonly status: 200 | 201 | 202
  readonly answer: Schema
  /** Media type of the answer; JSON unless told. */
  readonly media?: 'text/csv' | 'text/plain' | 'application/jsonl'
  /** What else it answers, to who names it in `Accept`: the same thing, signed. */
  readonly alternative?: 'application/jose'
  /** Whether it moves, holds or promises hours: `Idempotency-Key` is then required. */
  readonly idempotent: boolean
  /**
   * Whether it weighs so much that the session behind the token must have been proven just now
   * (`acr: proven`): acts of office, and erasing.
   */
  readonly proven?: true
  /** The refusals of its own; those of every request stand in `commonFaults`. */
  readonly faults: readonly FaultCode[]
}

/** What any request with a token may meet. */
export const commonFaults: readonly FaultCode[] = [
  'request_is_malformed',
  'token_is_missing',
  'token_is_not_valid',
  'scope_is_missing',
  'quota_is_used_up',
  'not_found',
  'community_is_unknown',
  'books_are_out_of_reach',
  'something_failed',
]

/** Keeps the literal types of one operation. */
export function operation<const O extends Operation>(it: O): O {
  return it
}

/**
 * The path parameters of an operation, in order: `/v1/communities/{community}` → `['community']`.
 */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

type ParameterNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never
/** The parameters of an operation's path, by name. */
export type ParametersOf<O extends Operation> = { [K in ParameterNames<O['path']>]: string }
/** What its query may hold. */
export type QueryOf<O extends Operation> = O extends { query: infer Q extends Schema }
  ? v.InferOutput<Q>
  : Record<never, never>
/** Its body as validated. */
export type BodyOf<O extends Operation> = O extends { body: infer B extends Schema }
  ? v.InferOutput<B>
  : undefined
/** Its body as a caller may write it: defaults left out. */
export type BodyInOf<O extends Operation> = O extends { body: infer B extends Schema }
  ? v.InferInput<B>
  : undefined
/** What it answers. */
export type AnswerOf<O extends Operation> = v.InferOutput<O['answer']>
