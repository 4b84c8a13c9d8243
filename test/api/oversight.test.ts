import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { appoint, type TodayActs, todayActsOf } from './todayActs.ts'

let place: Place
let it: Acts
let the: TodayActs
let nia: Someone
let ana: Someone
let luis: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = todayActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  await appoint(place, nia, 'auditor')
})
afterEach(() => place.dispose())

const acts = async (query: Record<string, string> = {}) =>
  ok(await place.ask(nia, 'listStewardActs', {}, { query }))

test('what rules noted is for auditors: a coordinator without that office does not read it', async () => {
  await it.helped(ana, luis, hour)
  await it.helped(luis, ana, hour)
  const { items } = ok(await place.ask(nia, 'listVerdicts', {}))
  expect(items).toMatchObject([{ rule: 'round-trip', verdict: 'note', step: 1 }])
  const bo = await place.joins('Bo Lind')
  await appoint(place, bo)
  for (const list of ['listVerdicts', 'listStewardActs'] as const) {
    expect(outcome(await place.ask(bo, list, {}))).toBe('actor_is_not_an_auditor')
    expect(outcome(await place.ask(ana, list, {}))).toBe('actor_is_not_an_auditor')
    expect(outcome(await place.ask(place.stranger(), list, {}))).toBe('actor_is_not_a_member')
  }
})

test('verdicts are read in pages, the newest first', async () => {
  for (let turn = 0; turn < 3; turn++) {
    await it.helped(ana, luis, hour)
    await it.helped(luis, ana, hour)
    place.pass(1000)
  }
  const seen: string[] = []
  let after: string | null = null
  do {
    const query: Record<string, string> = { limit: '2', ...(after !== null && { after }) }
    const page = ok(await place.ask(nia, 'listVerdicts', {}, { query }))
    seen.push(...page.items.map((one: { at: string; exchange: string }) => one.at + one.exchange))
    after = page.next
  } while (after !== null)
  expect(seen.length).toBeGreaterThan(3)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.map((one) => one.slice(0, 24))).toEqual(
    seen
      .map((one) => one.slice(0, 24))
      .toSorted()
      .toReversed(),
  )
})

test('every act of a steward is listed in codes: lines, offices, cards, hours undone', async () => {
  const lift = { id: place.id(), floorSeconds: -25 * hour, until: '2026-06-30', reason: 'illness' }
  ok(await place.ask(place.rosa, 'changeLimits', { member: ana.member }, { body: lift }))
  place.pass(1000)
  ok(await it.reverse(place.rosa, await it.helped(luis, ana, hour)))
  place.pass(1000)
  const body = { id: place.id(), office: 'auditor', act: 'appointed' }
  ok(await place.ask(place.rosa, 'changeStewardship', { member: luis.member }, { body }))
  ok(await place.ask(place.rosa, 'withdrawMotion', { motion: body.id }))
  await the.applies('Bo Lind')
  ok(await the.take(place.rosa, (await the.only(place.rosa, 'applicant')).id))
  const listed = (await acts()).items
  const of = (act: string) => listed.find((one: { act: string }) => one.act === act)
  expect(of('limits.changed')).toMatchObject({
    by: { name: 'Rosa Keane' },
    about: { word: 'member', id: ana.member, name: 'Ana Soler' },
    reason: 'illness',
  })
  expect(of('motion.proposed')).toMatchObject({ by: { name: 'Rosa Keane' }, reason: 'appointment' })
  expect(of('motion.withdrawn')).toMatchObject({ about: { word: 'motion' } })
  expect(of('exchange.reversed')).toMatchObject({ reason: 'booked_twice', for: null })
  expect(of('card.taken')).toMatchObject({ about: { word: 'card' } })
  expect(of('member.active')).toMatchObject({ by: { name: 'Rosa Keane' } })
  expect(of('steward.appointed')).toMatchObject({ reason: 'auditor' })
  // Members' own acts are no business of this list.
  expect(of('exchange.confirmed')).toBeUndefined()
})

test('acts are read in pages that neither miss nor repeat one', async () => {
  const whole = (await acts({ limit: '100' })).items
  const paged: unknown[] = []
  let after: string | null = null
  do {
    const page = await acts({ limit: '3', ...(after !== null && { after }) })
    paged.push(...page.items)
    after = page.next
  } while (after !== null)
  expect(whole.length).toBeGreaterThan(6)
  expect(paged).toEqual(whole)
})
