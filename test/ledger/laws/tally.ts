import { expect } from 'vitest'
import type { Books } from '../../support/books.ts'
import { hold, post, release, reverse, settle } from '../../support/moves.ts'
import { hour, insert, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const owned = 'projections_are_trigger_owned'

/** Law 4: what the public proof tells of all transfers is a projection too. */
export const tallyLaws = [
  law('transfers that move hours are counted, each once', async (books) => {
    const before = await tallyOf(books)
    await books.write(hold('h', 'ana', 'luis', hour), hold('i', 'ana', 'luis', hour))
    expect(await tallyOf(books)).toEqual(before)
    await books.write(settle('h', 'ana', 'luis', hour), release('i', 'ana', 'luis', hour))
    await books.write(post('t', 'luis', 'choir', hour), reverse('t', 'luis', 'choir', hour))
    const after = await tallyOf(books)
    expect(after.transfers).toBe(Number(before.transfers) + 3)
    const counted = await one(
      books,
      `SELECT count(*) AS transfers, max(seq) AS lastSeq FROM transfer
        WHERE kind NOT IN ('hold', 'release')`,
    )
    expect(after).toEqual(counted)
  }),
  law('nobody counts transfers by hand', async (books) => {
    await books.write(post('t', 'luis', 'choir', hour), hold('h', 'ana', 'luis', hour))
    const { seq } = await one(books, 'SELECT max(seq) AS seq FROM transfer')
    for (const verb of ['UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE']) {
      // By no leaf, the one that was counted, one that moves nothing, or one that is not there.
      for (const last of ['lastSeq', String(seq), '100000', 'NULL', '-1']) {
        const set = `${verb} moved_tally SET transfers = transfers + 1, lastSeq = ${last}`
        await refuses(books, owned, sql(set))
      }
      await refuses(books, owned, sql(`${verb} moved_tally SET one = 2`))
    }
    for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE'] as const) {
      for (const name of [1, 2]) {
        const row = { one: name, transfers: 7, lastSeq: 100_000 }
        await refuses(books, owned, insert('moved_tally', row, verb))
      }
    }
    await refuses(books, owned, sql('DELETE FROM moved_tally'))
  }),
]

function tallyOf(books: Books) {
  return one(books, 'SELECT transfers, lastSeq FROM moved_tally')
}
