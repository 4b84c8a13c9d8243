import { commit, statementsOf } from '@commonhour/ledger'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { exchangesDue } from '../../workers/courier/due/exchanges.ts'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { type AfterActs, afterActsOf } from './afterActs.ts'
import { whileIn } from './race.ts'

// Silence agrees on day 14, at the very moment at which somebody speaks: who speaks is heard.

let place: Place
let it: Acts
let after: AfterActs
let ana: Someone
let luis: Someone
let exchange: string

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  after = afterActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
/** Luis said fourteen days ago that he helped for an hour, and a reminder reached Ana. */
beforeEach(async () => {
  exchange = await it.done(luis, ana)
  it.days(3)
  await clock()
  await reached()
  it.days(11)
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

/** What the courier does to exchanges, each kind in its turn; how many silences it decided. */
async function clock(): Promise<number> {
  const now = place.now()
  const moment = { now, today: new Date(now).toISOString().slice(0, 10) }
  let silences = 0
  for (const due of exchangesDue) {
    const { done } = await due.run(place.books, moment, 50)
    if (due.name === 'exchange.silence') silences += done
  }
  return silences
}
/** The reminder, as the courier writes that a mailbox took it. */
async function reached() {
  const sql = 'SELECT max(outbox) AS outbox FROM exchange_reminder WHERE exchange = ?'
  const [row] = (await place.books.client.execute({ sql, args: [exchange] })).rows
  const one = { outbox: Number(row?.outbox), person: ana.person, attempt: 0 }
  const write = [
    { into: 'delivery', ...one, act: 'claimed', until: place.now() + 1000 } as const,
    { into: 'delivery', ...one, act: 'sent', until: null } as const,
  ]
  const stamp = { now: place.now(), actor: 'clock' }
  await commit(place.books, await statementsOf({ expect: [], write }, stamp), {})
}
const stands = async () => {
  const { state, steps } = ok(await it.read(ana, exchange))
  return [state, steps.at(-1).by]
}

test('silence agrees where nobody speaks', async () => {
  expect(await clock()).toBe(1)
  expect(await stands()).toEqual(['confirmed', null])
})

test.each<[string, () => Promise<Said>, string]>([
  ['confirms', () => it.confirm(ana, exchange, { seconds: hour }), 'confirmed'],
  ['disputes', () => after.dispute(ana, exchange), 'disputed'],
])(
  'the receiver %s while silence is about to agree: it agrees to nothing',
  async (_, speaks, is) => {
    const before = (await it.account(luis)).balanceSeconds
    const silences = await whileIn(place)(clock, async () => ok(await speaks()))
    expect(silences).toBe(0)
    expect(await stands()).toEqual([is, ana.member])
    const moved = (await it.account(luis)).balanceSeconds - before
    expect(moved).toBe(is === 'confirmed' ? hour : 0)
  },
)

test('silence agrees while the receiver confirms: the hours move once, and they are told so', async () => {
  const before = (await it.account(luis)).balanceSeconds
  const confirm = () => it.confirm(ana, exchange, { seconds: hour })
  const said = (await whileIn(place)(confirm, clock)) as Said
  expect(outcome(said)).toBe('exchange_is_not_done')
  expect(await stands()).toEqual(['confirmed', null])
  expect((await it.account(luis)).balanceSeconds).toBe(before + hour)
})

test('silence agrees while the receiver disputes: they are heard, and a coordinator settles', async () => {
  const said = (await whileIn(place)(() => after.dispute(ana, exchange), clock)) as Said
  expect(outcome(said)).toBe(201)
  expect(await stands()).toEqual(['disputed', ana.member])
})

test('the giver takes it back while silence is about to agree: nothing moves', async () => {
  const before = (await it.account(luis)).balanceSeconds
  const silences = await whileIn(place)(clock, async () => ok(await it.cancel(luis, exchange)))
  expect(silences).toBe(0)
  expect(await stands()).toEqual(['cancelled', luis.member])
  expect((await it.account(luis)).balanceSeconds).toBe(before)
})
