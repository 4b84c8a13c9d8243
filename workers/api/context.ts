import type { Fault, Operation } from '@commonhour/contract'
import type { Context, MiddlewareHandler } from 'hono'
import type { Caller } from './types.ts'

/** What a request carries through the API. */
export interface ApiHono {
  Bindings: {
    /** Where it came from, as the host saw it; never what a header of the caller's says. */
    readonly address?: string | undefined
  }
  Variables: {
    /** The request's id (UUIDv7), ours alone: none is accepted from outside. */
    request: string
    /** The operation's name, once the route is known. */
    operation: Operation
    /** Who asks, as a verified token says, or why it says nothing; nothing without a token. */
    caller: Caller | Fault | undefined
    /** What it was refused with, for the log. */
    refused: Fault
  }
}

export type ApiContext = Context<ApiHono>
export type ApiMiddleware = MiddlewareHandler<ApiHono>

/** What answers one method of one path. */
export type Answering = (c: ApiContext) => Promise<Response> | Response
/** By path, then by method. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Answering>>>>
