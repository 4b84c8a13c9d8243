import type { Books } from '@commonhour/ledger'

/** One community of this host, open. */
export interface Place {
  readonly slug: string
  readonly books: Books
}

/** What a round did, in counts. */
export type Counts = Record<string, number>

export function count(counts: Counts, name: string, by = 1): void {
  if (by > 0) counts[name] = (counts[name] ?? 0) + by
}
