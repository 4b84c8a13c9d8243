import { expect } from 'vitest'
import { block, check, concern, resolution, slip, slipBatch } from '../../support/actingRows.ts'
import { exchange, hold, receiverRow, step } from '../../support/moves.ts'
import { hour, id, insert, now, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'
const by = (name: string) => ({ actor: `member:${id(name)}` })
const words = (name: string, member: string, of: string) =>
  insert('exchange_message', {
    ...{ number: name.charCodeAt(0), id: id(name), exchange: id(of), member: id(member) },
    ...{ actor: `member:${id(member)}`, at: now },
  })

/** Blocks, concerns, and checks that were seen. */
export const concernLaws = [
  law('a block is of another, once, and leaves nothing when it is lifted', async (books) => {
    await refuses(books, 'row_is_malformed', block('ana', 'ana'))
    await books.write(block('ana', 'luis'))
    await refuses(books, 'books_are_append_only', block('ana', 'luis'))
    await books.write(block('luis', 'ana'), block('ana', 'nia'))
    const { count } = await one(
      books,
      "SELECT count(*) AS count FROM log WHERE kind GLOB '*block*'",
    )
    expect(count).toBe(0)
  }),
  law('between two of whom one blocked the other nothing new begins', async (books) => {
    await books.write(...exchange('a', 'luis', 'ana'), step('a', 0, 'proposed', by('luis')))
    await books.write(block('ana', 'luis'))
    for (const [giver, receiver] of [
      ['luis', 'ana'],
      ['ana', 'luis'],
    ] as const) {
      for (const state of ['proposed', 'done']) {
        const begin = (who: string, more = {}) => [
          ...exchange('e', giver, receiver),
          step('e', 0, state, { ...by(who), ...more }),
        ]
        await refuses(books, 'help_cannot_be_agreed_yet', ...begin('luis'))
        await refuses(books, 'member_is_blocked', ...begin('ana'))
        await refuses(books, 'member_is_blocked', ...begin('nia', { onBehalfOf: id('ana') }))
        await refuses(
          books,
          'help_cannot_be_agreed_yet',
          ...begin('nia', { onBehalfOf: id('luis') }),
        )
      }
    }
    const agreed = (who: string) => [
      hold('h', 'ana', 'luis', hour, { exchange: id('a') }),
      step('a', 1, 'agreed', by(who)),
    ]
    await refuses(books, 'member_is_blocked', ...agreed('ana'))
    await refuses(books, 'help_cannot_be_agreed_yet', ...agreed('luis'))
    await books.write(step('a', 1, 'declined', by('ana')))
    // Others, and each of the two with others, are not concerned.
    await books.write(...exchange('f', 'nia', 'ana'), step('f', 0, 'proposed', by('nia')))
    await books.write(...exchange('g', 'luis', 'nia'), step('g', 0, 'proposed', by('luis')))
    await books.write(...exchange('i', 'nia', 'luis'), step('i', 0, 'proposed', by('luis')))
  }),
  law('a block by one of several receivers counts, and what has begun goes on', async (books) => {
    await books.write(...exchange('a', 'luis', 'ana'), step('a', 0, 'proposed', by('luis')))
    await books.write(hold('h', 'ana', 'luis', hour, { exchange: id('a') }))
    await books.write(step('a', 1, 'agreed', by('ana')), block('nia', 'luis'), block('ana', 'luis'))
    await books.write(step('a', 2, 'done', by('luis')))
    const several = [...exchange('e', 'luis', 'rosa'), receiverRow('e', 'nia')]
    await refuses(
      books,
      'help_cannot_be_agreed_yet',
      ...several,
      step('e', 0, 'proposed', by('luis')),
    )
  }),
  law('who takes no part, and two who are both helped, are not concerned', async (books) => {
    await books.write(block('nia', 'luis'), block('nia', 'ana'))
    await books.write(...exchange('e', 'luis', 'ana'), step('e', 0, 'proposed', by('nia')))
    const both = [...exchange('f', 'rosa', 'nia'), receiverRow('f', 'ana')]
    await books.write(...both, step('f', 0, 'proposed', by('nia')))
    // Whoever is helped and blocked someone else is helped all the same.
    await books.write(...exchange('g', 'rosa', 'nia'), step('g', 0, 'proposed', by('nia')))
    await books.write(...exchange('h', 'nia', 'rosa'), step('h', 0, 'proposed', by('nia')))
  }),
  law('what stands beside the books changes by nobody', async (books) => {
    await books.write(block('ana', 'luis'), concern('c', 1), resolution('c'), check('ana'))
    for (const table of ['member_block', 'concern', 'concern_resolution', 'member_check']) {
      const [column] = await books.read('SELECT name FROM pragma_table_info(?) LIMIT 1', table)
      const name = String(column?.name)
      await refuses(books, 'books_are_append_only', sql(`UPDATE ${table} SET ${name} = ${name}`))
    }
    for (const table of ['concern_resolution', 'member_check']) {
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
  law('what a coordinator enters for both did happen, and stands', async (books) => {
    await books.write(block('ana', 'luis'), slipBatch('b', { lines: 1 }))
    const told = [...exchange('e', 'luis', 'ana'), step('e', 0, 'done', { onBehalfOf: id('luis') })]
    await books.write(...told, slip('b', 1, 'e'))
    // Only while its lines are being entered, and by the one who enters them.
    const more = (who: string) => [
      ...exchange('f', 'luis', 'ana'),
      step('f', 0, 'done', { ...by(who), onBehalfOf: id('luis') }),
    ]
    await refuses(books, 'help_cannot_be_agreed_yet', ...more('rosa'))
    await books.write(slipBatch('c', { lines: 1 }))
    await refuses(books, 'help_cannot_be_agreed_yet', ...more('nia'))
    const byAna = step('f', 0, 'done', { ...by('rosa'), onBehalfOf: id('ana') })
    await books.write(...exchange('f', 'luis', 'ana'), byAna)
  }),
  law('no words pass between two of whom one blocked the other', async (books) => {
    await books.write(...exchange('e', 'luis', 'ana'), step('e', 0, 'done', by('luis')))
    await books.write(...exchange('f', 'nia', 'luis'), step('f', 0, 'done', by('nia')))
    await books.write(words('a', 'ana', 'e'), block('ana', 'luis'), block('nia', 'luis'))
    await refuses(books, 'member_is_blocked', words('b', 'ana', 'e'))
    await refuses(books, 'help_cannot_be_agreed_yet', words('b', 'luis', 'e'))
    await refuses(books, 'member_is_blocked', words('b', 'nia', 'f'))
    await refuses(books, 'help_cannot_be_agreed_yet', words('b', 'luis', 'f'))
    await books.write(...exchange('g', 'ana', 'nia'), step('g', 0, 'done', by('ana')))
    await books.write(words('c', 'ana', 'g'), words('d', 'nia', 'g'))
  }),
  law(
    'a concern is about another or nobody, of a known kind, with an id of its own',
    async (books) => {
      await refuses(books, 'row_is_malformed', concern('c', 1, { aboutMember: id('ana') }))
      await refuses(books, 'row_is_malformed', concern('c', 1, { kind: 'gossip' }))
      await books.write(concern('c', 1), concern('d', 2, { aboutMember: null }))
      await refuses(books, 'id_is_taken', concern('c', 3))
      await refuses(books, 'id_is_taken', concern('e', 1))
    },
  ),
  law('a concern is resolved once, by an outcome that says no words', async (books) => {
    await books.write(concern('c', 1))
    await refuses(books, 'row_is_malformed', resolution('c', { outcome: 'as Luis said' }))
    await refuses(books, 'row_is_out_of_order', resolution('c', { seq: 3 }))
    await refuses(books, 'row_is_out_of_order', resolution('ghost'))
    await books.write(resolution('c'))
    const { kind, ref } = await one(books, last)
    expect({ kind, ref }).toEqual({ kind: 'concern.resolved', ref: id('c') })
    await refuses(books, 'concern_is_resolved_already', resolution('c'))
  }),
  law('a check is of a known kind and a day that exists, and names public ids', async (books) => {
    await refuses(books, 'row_is_malformed', check('ana', { kind: 'charm' }))
    await refuses(books, 'row_is_malformed', check('ana', { untilOn: '2027-02-30' }))
    await refuses(books, 'row_is_out_of_order', check('ana', { seq: 3 }))
    await refuses(books, 'leaf_has_no_detail', check('ghost'))
    await books.write(check('ana'), check('ana'))
    const { body, ...leaf } = await one(books, last)
    expect(leaf).toEqual({ kind: 'check.seen', ref: 'public-ana' })
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...['public-ana', 'driving', '2027-03-01', 'public-rosa'],
    ])
  }),
]
