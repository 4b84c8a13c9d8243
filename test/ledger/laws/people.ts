import { expect } from 'vitest'
import { post } from '../../support/moves.ts'
import {
  actor,
  charterRow,
  day,
  hour,
  id,
  insert,
  leaf,
  memberRow,
  memberStep,
  minute,
  now,
  Raw,
  sql,
} from '../../support/rows.ts'
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
const office = (act: string, more = {}) =>
  leaf('stewardship', { member: id('ana'), office: 'coordinator', act, actor, ...more })
const app = (step: number, act: string, more = {}) =>
  leaf('app_step', { app: 'library', step, act, actor, ...more })
const grant = (step: number, act: string, more = {}) =>
  leaf('app_grant', {
    app: 'library',
    account: id('$choir'),
    step,
    act,
    dailyCapSeconds: hour,
    actor,
    ...more,
  })

/** Members, offices, apps and the charter (law 13). */
export const peopleLaws = [
  law('a member’s steps follow the list, and no other', async (books) => {
    let number = 100
    for (const [from, way] of Object.entries(ways)) {
      for (const to of states) {
        const name = `m${number}`
        const before = way.map((state, step) => memberStep(name, step, state))
        const batch = [memberRow(name, number++), ...before, memberStep(name, way.length, to)]
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
  law(
    'an office is taken away only where it is held, and given only where it is not',
    async (books) => {
      await refuses(books, 'row_is_out_of_order', office('removed'))
      await books.write(office('appointed'))
      await refuses(books, 'row_is_out_of_order', office('appointed'))
      await books.write(office('appointed', { office: 'auditor' }), office('removed'))
      expect(await books.read('SELECT office FROM office WHERE member = ?', id('ana'))).toEqual([
        { office: 'auditor' },
      ])
      const last = await one(
        books,
        'SELECT kind, ref, body ->> 4 AS office FROM log ORDER BY seq DESC LIMIT 1',
      )
      expect(last).toEqual({ kind: 'steward.removed', ref: 'public-ana', office: 'coordinator' })
      await refuses(books, 'row_is_out_of_order', office('appointed', { seq: 3 }))
      await refuses(books, 'row_is_malformed', office('praised', { office: 'auditor' }))
      await refuses(books, 'row_is_malformed', office('appointed', { office: 'king' }))
    },
  ),
  law('an app is admitted, withdrawn and admitted again, step by step', async (books) => {
    await refuses(books, 'row_is_out_of_order', app(1, 'admitted'))
    await refuses(books, 'row_is_out_of_order', app(0, 'withdrawn'))
    await refuses(books, 'row_is_out_of_order', app(2, 'withdrawn'))
    await refuses(books, 'row_is_out_of_order', app(1, 'withdrawn', { seq: 3 }))
    await refuses(books, 'row_is_out_of_order', app(0, 'withdrawn', { app: 'unseen' }))
    await refuses(books, 'row_is_malformed', app(1, 'adored'))
    await books.write(app(1, 'withdrawn'), app(2, 'admitted'))
    const kinds = await books.read("SELECT kind FROM log WHERE kind GLOB 'app.*' ORDER BY seq")
    expect(kinds.map(({ kind }) => kind)).toEqual(['app.admitted', 'app.withdrawn', 'app.admitted'])
  }),
  law('a grant follows the one before, of a cap of no less than nothing', async (books) => {
    await refuses(books, 'row_is_out_of_order', grant(0, 'withdrawn'))
    await refuses(books, 'row_is_out_of_order', grant(2, 'withdrawn'))
    await refuses(books, 'row_is_out_of_order', grant(1, 'withdrawn', { seq: 3 }))
    await refuses(books, 'row_is_malformed', grant(1, 'granted', { dailyCapSeconds: -1 }))
    await refuses(books, 'row_is_malformed', grant(1, 'wished'))
    await books.write(grant(1, 'granted', { dailyCapSeconds: 0 }), grant(2, 'withdrawn'))
    const last = await one(
      books,
      'SELECT kind, body ->> 6 AS cap FROM log ORDER BY seq DESC LIMIT 1',
    )
    expect(last).toEqual({ kind: 'grant.withdrawn', cap: hour })
  }),
  law('charter versions follow one another, and none reaches back', async (books) => {
    await refuses(books, 'charter_is_out_of_order', charterRow(3, now))
    await refuses(books, 'charter_is_out_of_order', charterRow(1, now))
    await refuses(books, 'charter_is_out_of_order', charterRow(2, now, { seq: 1 }))
    await refuses(books, 'charter_is_out_of_order', charterRow(2, now - 1))
    await refuses(books, 'charter_is_out_of_order', charterRow(2, now, { at: now + 1 }))
    await books.write(charterRow(2, now + day))
    await refuses(books, 'charter_is_out_of_order', charterRow(3, now + minute))
    await refuses(books, 'row_is_malformed', charterRow(3, now + day, { digest: 'x' }))
    const { body } = await one(
      books,
      "SELECT body FROM log WHERE ref = '2' AND kind = 'charter.adopted'",
    )
    expect(JSON.parse(String(body)).slice(3, 5)).toEqual([2, now + day])
  }),
  law('a charter without its numbers is refused', async (books) => {
    const bare = charterRow(2, now, { body: '{}' })
    await refuses(books, 'charter.memberFloorSeconds', bare)
    // Its numbers are read before any CHECK, so SQLite’s own words stand here: malformed JSON.
    await refuses(books, 'JSON', charterRow(2, now, { body: 'none' }))
  }),
  law('a post names the charter in force at its own moment', async (books) => {
    await books.write(charterRow(2, now + day))
    const at = (moment: number, charter: number) =>
      post('t', 'ana', 'luis', hour, { at: new Raw('?', [moment]), charter })
    await refuses(books, 'charter_is_not_in_force', at(now + day - 1, 2))
    await refuses(books, 'charter_is_not_in_force', at(now + day, 1))
    await refuses(books, 'charter_is_not_in_force', at(now + day, 0))
    await books.write(at(now + day, 2))
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
