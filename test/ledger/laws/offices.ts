import { expect } from 'vitest'
import { post } from '../../support/moves.ts'
import { actor, charterRow, day, hour, id, leaf, minute, now, Raw } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

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

/** Offices, apps and the charter (law 13). */
export const officeLaws = [
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
      await refuses(books, 'leaf_has_no_detail', office('appointed', { member: id('ghost') }))
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
    await refuses(books, 'leaf_has_no_detail', grant(0, 'granted', { account: id('$ghost') }))
    await books.write(
      grant(0, 'granted', { app: 'other' }),
      grant(0, 'granted', { account: id('$ana') }),
    )
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
