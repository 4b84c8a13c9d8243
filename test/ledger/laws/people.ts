import { expect } from 'vitest'
import { id, insert, memberRow, memberStep, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const states = ['applied', 'active', 'paused', 'suspended', 'departed', 'erased']
const allowed = new Set([
  '>applied',
  'applied>active',
  'applied>departed',
  'active>paused',
  'active>suspended',
  'active>departed',
  'paused>active',
  'paused>departed',
  'suspended>active',
  'suspended>departed',
  'departed>erased',
])
/** The states on the way to each state. */
const ways: Record<string, string[]> = {
  '': [],
  applied: ['applied'],
  active: ['applied', 'active'],
  paused: ['applied', 'active', 'paused'],
  suspended: ['applied', 'active', 'suspended'],
  departed: ['applied', 'departed'],
  erased: ['applied', 'departed', 'erased'],
}
/** Members, offices, apps and the charter (law 13). */
export const peopleLaws = [
  law('a member’s steps follow the list, and no other', async (books) => {
    let number = 100
    for (const [from, way] of Object.entries(ways)) {
      for (const to of states) {
        const name = `m${number}`
        const steps = [...way, to].map((state, step) => {
          return memberStep(name, step, state, state === 'erased' ? { reason: 'own_wish' } : {})
        })
        const batch = [memberRow(name, number++), ...steps]
        if (!allowed.has(`${from}>${to}`))
          await refuses(books, 'transition_is_not_allowed', ...batch)
        else await books.write(...batch)
      }
    }
    await refuses(books, 'transition_is_not_allowed', memberStep('ana', 2, 'bored'))
  }),
  law('a member’s state and version are those of the last step', async (books) => {
    await books.write(memberStep('ana', 2, 'paused'))
    const ana = await one(books, 'SELECT state, version FROM member WHERE id = ?', id('ana'))
    expect(ana).toEqual({ state: 'paused', version: 3 })
    const leafs = await books.read(
      "SELECT body ->> 4 AS step FROM log WHERE kind = 'member.paused'",
    )
    expect(leafs).toEqual([{ step: 2 }])
    for (const step of [0, 2, 4]) {
      await refuses(books, 'row_is_out_of_order', memberStep('ana', step, 'active'))
    }
    await refuses(books, 'row_is_out_of_order', memberStep('nobody', 0, 'applied'))
    await refuses(books, 'row_is_out_of_order', memberStep('ana', 3, 'active', { seq: 2 }))
  }),
  law('nobody sets a member’s state by hand', async (books) => {
    const owned = [
      "state = 'departed'",
      'state = NULL',
      'version = 3',
      'version = 0',
      'version = NULL',
    ]
    for (const change of [
      ...owned,
      "version = 3, state = 'active'",
      "version = 1, state = 'applied'",
    ]) {
      for (const verb of ['UPDATE', 'UPDATE OR REPLACE']) {
        const set = sql(`${verb} member SET ${change} WHERE id = ?`, id('ana'))
        await refuses(books, 'projections_are_trigger_owned', set)
      }
    }
    await books.write(memberStep('luis', 2, 'paused'))
    const followed = "UPDATE member SET state = 'paused', version = 3 WHERE id = ?"
    await refuses(books, 'projections_are_trigger_owned', sql(followed, id('ana')))
    const begun = memberRow('maya', 50, { state: 'active' })
    await refuses(books, 'projections_are_trigger_owned', begun)
    const old = memberRow('maya', 50, { version: 1 })
    await refuses(books, 'projections_are_trigger_owned', old)
  }),
  law('a member keeps id, public id, number and kind, and is never deleted', async (books) => {
    const kept = ["id = 'x'", "publicId = 'x'", 'number = 77', 'number = 3', "kind = 'household'"]
    for (const change of kept) {
      for (const verb of ['UPDATE', 'UPDATE OR REPLACE']) {
        const set = sql(`${verb} member SET ${change} WHERE id = ?`, id('ana'))
        await refuses(books, 'books_are_append_only', set)
      }
    }
    await refuses(
      books,
      'books_are_append_only',
      sql('DELETE FROM member WHERE id = ?', id('paul')),
    )
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      const twin = (more: object) => insert('member', { ...newcomer, ...more }, verb)
      await refuses(books, 'id_is_taken', twin({ id: id('ana') }))
      await refuses(books, 'id_is_taken', twin({ publicId: 'public-ana' }))
      await refuses(books, 'id_is_taken', twin({ number: 2 }))
    }
    await refuses(books, 'row_is_malformed', insert('member', { ...newcomer, kind: 'bank' }))
    await refuses(books, 'row_is_malformed', insert('member', { ...newcomer, languages: 'en' }))
  }),
  law('a profile may change and be erased', async (books) => {
    const erased =
      "name = '', area = NULL, languages = '[]', about = '', phone = NULL, email = NULL"
    await books.write(sql(`UPDATE member SET ${erased}, termsVersion = 2 WHERE id = ?`, id('ana')))
    expect((await one(books, 'SELECT name FROM member WHERE id = ?', id('ana'))).name).toBe('')
  }),
  law('a written step never changes', async (books) => {
    for (const table of ['member_step', 'stewardship', 'app_step', 'app_grant', 'charter']) {
      const columns = await books.read(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        const set = sql(`UPDATE ${table} SET "${name}" = "${name}"`)
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
]
const newcomer = {
  id: id('maya'),
  publicId: 'public-maya',
  number: 50,
  kind: 'person',
  name: 'Maya',
  languages: '[]',
  about: '',
  termsVersion: 1,
}
