import { commit, statementsOf } from '@commonhour/ledger'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { exchangesDue } from '../../workers/courier/due/exchanges.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'
import { type AfterActs, afterActsOf } from './afterActs.ts'

let place: Place
let it: Acts
let after: AfterActs
let ana: Someone
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  after = afterActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

/** One round of the clock; says how many each thing that is due was done. */
async function round(): Promise<Record<string, number>> {
  const moment = { now: place.now(), today: new Date(place.now()).toISOString().slice(0, 10) }
  const entries = exchangesDue.map(async (one) => {
    const { done } = await one.run(place.books, moment, 50)
    return [one.name.slice('exchange.'.length), done] as const
  })
  const counts = []
  for (const entry of entries) counts.push(await entry)
  return Object.fromEntries(counts.filter(([, done]) => done > 0))
}
const rows = async (sql: string, ...args: string[]) =>
  (await place.books.client.execute({ sql, args })).rows
const notices = async (kind: string, exchange: string) =>
  (await rows('SELECT member FROM outbox WHERE kind = ? AND ref = ?', kind, exchange)).map(
    ({ member }) => member,
  )

/** The newest reminder of an exchange reaches its person, as the courier writes it. */
async function reaches(exchange: string, act: 'sent' | 'bounced') {
  const [row] = await rows(
    'SELECT max(outbox) AS outbox FROM exchange_reminder WHERE exchange = ?',
    exchange,
  )
  const it = {
    into: 'delivery',
    outbox: Number(row?.outbox),
    person: ana.person,
    attempt: 0,
  } as const
  const until = place.now() + 60_000
  const write = [{ ...it, act: 'claimed', until } as const, { ...it, act, until: null } as const]
  const stamp = { now: place.now(), actor: 'clock' }
  await commit(place.books, await statementsOf({ expect: [], write }, stamp), {})
}

test('silence agrees on the fourteenth day to what was agreed, said and reminded of', async () => {
  const exchange = await it.done(luis, ana)
  it.days(2.9)
  expect(await round()).toEqual({})
  it.days(0.1)
  expect(await round()).toEqual({ reminder: 1 })
  expect(await round()).toEqual({})
  expect(await notices('exchange.reminder', exchange)).toEqual([ana.member])
  await reaches(exchange, 'sent')
  it.days(7)
  expect(await round()).toEqual({ reminder: 1 })
  await reaches(exchange, 'bounced')
  it.days(4)
  expect(await round()).toEqual({ silence: 1 })
  expect(await round()).toEqual({})
  const confirmed = (await it.read(ana, exchange)).body
  expect(confirmed).toMatchObject({
    state: 'confirmed',
    saidSeconds: { giver: hour, receiver: null },
  })
  expect(confirmed.steps.at(-1)).toMatchObject({ by: null, reason: 'silence', seconds: hour })
  expect(await it.account(ana)).toMatchObject({ balanceSeconds: -hour, heldOutSeconds: 0 })
  expect(await notices('exchange.silence', exchange)).toEqual([luis.member, ana.member])
  // Nobody recorded it, so nobody undoes it; the receiver may reopen it for sixty days.
  expect(outcome(await after.undo(ana, exchange))).toBe('actor_did_not_record_this')
  it.days(60)
  expect(confirmed.may).toContain('dispute')
  ok(await after.dispute(ana, exchange))
  ok(await after.settle(place.rosa, exchange, { [ana.member]: 0 }, 'did_not_happen'))
  expect((await it.account(ana)).balanceSeconds).toBe(0)
})

test('silence is a card, once, where no reminder reached the receiver', async () => {
  const exchange = await it.done(luis, ana)
  it.days(3)
  expect(await round()).toEqual({ reminder: 1 })
  await reaches(exchange, 'bounced')
  it.days(11)
  expect(await round()).toEqual({ silence: 1 })
  expect(await round()).toEqual({})
  expect(await notices('claim.unconfirmed', exchange)).toEqual([null])
  expect((await it.read(ana, exchange)).body.state).toBe('done')
  it.days(20)
  expect(await round()).toEqual({})
  ok(await it.confirm(ana, exchange, { seconds: hour }))
})

test('help that nobody agreed on beforehand is never booked by silence', async () => {
  const more = { alreadyDone: true, estimateSeconds: quarter }
  const { id: exchange } = ok(await it.propose(luis, luis, ana, more))
  it.days(3)
  await round()
  await reaches(exchange, 'sent')
  it.days(11)
  expect(await round()).toEqual({ silence: 1 })
  expect((await it.read(ana, exchange)).body.state).toBe('done')
  expect(await notices('claim.unconfirmed', exchange)).toEqual([null])
  ok(await it.cancel(luis, exchange))
})

test('what nobody answers runs out, and the hours return', async () => {
  const proposed = ok(await it.propose(luis, luis, ana)).id
  const agreed = await it.agreed(luis, ana)
  const done = await it.done(luis, ana)
  it.days(29.9)
  expect(await round()).toEqual({ silence: 1 })
  it.days(0.1)
  expect(await round()).toEqual({ lapsed: 1 })
  expect((await it.read(ana, proposed)).body.steps.at(-1)).toMatchObject({
    to: 'lapsed',
    by: null,
    reason: 'unanswered',
  })
  it.days(31)
  expect(await round()).toEqual({ lapsed: 1 })
  expect((await it.read(ana, agreed)).body).toMatchObject({ state: 'lapsed', holds: [] })
  expect(await notices('exchange.lapsed', agreed)).toEqual([luis.member, ana.member])
  expect((await it.account(ana)).heldOutSeconds).toBe(hour)
  expect((await it.read(ana, done)).body.state).toBe('done')
  ok(await it.confirm(ana, done, { seconds: hour }))
})

test('a proposal runs out a week after its day, or when its need is open no longer', async () => {
  const at = new Date(place.now() + 86_400_000).toISOString()
  const dated = ok(await it.propose(luis, luis, ana, { agreedFor: { at, place: '' } })).id
  const expiresOn = new Date(place.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const need = await it.publish(ana, { expiresOn })
  const answer = ok(await it.propose(luis, luis, ana, { about: { need } })).id
  it.days(2)
  expect(await round()).toEqual({})
  it.days(1)
  expect(await round()).toEqual({ lapsed: 1 })
  expect((await it.read(ana, answer)).body.steps.at(-1).reason).toBe('no_longer_open')
  it.days(5)
  expect(await round()).toEqual({ lapsed: 1 })
  expect((await it.read(ana, dated)).body.steps.at(-1).reason).toBe('day_has_passed')
})

test('two couriers at once say everything once', async () => {
  const exchange = await it.done(luis, ana)
  it.days(3)
  const both = await Promise.all([round(), round()])
  expect(both.map(({ reminder = 0 }) => reminder).sort()).toEqual([0, 1])
  expect(await notices('exchange.reminder', exchange)).toHaveLength(1)
  await reaches(exchange, 'sent')
  it.days(11)
  const later = await Promise.all([round(), round()])
  expect(later.map(({ silence = 0 }) => silence).sort()).toEqual([0, 1])
  expect((await it.read(ana, exchange)).body.state).toBe('confirmed')
})
