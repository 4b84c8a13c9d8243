import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let eve: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  eve = await place.joins('Eve Adler')
  // Ana has given much and gives on: the pool holds twenty hours.
  for (let i = 0; i < 3; i++) await it.helped(ana, await place.joins(`Neighbour ${i}`), 6 * hour)
  await it.helped(luis, ana, hour)
  await it.helped(ana, luis, 5 * hour)
})
afterAll(() => place.dispose())

const give = (who: Someone, seconds: number) =>
  place.ask(who, 'giveToPool', { pool: place.pool }, { body: { id: place.id(), seconds } })
const apply = (who: Someone, seconds: number, more: Record<string, unknown> = {}) => {
  const body = { id: place.id(), seconds, reason: 'hours_ran_out', ...more }
  return place.ask(who, 'applyToPool', { pool: place.pool }, { body })
}
const answer = (who: Someone, application: string, said: 'grant' | 'decline') =>
  place.ask(
    who,
    'answerApplication',
    { pool: place.pool, application },
    { body: { answer: said, reason: 'talked_first' } },
  )
const read = (who: Someone, application: string) =>
  place.ask(who, 'readApplication', { pool: place.pool, application })
const pool = async (who: Someone) => ok(await place.ask(who, 'readPool', { pool: place.pool }))

test('a member gives hours in hand to the pool, and only those', async () => {
  const { balanceSeconds } = await it.account(ana)
  expect(outcome(await give(ana, balanceSeconds + quarter))).toBe('gift_exceeds_hours_in_hand')
  ok(await give(ana, 20 * hour))
  expect(await pool(nia)).toMatchObject({
    balanceSeconds: 20 * hour,
    givenThisYearSeconds: 20 * hour,
    grantedThisYearSeconds: 0,
    openToMeSeconds: 10 * hour,
  })
})

test('everyone reads what the pool holds; who gave is told to them and to stewards only', async () => {
  expect((await pool(nia)).lines[0]).toMatchObject({ deltaSeconds: 20 * hour, with: null })
  expect((await pool(ana)).lines[0].with.name).toBe('Ana Soler')
  expect((await pool(place.rosa)).lines[0].with.name).toBe('Ana Soler')
  const page = ok(await place.ask(nia, 'readPoolStatement', { pool: place.pool }))
  expect(page.items).toMatchObject([{ deltaSeconds: 20 * hour, with: null }])
  expect(outcome(await place.ask(nia, 'readPool', { pool: ana.account }))).toBe('not_found')
})

test('a small application is granted by the rule at once', async () => {
  const before = await it.account(nia)
  const { id, transfer, ...granted } = ok(await apply(nia, 3 * hour, { text: 'A hard month.' }))
  expect(granted).toMatchObject({ state: 'granted', answer: { reason: 'within_the_rule' } })
  expect((await it.account(nia)).balanceSeconds).toBe(before.balanceSeconds + 3 * hour)
  const line = ok(await place.ask(nia, 'readTransfer', { transfer }))
  expect(line).toMatchObject({ purpose: 'grant', fromAccount: place.pool, seconds: 3 * hour })
  // Whoever has no part in it does not learn of it.
  expect(outcome(await read(luis, id))).toBe('not_found')
  expect(ok(await read(place.rosa, id)).text).toBe('A hard month.')
  expect(outcome(await answer(place.rosa, id, 'decline'))).toBe('application_is_answered')
})

test('what the pool does not have, and more than its cap, is refused', async () => {
  expect(outcome(await apply(nia, 100))).toBe('seconds_are_not_whole')
  expect(outcome(await apply(nia, 8 * hour))).toBe('pool_cap_is_reached')
  expect(outcome(await apply(luis, 21 * hour))).toBe('pool_would_owe')
  expect(outcome(await apply(luis, 10 * hour + quarter))).toBe('pool_cap_is_reached')
})

test('a larger application waits for two stewards, one at a time', async () => {
  const { id, state } = ok(await apply(nia, 2 * hour))
  expect(state).toBe('waiting')
  expect(outcome(await apply(nia, hour))).toBe('application_is_waiting')
  expect(outcome(await answer(luis, id, 'grant'))).toBe('actor_is_not_a_coordinator')
  // Rosa is the only steward: what she proposes is announced to all.
  const { application, motion } = ok(await answer(place.rosa, id, 'grant'))
  expect(application.state).toBe('waiting')
  expect(motion).not.toBeNull()
  expect(outcome(await answer(place.rosa, id, 'grant'))).toBe('motion_is_waiting')
  expect(outcome(await place.ask(place.rosa, 'approveMotion', { motion }))).toBe(
    'second_steward_is_needed',
  )
  await appoint(eve)
  // Whose wish it is, and how much, is told to who decides; what is announced names nobody.
  const motionFor = async (who: Someone) => ok(await place.ask(who, 'readMotion', { motion }))
  const toEve = await motionFor(eve)
  expect(toEve).toMatchObject({ member: nia.member, application: id })
  expect(toEve.names[nia.member]).toBe(nia.name)
  const toLuis = await motionFor(luis)
  expect(toLuis).toMatchObject({ member: null, kind: 'grant' })
  expect(toLuis.application).toBeUndefined()
  expect(toLuis.names).not.toHaveProperty(nia.member)
  const before = await it.account(nia)
  ok(await place.ask(eve, 'approveMotion', { motion }))
  expect(ok(await read(nia, id))).toMatchObject({
    state: 'granted',
    answer: { reason: 'agreed_by_two' },
  })
  expect((await it.account(nia)).balanceSeconds).toBe(before.balanceSeconds + 2 * hour)
})

test('a coordinator declines, never in their own cause', async () => {
  const own = ok(await apply(place.rosa, 5 * hour)).id
  expect(outcome(await answer(place.rosa, own, 'decline'))).toBe('decision_is_in_own_cause')
  ok(await answer(eve, own, 'decline'))
  expect(ok(await read(place.rosa, own))).toMatchObject({ state: 'declined' })
  expect(outcome(await answer(eve, own, 'grant'))).toBe('application_is_answered')
})

test('whoever applied takes it back while it waits', async () => {
  const { id } = ok(await apply(luis, 5 * hour))
  const back = (who: Someone) =>
    place.ask(who, 'withdrawApplication', { pool: place.pool, application: id })
  expect(outcome(await back(nia))).toBe('not_found')
  expect(ok(await back(luis))).toMatchObject({ state: 'withdrawn' })
  expect(outcome(await back(luis))).toBe('application_is_answered')
  expect(outcome(await answer(eve, id, 'grant'))).toBe('application_is_answered')
})

test('two applications sent at once are never both within the rule', async () => {
  const sent = await Promise.all([apply(luis, 4 * hour), apply(luis, 4 * hour)])
  const states = sent.map(({ body }) => body.state ?? body.code).sort()
  expect(states).toEqual(['granted', 'waiting'])
  const { items } = ok(await place.ask(luis, 'listApplications', { pool: place.pool }))
  expect(items.map(({ member }: { member: string }) => member)).toEqual([
    luis.member,
    luis.member,
    luis.member,
  ])
})

test('after the days of the charter the cap counts anew', async () => {
  it.days(91)
  expect(ok(await apply(nia, hour)).state).toBe('granted')
})

test('a member asks a friend for hours, once a week; the friend gives or says no', async () => {
  const ask = (who: Someone, asked: Someone, seconds = hour) =>
    place.ask(who, 'askForHours', {}, { body: { id: place.id(), asked: asked.member, seconds } })
  expect(outcome(await ask(nia, nia))).toBe('accounts_are_the_same')
  const { id, ...asked } = ok(await ask(nia, ana))
  expect(asked).toMatchObject({ state: 'waiting', asker: { name: 'Nia Okafor' } })
  // Nothing but who, how much and when: no standing goes with it.
  expect(Object.keys(asked).sort()).toEqual(['asked', 'asker', 'at', 'seconds', 'state'])
  expect(outcome(await ask(nia, ana))).toBe('asked_this_week')
  const gift = (who: Someone, asking: string, seconds: number) =>
    place.ask(who, 'giveAsked', { asking }, { body: { id: place.id(), seconds } })
  expect(outcome(await gift(luis, id, hour))).toBe('not_found')
  expect(ok(await gift(ana, id, 2 * quarter))).toMatchObject({ state: 'given' })
  expect(outcome(await gift(ana, id, quarter))).toBe('asking_is_answered')
  const no = ok(await ask(nia, luis)).id
  expect(ok(await place.ask(luis, 'declineAsked', { asking: no }))).toMatchObject({
    state: 'declined',
  })
  it.days(7)
  ok(await ask(nia, ana))
})

test('a member chooses, and reads what they chose', async () => {
  const choices = (who: Someone) => place.ask(who, 'readChoices', {})
  expect(ok(await choices(ana))).toMatchObject({ hoursToPool: 'no', digest: 'none' })
  const body = { choice: 'hoursToPool', value: 'yes' }
  expect(ok(await place.ask(ana, 'choose', {}, { body }))).toMatchObject({ hoursToPool: 'yes' })
  expect(ok(await choices(luis)).hoursToPool).toBe('no')
  const unknown = { choice: 'hoursToPool', value: 'weekly' }
  expect(outcome(await place.ask(ana, 'choose', {}, { body: unknown }))).toBe(
    'request_is_malformed',
  )
})

test('help given is followed by a gift to the pool where its giver chose so', async () => {
  ok(await place.ask(ana, 'choose', {}, { body: { choice: 'hoursToPool', value: 'yes' } }))
  const friend = await place.joins('A friend')
  const before = await pool(nia)
  const { balanceSeconds, givenSeconds } = await it.account(ana)
  const exchange = await it.done(ana, friend, 2 * hour)
  ok(await it.confirm(friend, exchange, { seconds: 2 * hour }))
  expect(await it.account(ana)).toMatchObject({
    balanceSeconds,
    givenSeconds: givenSeconds + 2 * hour,
  })
  expect((await pool(nia)).balanceSeconds).toBe(before.balanceSeconds + 2 * hour)
  // Taken back within ten minutes, the gift that followed comes back with the hours.
  const one = await it.done(ana, friend, quarter)
  const standing = (await it.account(ana)).balanceSeconds
  const held = (await pool(nia)).balanceSeconds
  ok(await it.confirm(friend, one, { seconds: quarter }))
  expect((await pool(nia)).balanceSeconds).toBe(held + quarter)
  const undone = await place.ask(friend, 'undoExchange', { exchange: one }, { key: place.id() })
  expect(ok(undone).state).toBe('done')
  expect((await pool(nia)).balanceSeconds).toBe(held)
  expect((await it.account(ana)).balanceSeconds).toBe(standing)
  // Who stands below zero has nothing in hand: the hours stay.
  ok(await place.ask(nia, 'choose', {}, { body: { choice: 'hoursToPool', value: 'yes' } }))
  const nias = await it.account(nia)
  await it.helped(ana, nia, nias.balanceSeconds + hour)
  const small = await it.done(nia, friend, quarter)
  ok(await it.confirm(friend, small, { seconds: quarter }))
  expect((await it.account(nia)).balanceSeconds).toBe(quarter - hour)
})

test('a refusal at the line names the ways that are open now, and each works', async () => {
  const mia = await place.joins('Mia Brandt')
  const { id } = ok(await it.propose(ana, ana, mia, { estimateSeconds: 7 * hour }))
  const refused = (await it.accept(mia, id)).body
  expect(refused).toMatchObject({
    code: 'newcomer_line_reached',
    ways: ['pool', 'gift', 'smallerEstimate'],
  })
  // Less help:
  const less = ok(await it.propose(ana, ana, mia, { estimateSeconds: quarter })).id
  ok(await it.accept(mia, less))
  // A friend's gift:
  const asked = { id: place.id(), asked: ana.member, seconds: hour }
  ok(await place.ask(mia, 'askForHours', {}, { body: asked }))
  const gift = { id: place.id(), seconds: hour }
  ok(await place.ask(ana, 'giveAsked', { asking: asked.id }, { body: gift }))
  // The pool, and then what was refused is agreed as it stood:
  ok(await apply(mia, hour))
  ok(await it.accept(mia, id))
  // While an application waits, the pool is no way; nobody hears of another's line.
  expect(ok(await apply(mia, 4 * hour)).state).toBe('waiting')
  const more = ok(await it.propose(ana, ana, mia, { estimateSeconds: 4 * hour })).id
  expect((await it.accept(mia, more)).body.ways).not.toContain('pool')
})

test('the books are whole', async () => {
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0 })
  expect(place.errors).toEqual([])
})

/** Someone beside Rosa in office, as a row: appointing has tests of its own. */
async function appoint({ member }: Someone) {
  await place.books.client.batch(
    [
      {
        sql: `INSERT INTO stewardship (seq, at, member, office, act, actor) VALUES
          ((SELECT seq FROM next_leaf), (SELECT at FROM next_leaf), ?, 'coordinator', 'appointed', 'clock')`,
        args: [member],
      },
    ],
    'write',
  )
}
