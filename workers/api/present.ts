import { type Books, type Present, presentOf, presentQuery, snapshot } from '@commonhour/ledger'

const mostKept = 1_000

/** The moment at which a request looks at a community's books. */
export type LookingAt = (books: Books, database: string, now: number) => Promise<number>

/**
 * A clock that is never behind the books of a sandbox. Whether books may run ahead of clocks is
 * fixed at their founding, so that of a live community they are asked once and never again.
 */
export function keptPresent(): LookingAt {
  const live = new Set<string>()
  return async (books, database, now) => {
    if (live.has(database)) return now
    const { present } = await snapshot(books, { present: presentQuery })
    if (isLive(present)) {
      if (live.size >= mostKept) live.clear()
      live.add(database)
    }
    return presentOf(present, now)
  }
}

/** What is not founded yet may still become a sandbox. */
function isLive(present: Present | null): boolean {
  return present !== null && !present.mayRunAhead
}
