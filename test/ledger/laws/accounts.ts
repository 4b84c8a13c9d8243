import { expect } from 'vitest'
import type { Row } from '../../support/books.ts'
import { accountStep, hold, limit, post, release, reverse } from '../../support/moves.ts'
import {
  accountRow,
  hour,
  id,
  insert,
  memberRow,
  memberStep,
  now,
  sql,
} from '../../support/rows.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

const sums = ['inSeconds', 'outSeconds', 'givenSeconds', 'receivedSeconds', 'giftSeconds']
const projected = [
  ...sums,
  'importedSeconds',
  'importedInSeconds',
  'heldOutSeconds',
  'heldInSeconds',
]
const verbs = ['UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE']

/** Laws 1, 2 and 4: an account opens empty, and its sums move with its transfers only. */
export const accountLaws = [
  law('a standing is a projection: nobody sets any of its columns by hand', async (books) => {
    await books.write(post('t', 'luis', 'choir', hour), limit('nia', -hour, null))
    await books.write(accountStep('nia', 'frozen'), accountStep('choir', 'frozen'))
    const others = await books.read(
      `SELECT seq FROM log WHERE ref IN ('public-$nia', 'public-$choir')
        OR seq = (SELECT max(seq) FROM transfer)`,
    )
    const { seq } = await one(books, 'SELECT max(seq) AS seq FROM log')
    for (const [i, other] of [...others, { seq: 100_000 }].entries()) {
      const set =
        'UPDATE account SET inSeconds = 0, version = version + 1, lastSeq = ? WHERE id = ?'
      const holder = other.seq === 100_000 || i === others.length - 1 ? '$nia' : '$ana'
      const named = sql(set, other.seq as number, id(holder))
      await refuses(books, 'projections_are_trigger_owned', named)
    }
    for (const verb of verbs) {
      for (const column of [...projected, 'version', 'lastSeq']) {
        for (const value of [`${column} + 1`, '0', 'NULL', '-1']) {
          const set = sql(`${verb} account SET ${column} = ${value} WHERE id = ?`, id('$ana'))
          await refuses(books, 'projections_are_trigger_owned', set)
        }
        // Nor by naming a leaf: one that was applied already, or one that touches others.
        const set = `${verb} account SET ${column} = ${column} + 60, version = version + 1, lastSeq`
        for (const other of [`lastSeq`, `${seq}`, '100000']) {
          const named =
            column === 'version' || column === 'lastSeq' ? null : `${set} = ${other} WHERE id = ?`
          if (named === null) continue
          await refuses(books, 'projections_are_trigger_owned', sql(named, id('$ana')))
        }
      }
      const status = sql(`${verb} account SET status = 'closed' WHERE id = ?`, id('$ana'))
      await refuses(books, 'projections_are_trigger_owned', status)
      const skipped = `${verb} account SET version = version + 2, lastSeq = ? WHERE id = ?`
      await refuses(books, 'projections_are_trigger_owned', sql(skipped, seq as number, id('$ana')))
    }
  }),
  law(
    'an account keeps id, public id, place, kind and holder, and is never deleted',
    async (books) => {
      for (const column of ['id', 'publicId', 'seq', 'at', 'kind', 'member']) {
        const value = column === 'seq' || column === 'at' ? '900' : "'x'"
        const set = sql(
          `UPDATE OR REPLACE account SET ${column} = ${value} WHERE id = ?`,
          id('$ana'),
        )
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql('DELETE FROM account'))
    },
  ),
  law('an account opens once, next in the log, and with nothing on it', async (books) => {
    const maya = [memberRow('maya', 50), memberStep('maya', 0, 'applied')]
    for (const column of [...projected, 'version']) {
      const opened = accountRow('maya', 'member', { [column]: 60 })
      await refuses(books, 'projections_are_trigger_owned', ...maya, opened)
    }
    for (const more of [{ status: 'frozen' }, { lastSeq: 1 }]) {
      const opened = accountRow('maya', 'member', more)
      await refuses(books, 'projections_are_trigger_owned', ...maya, opened)
    }
    await refuses(books, 'row_is_out_of_order', ...maya, accountRow('maya', 'member', { seq: 4 }))
    await books.write(...maya, accountRow('maya', 'member'))
    for (const column of ['id', 'publicId', 'member']) {
      const twin = column === 'publicId' ? 'public-$ana' : id(column === 'id' ? '$ana' : 'ana')
      const opened = accountRow('paul', 'member', { [column]: twin })
      await refuses(books, 'id_is_taken', {
        ...opened,
        sql: opened.sql.replace('INSERT', 'REPLACE'),
      })
      await refuses(books, 'id_is_taken', opened)
    }
    await booksAreWhole(books)
  }),
  law('an account’s kind is its holder’s: nobody stands on another kind’s line', async (books) => {
    await refuses(books, 'row_is_malformed', accountRow('paul', 'organisation'))
    await refuses(books, 'row_is_malformed', accountRow('paul', 'household'))
    await refuses(books, 'row_is_malformed', accountRow('paul', 'pool', { member: id('paul') }))
    await refuses(books, 'row_is_malformed', accountRow('paul', 'member', { member: null }))
    await refuses(books, 'row_is_malformed', accountRow('paul', 'bank'))
    const group = memberRow('home', 50, { kind: 'household' })
    await refuses(books, 'row_is_malformed', group, accountRow('home', 'member'))
    await books.write(group, memberStep('home', 0, 'applied'), accountRow('home', 'household'))
  }),
  law('an account is frozen, thawed and closed by steps, from where it stands', async (books) => {
    for (const act of ['thawed', 'opened', 'open']) {
      await refuses(books, 'transition_is_not_allowed', accountStep('nia', act))
    }
    await books.write(accountStep('nia', 'frozen'))
    await refuses(books, 'transition_is_not_allowed', accountStep('nia', 'frozen'))
    await books.write(accountStep('nia', 'thawed'), accountStep('nia', 'closed'))
    for (const act of ['frozen', 'thawed', 'closed']) {
      await refuses(books, 'transition_is_not_allowed', accountStep('nia', act))
    }
    await refuses(books, 'row_is_out_of_order', accountStep('ana', 'frozen', { seq: 2 }))
    const nia = await one(books, 'SELECT status, version FROM account WHERE id = ?', id('$nia'))
    expect(nia).toEqual({ status: 'closed', version: 3 })
    await booksAreWhole(books)
  }),
  law('nothing is posted or held on a frozen account; what was promised goes on', async (books) => {
    await books.write(hold('h', 'ana', 'luis', hour), post('t', 'ana', 'luis', hour))
    await books.write(accountStep('ana', 'frozen'), post('v', 'luis', 'nia', 60))
    for (const move of [post, hold]) {
      await refuses(books, 'account_is_frozen', move('u', 'ana', 'luis', hour))
      await refuses(books, 'account_is_frozen', move('u', 'luis', 'ana', hour))
    }
    await books.write(release('h', 'ana', 'luis', hour), reverse('t', 'ana', 'luis', hour))
    await booksAreWhole(books)
  }),
  law(
    'nothing is posted or held on a closed account, and none closes with an open hold',
    async (books) => {
      await books.write(hold('h', 'ana', 'luis', hour))
      await refuses(books, 'hold_is_still_open', accountStep('ana', 'closed'))
      await refuses(books, 'hold_is_still_open', accountStep('luis', 'closed'))
      await books.write(accountStep('nia', 'closed'), post('t', 'ana', 'luis', 60))
      await books.write(release('h', 'ana', 'luis', hour), accountStep('ana', 'closed'))
      for (const move of [post, hold]) {
        await refuses(books, 'account_is_closed', move('u', 'ana', 'luis', hour))
        await refuses(books, 'account_is_closed', move('u', 'luis', 'ana', hour))
      }
      await booksAreWhole(books)
    },
  ),
  law(
    'a step or line of an account that does not stand has no leaf, foreign keys or not',
    async (books) => {
      for (const row of [accountStep('ghost', 'frozen'), limit('ghost', 0, null)]) {
        await refuses(books, 'leaf_has_no_detail', row)
      }
    },
  ),
  law('written steps and lines never change', async (books) => {
    await books.write(accountStep('nia', 'frozen'), limit('nia', -hour, null))
    for (const table of ['account_step', 'limit_change', 'entry', 'transfer']) {
      const columns = await books.read(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        const set = sql(`UPDATE OR REPLACE ${table} SET "${name}" = "${name}"`)
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
  law('a statement line comes from its transfer only', async (books) => {
    await books.write(hold('h', 'choir', 'ana', hour), limit('nia', -hour, null))
    const held = await one(books, 'SELECT * FROM account WHERE id = ?', id('$ana'))
    const line = { account: id('$ana'), deltaSeconds: hour, balanceSeconds: 0, at: now }
    const last = await one(
      books,
      'SELECT * FROM entry WHERE account = ? AND version = 2',
      id('$luis'),
    )
    const made: Row[] = [
      last,
      { ...last, version: 99 },
      { ...line, version: held.version as number, seq: 24 },
      { ...line, version: 1, seq: 24 },
      { ...line, version: 2, seq: 24 },
      { ...line, version: held.version as number, seq: held.lastSeq as number },
      { ...line, version: 99, seq: 24 },
      { ...line, version: 99, seq: 900 },
      { ...line, account: id('$nia'), version: 1, seq: 24 },
    ]
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      for (const row of made)
        await refuses(books, 'entry_has_no_transfer', insert('entry', row, verb))
    }
  }),
]
