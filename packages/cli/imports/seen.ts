import type { BooksProof } from '@commonhour/contract'
import type { MovedInLine } from '@commonhour/domain'
import {
  importsQuery,
  importTotalsQuery,
  memberStandingsQuery,
  openBooks,
  readProof,
  snapshot,
} from '@commonhour/ledger'
import type { Place } from '../place.ts'

/** What the books of an imported community say of themselves now. */
export interface Seen {
  readonly proof: BooksProof
  readonly members: number
  readonly transfers: number
  readonly seconds: number
  readonly coordinators: readonly { readonly number: number; readonly name: string }[]
  /** Lines that members were given on moving in. */
  readonly lines: readonly MovedInLine[]
  readonly importedAt: number
}

/** Reads an imported community's books; they stand, since its import is closed. */
export async function seenIn(place: Place, slug: string): Promise<Seen> {
  const books = openBooks(place.open(slug))
  const { imports, standings } = await snapshot(books, {
    imports: importsQuery,
    standings: memberStandingsQuery,
  })
  const [first] = imports
  const { totals } = await snapshot(books, { totals: importTotalsQuery(first?.id ?? '') })
  const proof = await readProof(books, Date.now())
  if (first === undefined || totals === null || proof === null) {
    throw new Error(`The books of ${slug} do not tell what was brought in.`)
  }
  const { coordinators, members, seconds, transfers } = totals
  const lines = standings.filter(({ movedInUntil }) => movedInUntil !== null)
  return { proof, members, transfers, seconds, coordinators, lines, importedAt: first.at }
}
