import { type Fault, fault, isFault } from '@commonhour/contract'
import { findCommunity } from '@commonhour/host'
import {
  communityQuery,
  type ImportLine,
  importsQuery,
  openBooks,
  snapshot,
} from '@commonhour/ledger'
import { holdsData, type Place } from '../place.ts'

/**
 * How far an import has come: `new`, its community is not there · `begun`, a run was cut off, and
 * the same files go on from where it stands · `done`.
 */
export type Stage = 'new' | 'begun' | 'done'

/**
 * How far the import of these files has come; `id_is_taken` when the name belongs to other books.
 */
export async function stageOf(place: Place, slug: string, digest: string): Promise<Stage | Fault> {
  if (!holdsData(place.directory)) return 'new'
  const found = await findCommunity(place.open('host'), slug)
  if (isFault(found)) return 'new'
  const { imports, isFounded } = await booksOf(place, found)
  const isOurs = imports.some((one) => one.digest === digest)
  if (found.state === 'open' && isOurs) return 'done'
  if (found.state === 'founding' && (isOurs || !isFounded)) return 'begun'
  const detail =
    found.state === 'founding' && imports.length > 0
      ? `An import of other files was begun as ${slug} and cut off. Run it again with those files.`
      : `There is a community ${slug} already, and an import makes a new one.`
  return fault('id_is_taken', { detail })
}

interface BooksSeen {
  readonly isFounded: boolean
  readonly imports: readonly ImportLine[]
}

async function booksOf(
  place: Place,
  { database, state }: { database: string; state: string },
): Promise<BooksSeen> {
  const books = openBooks(place.open(database))
  const queries = { imports: importsQuery, community: communityQuery(Date.now()) }
  try {
    const { community, imports } = await snapshot(books, queries)
    return { imports, isFounded: community !== null }
  } catch (cause) {
    // A run that was cut off early leaves a name without books, or books without tables.
    if (state !== 'founding') throw cause
    return { imports: [], isFounded: false }
  }
}
