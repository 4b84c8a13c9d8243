import { expect } from 'vitest'
import type { Books } from '../../support/books.ts'
import { exchange, step } from '../../support/moves.ts'
import { id, insert, sql } from '../../support/rows.ts'
import { reached, to } from './exchangeStates.ts'
import { law, refuses } from './law.ts'

const owned = 'projections_are_trigger_owned'
const underWay = ['', 'proposed', 'agreed', 'done', 'disputed']

/** Law 4: whose exchanges are whose, and which are under way, is a projection. */
export const partyLaws = [
  law('both sides of an exchange find it, by its number', async (books) => {
    await books.write(...exchange('e', 'luis', 'ana'), ...exchange('f', 'ana', 'nia'))
    expect(await partiesOf(books)).toEqual(
      [
        [id('luis'), id('e'), 1],
        [id('ana'), id('e'), 1],
        [id('nia'), id('f'), 1],
        [id('ana'), id('f'), 1],
      ].sort(byText),
    )
    expect(await books.read(strays)).toEqual([])
  }),
  ...Object.keys(reached).map((state) =>
    law(`an exchange that is ${state || 'just named'} is under way or not`, async (books) => {
      // Beside one that has ended and one that has not.
      await books.write(...to('declined', 'x'), ...to('proposed', 'y'), ...to(state, 'e'))
      const isOpen = underWay.includes(state) ? 1 : 0
      const rows = (await partiesOf(books)).filter(([, named]) => named === id('e'))
      expect(rows.map(([, , open]) => open)).toEqual([isOpen, isOpen])
      expect(await books.read(strays)).toEqual([])
    }),
  ),
  law('an exchange that is taken up again is under way again', async (books) => {
    await books.write(...to('disputed', 'e'))
    await books.write(...to('reversed', 'f'), ...to('proposed', 'g'), step('g', 1, 'declined'))
    expect(await books.read(strays)).toEqual([])
  }),
  law('nobody says by hand whose an exchange is', async (books) => {
    await books.write(...to('proposed', 'e'), ...to('declined', 'f'))
    const [one, ended] = await books.read(
      'SELECT * FROM exchange_party WHERE member = ? ORDER BY exchange',
      id('ana'),
    )
    if (one === undefined || ended === undefined) throw new Error('Ana takes part in nothing.')
    for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE'] as const) {
      const wrong = [{}, { member: id('nia') }, { number: 7 }, { isOpen: 0 }, { exchange: id('f') }]
      for (const more of wrong) {
        await refuses(books, owned, insert('exchange_party', { ...one, ...more } as never, verb))
      }
    }
    const at = `WHERE member = '${id('ana')}' AND exchange = '${id('e')}'`
    const sets = [
      'isOpen = 0',
      'isOpen = isOpen',
      `member = '${id('nia')}'`,
      `exchange = '${id('f')}'`,
      'number = 7, isOpen = 0',
      // True, but of another exchange, whose own row would go.
      `number = ${ended.number}, exchange = '${id('f')}', isOpen = 0`,
    ]
    for (const verb of ['UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE']) {
      for (const set of sets)
        await refuses(books, owned, sql(`${verb} exchange_party SET ${set} ${at}`))
    }
    await refuses(books, owned, sql(`DELETE FROM exchange_party ${at}`))
    expect(await books.read(strays)).toEqual([])
  }),
]

type Party = [member: unknown, exchange: unknown, isOpen: unknown]
async function partiesOf(books: Books): Promise<Party[]> {
  const rows = await books.read('SELECT member, exchange, isOpen FROM exchange_party')
  return rows.map((row): Party => [row.member, row.exchange, row.isOpen]).sort(byText)
}
function byText(one: readonly unknown[], other: readonly unknown[]): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

/** Rows that say otherwise than the exchanges and their steps, and rows that are missing. */
const strays = `SELECT * FROM (SELECT * FROM exchange_side EXCEPT SELECT * FROM exchange_party)
  UNION ALL SELECT * FROM (SELECT * FROM exchange_party EXCEPT SELECT * FROM exchange_side)`
