import { expect } from 'vitest'
import { exchange, hold, post, release, settle, step } from '../../support/moves.ts'
import { charterRow, day, hour, id, now, Raw } from '../../support/rows.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

const held =
  'SELECT heldOutSeconds AS held, inSeconds - outSeconds AS standing FROM account WHERE id = ?'
const at = (moment: number) => ({ at: new Raw('?', [moment]) })

/** Law 6: a hold resolves at most once, and lapses at its end. */
export const holdLaws = [
  law('a hold sets hours aside and moves none', async (books) => {
    await books.write(hold('h', 'ana', 'luis', hour))
    expect(await one(books, held, id('$ana'))).toEqual({ held: hour, standing: 0 })
    expect(await one(books, 'SELECT id FROM open_hold')).toEqual({ id: id('h') })
    expect(await books.read('SELECT * FROM entry WHERE seq = 25')).toEqual([])
    await booksAreWhole(books)
  }),
  law('a hold resolves once: settled or released, and never again', async (books) => {
    const ways = [settle, release]
    for (const [i, first] of ways.entries()) {
      const name = `h${i}`
      await books.write(hold(name, 'ana', 'luis', hour), first(name, 'ana', 'luis', hour))
      for (const second of ways) {
        for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
          const again = second(name, 'ana', 'luis', hour, { id: id('again') })
          const statement = { ...again, sql: again.sql.replace('INSERT', verb) }
          await refuses(books, 'hold_is_resolved', statement)
        }
      }
    }
    expect(await books.read('SELECT * FROM open_hold')).toEqual([])
    await booksAreWhole(books)
  }),
  law('a part may be settled, and the rest returns', async (books) => {
    await books.write(hold('h', 'ana', 'luis', hour), settle('h', 'ana', 'luis', hour / 4))
    expect(await one(books, held, id('$ana'))).toEqual({ held: 0, standing: -hour / 4 })
    await booksAreWhole(books)
  }),
  law('a settle or release fits its hold, and a part is never released', async (books) => {
    await books.write(charterRow(2, now), hold('h', 'ana', 'luis', hour, { charter: 2 }))
    await books.write(post('t', 'ana', 'luis', hour, { charter: 2 }))
    const odd = [
      { seconds: hour + 1 },
      { purpose: 'gift' },
      { charter: 1 },
      { fromAccount: id('$nia') },
      { toAccount: id('$nia') },
      { fromAccount: id('$luis'), toAccount: id('$ana') },
      { ref: id('t') },
      { ref: id('none') },
    ]
    for (const resolve of [settle, release]) {
      for (const more of odd) {
        const statement = resolve('h', 'ana', 'luis', hour, { charter: 2, ...more })
        await refuses(books, 'transfer_does_not_match', statement)
      }
    }
    const part = release('h', 'ana', 'luis', hour / 2, { charter: 2 })
    await refuses(books, 'transfer_does_not_match', part)
    await books.write(release('h', 'ana', 'luis', hour, { charter: 2 }))
  }),
  law('a hold ends after it begins', async (books) => {
    for (const expiresAt of [now, now - 1]) {
      const statement = hold('h', 'ana', 'luis', hour, { expiresAt })
      await refuses(books, 'transfer_does_not_match', statement)
    }
  }),
  law('a lapsed hold is not settled, and its hours return by release', async (books) => {
    await books.write(
      hold('h', 'ana', 'luis', hour, { expiresAt: now + day }),
      hold('k', 'ana', 'luis', hour, { expiresAt: now + day }),
      settle('k', 'ana', 'luis', hour, at(now + day - 1)),
    )
    await books.write(...exchange('e1', 'luis', 'ana'), step('e1', 0, 'done'))
    await refuses(books, 'hold_has_lapsed', settle('h', 'ana', 'luis', hour, at(now + day)))
    await books.write(release('h', 'ana', 'luis', hour, at(now + day)))
    await booksAreWhole(books)
  }),
]
