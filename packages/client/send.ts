import { type FaultCode, fault, type Operation } from '@commonhour/contract'
import { type Refusal, readRefusal, refusalOf } from './refusal.ts'

export interface Door {
  base: string
  token: () => string | undefined | Promise<string | undefined>
  fetch: (request: Request) => Promise<Response>
  wait: (milliseconds: number) => Promise<void>
  makeKey: () => string
  onBehalfOf: string | undefined
}

interface Given {
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
  onBehalfOf?: string
  accept?: string
  signal?: AbortSignal
}

/** How often one call is sent before its refusal is handed on. */
export const mostTries = 3
const firstWaitMilliseconds = 150

/** What of a good answer is handed on. */
export type Reading = (response: Response, operation: Operation) => Promise<unknown>

const whole: Reading = (response, { media }) => (media ? response.text() : response.json())

/** Sends one operation, again while that is safe, and reads what comes. */
export async function knock(
  door: Door,
  operation: Operation,
  parameters: Record<string, string>,
  given: Given,
  read: Reading = whole,
): Promise<unknown> {
  const key = operation.idempotent ? (given.idempotencyKey ?? door.makeKey()) : undefined
  // A write without a key may not be sent twice: the first may have been written.
  const safe = operation.method === 'GET' || key !== undefined
  let lost = false
  for (let tries = 1; ; tries++) {
    const request = await requestOf(door, operation, parameters, given, key)
    const answer = await send(door, operation, request, read)
    if (!isLost(answer)) return answer
    lost ||= answer.fault === 'outcome_unknown'
    const over = tries === mostTries || given.signal?.aborted === true
    // Once an answer was lost, a later refusal cannot say that nothing was written.
    if (!safe || over) return lost ? refusalOf(fault('outcome_unknown'), answer.status) : answer
    await door.wait(firstWaitMilliseconds * 2 ** (tries - 1))
  }
}

function isLost(answer: unknown): answer is Refusal {
  if (typeof answer !== 'object' || answer === null || !('says' in answer)) return false
  return (
    (answer as Refusal).again === 'now' || (answer as Refusal).fault === 'books_are_out_of_reach'
  )
}

async function send(
  door: Door,
  operation: Operation,
  request: Request,
  read: Reading,
): Promise<unknown> {
  const lost: FaultCode = operation.method === 'GET' ? 'books_are_out_of_reach' : 'outcome_unknown'
  try {
    const response = await door.fetch(request)
    if (response.ok) return await read(response, operation)
    const refusal = await readRefusal(response)
    const fromProxy =
      refusal.code === 'something_failed' && [502, 503, 504].includes(response.status)
    return fromProxy ? refusalOf(fault(lost), response.status) : refusal
  } catch {
    // The network failed, or the answer broke off: a write may or may not stand in the books.
    return refusalOf(fault(lost))
  }
}

async function requestOf(
  door: Door,
  operation: Operation,
  parameters: Record<string, string>,
  given: Given,
  key: string | undefined,
): Promise<Request> {
  const headers = new Headers({ accept: given.accept ?? operation.media ?? 'application/json' })
  const token = operation.scope === 'public' ? undefined : await door.token()
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (key !== undefined) headers.set('idempotency-key', key)
  const member = given.onBehalfOf ?? door.onBehalfOf
  if (member !== undefined && token !== undefined) headers.set('on-behalf-of', member)
  if (given.body !== undefined) headers.set('content-type', 'application/json')
  return new Request(`${door.base}${addressOf(operation, parameters, given.query)}`, {
    method: operation.method,
    headers,
    ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    ...(given.signal && { signal: given.signal }),
  })
}

/** `/v1/communities/{community}` filled in, with the query that is given. */
export function addressOf(
  operation: Pick<Operation, 'path'>,
  parameters: Record<string, string>,
  query: Record<string, unknown> = {},
): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`the path needs {${name}}`)
    return encodeURIComponent(value)
  })
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  return pairs.length > 0 ? `${path}?${search}` : path
}
