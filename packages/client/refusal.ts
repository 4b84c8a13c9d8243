import {
  type Fault,
  fault,
  faults,
  isFaultCode,
  type Problem,
  Problem as ProblemSchema,
} from '@commonhour/contract'
import * as v from 'valibot'

/** A refusal as the client hands it on: the fault, its sentence, and how it came over the wire. */
export interface Refusal extends Fault {
  /** One sentence to the person who asked. */
  readonly says: string
  /** The status of the answer; 0 when none came. */
  readonly status: number
  readonly again: Problem['again']
  /** The code as it came, should it be newer than this client. */
  readonly code: string
  /** The request's id, to quote when asking for help. */
  readonly request?: string
}

/** Whether an answer is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'fault' in value && 'says' in value
}

/** A refusal of the client's own: no answer came, so the catalogue speaks. */
export function refusalOf(it: Fault, status = 0): Refusal {
  const { says, again } = faults[it.fault]
  return { ...it, says, again, status, code: it.fault }
}

/** An answer that is not a success → its refusal, whatever stands in it. */
export async function readRefusal(response: Response): Promise<Refusal> {
  const wait = retryAfterOf(response)
  const parsed = v.safeParse(ProblemSchema, await jsonOf(response))
  // A proxy answered, not the API: nothing is known of what was written.
  if (!parsed.success) return { ...refusalOf(fault('something_failed'), response.status), ...wait }
  const { code, title, status, again, type: _, ...more } = parsed.output
  const known = isFaultCode(code) ? code : 'something_failed'
  return { ...given(more), ...wait, fault: known, code, says: title, status, again }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function retryAfterOf(response: Response): { retryAfterSeconds?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

/** Leaves out what is undefined, as exact optional properties ask. */
function given<T extends object>(from: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const pairs = Object.entries(from).filter(([, value]) => value !== undefined)
  return Object.fromEntries(pairs) as { [K in keyof T]: Exclude<T[K], undefined> }
}
