import type { Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { momentNow, nextSeq } from '../insert.ts'

/** Who writes, and when: added to every row of a decision where it is written. */
export interface Stamp {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** `member:ID`, `app:ID`, `clock` or `import`. */
  readonly actor: string
  readonly onBehalfOf?: string | null
}

/** One kind of thing a decision may append. */
export type WriteOf<K extends Write['into']> = Extract<Write, { into: K }>
/** Makes the rows of one kind of write. */
export type Writer<K extends Write['into']> = (
  write: WriteOf<K>,
  stamp: Stamp,
) => InStatement[] | Promise<InStatement[]>
/** The writers of one word: a map from kinds of writes to what makes their rows. */
export type Writers<K extends Write['into']> = { readonly [W in K]: Writer<W> }

/** What every row with a leaf of its own begins with. */
export function leafOf({ actor, now }: Stamp) {
  return { seq: nextSeq, at: momentNow(now), actor }
}
