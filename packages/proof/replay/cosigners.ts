import { bytesOfBase64url } from '../bytes.ts'
import { kidOf } from '../keys/key.ts'
import { isCount, type Leaf } from './leaf.ts'

/** The stewards who sign reports beside audit, as the log names them. */
export interface Cosigners {
  /** The `x` of each by its `kid`, of those who have not left. */
  readonly keys: ReadonlyMap<string, string>
  /** How many of their signatures a report wants. */
  readonly needed: number
}

export const noCosigners: Cosigners = { keys: new Map(), needed: 0 }

/** `["cosigner.added", seq, at, member, kid, x, needed, actor]`; what is none changes nothing. */
export function withCosigner(cosigners: Cosigners, { body, kind }: Leaf): Cosigners {
  const [, , x, needed] = body.slice(3)
  if (typeof x !== 'string' || bytesOfBase64url(x)?.length !== 32 || !isCount(needed)) {
    return cosigners
  }
  const keys = new Map(cosigners.keys)
  if (kind === 'cosigner.added') keys.set(kidOf(x), x)
  else keys.delete(kidOf(x))
  return { keys, needed }
}
