import { textOf } from '../bytes.ts'
import { jsonOf } from '../json.ts'

/**
 * One line of the log, as the migrations write it: a list with fixed positions, first what kind of
 * leaf it is, then its place in the log and its moment in milliseconds since the epoch.
 */
export interface Leaf {
  readonly kind: string
  readonly seq: number
  readonly at: number
  readonly body: readonly unknown[]
}

/** A body as a leaf; null where it is none. */
export function readLeaf(body: Uint8Array): Leaf | null {
  const parts = jsonOf(textOf(body) ?? '')
  if (!Array.isArray(parts)) return null
  const [kind, seq, at] = parts as unknown[]
  if (typeof kind !== 'string' || !isCount(seq) || !isCount(at)) return null
  return { kind, seq, at, body: parts }
}

/** A whole number from 0 that JavaScript holds exactly. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
