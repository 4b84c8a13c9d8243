import type {
  AnswerOf,
  BodyInOf,
  OperationName,
  Operations,
  ParametersOf,
  QueryOf,
} from '@commonhour/contract'
import { operations } from '@commonhour/contract'
import { type FileOf, filesThrough } from './files.ts'
import { fetchKeys } from './keys.ts'
import { type Listed, type PagesOf, walkPages } from './pages.ts'
import type { Refusal } from './refusal.ts'
import { type Door, knock } from './send.ts'

type Loose<T> = { [K in keyof T]?: T[K] | undefined }
/** An object type that may be left out when nothing in it is required. */
type Needed<K extends string, T> = [T] extends [undefined]
  ? { [P in K]?: never }
  : Record<never, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T }

/** What goes with the path: query, body, a key of the caller's own (else one is made), for whom. */
export type Sending<N extends OperationName> = {
  query?: Loose<QueryOf<Operations[N]>>
  idempotencyKey?: string
  /** The member this one is asked for; see `ClientOptions.onBehalfOf`. */
  onBehalfOf?: string
  signal?: AbortSignal
} & Needed<'body', BodyInOf<Operations[N]>>

type Arguments<N extends OperationName> =
  Record<never, never> extends Sending<N>
    ? [parameters: ParametersOf<Operations[N]>, sending?: Sending<N>]
    : [parameters: ParametersOf<Operations[N]>, sending: Sending<N>]

/** One operation as a function: its answer, or the refusal. It throws for bugs only. */
export type Call<N extends OperationName> = (
  ...given: Arguments<N>
) => Promise<AnswerOf<Operations[N]> | Refusal>

/**
 * Every operation of the contract by its name, `pages` to walk a list to its end, and `file` to
 * open a file without reading it:
 *
 *     const answer = await client.acceptExchange({ community: 'riverside', exchange })
 *     if (isRefusal(answer)) console.log(answer.fault, answer.says)
 */
export type Client = { [N in OperationName]: Call<N> } & {
  pages: PagesOf
  /** The keys that the host publishes, as the text of a file. */
  keys: () => Promise<string | Refusal>
  file: FileOf
}

export interface ClientOptions {
  /** The origin of the host, such as `https://hours.example`. */
  base: string
  /** A Bearer token for the community asked; asked for again at each call. */
  token?: () => string | undefined | Promise<string | undefined>
  fetch?: (request: Request) => Promise<Response>
  /** How to wait before the next try, in milliseconds; by default a timer with jitter. */
  wait?: (milliseconds: number) => Promise<void>
  /** How an Idempotency-Key is made when the caller gives none. */
  makeKey?: () => string
  /** The id of the member every call is made for, where the one signed in may act for them. */
  onBehalfOf?: string | undefined
}

/**
 * The typed door to the public API. Answers and refusals are values; a write whose answer was lost
 * is sent again with the same Idempotency-Key, three times in all.
 */
export function createClient(options: ClientOptions): Client {
  const door: Door = {
    base: options.base.replace(/\/$/, ''),
    token: options.token ?? (() => undefined),
    fetch: options.fetch ?? ((request) => fetch(request)),
    wait: options.wait ?? waitWithJitter,
    makeKey: options.makeKey ?? (() => crypto.randomUUID()),
    onBehalfOf: options.onBehalfOf,
  }
  const calls = Object.values(operations).map((operation) => [
    operation.name,
    (parameters: Record<string, string>, sending = {}) =>
      knock(door, operation, parameters, sending),
  ])
  const client = Object.fromEntries(calls) as Client
  client.keys = () => fetchKeys(door)
  client.pages = walkPages((name, parameters, sending) =>
    (client[name] as unknown as Listed)(parameters, sending),
  )
  client.file = filesThrough(door)
  return client
}

function waitWithJitter(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds * (0.5 + Math.random())))
}
