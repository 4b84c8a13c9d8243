import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { raceIn, whileIn } from './race.ts'

// Refusing rules that count rows, with two actors at one moment (ledger.md law 12). The newcomers'
// line, gifts, standing, steps, several receivers and applications have theirs beside their word.

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let choir: Someone
const app = () => `app:${library}`
let library: string

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  choir = await place.joins('Riverside Choir', { kind: 'organisation' })
  library = place.id()
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

const admit = () =>
  place.ask(place.rosa, 'admitApp', { app: library }, { body: { name: 'Riverside Library' } })
const withdraw = () => place.ask(place.rosa, 'withdrawApp', { app: library })
const grant = (dailyCapSeconds: number) =>
  place.ask(
    choir,
    'grantApp',
    { account: choir.account },
    { body: { app: library, dailyCapSeconds } },
  )
const book = () => {
  const sides = { fromAccount: choir.account, toAccount: luis.account }
  const help = { id: place.id(), purpose: 'help', seconds: hour, workedOn: '2026-03-01' }
  return place.ask(app(), 'bookTransfer', {}, { body: { ...help, ...sides } })
}
const whileBooking = async (happens: () => Promise<Said>) =>
  outcome((await whileIn(place)(book, async () => ok(await happens()))) as Said)

test('credit-floor-hard: two agreements draw the last hours of a member’s line', async () => {
  // Ana has helped, so that the members' line of twenty hours is hers; she stands at −16 h.
  await it.helped(ana, choir, hour)
  await it.helped(luis, ana, 17 * hour)
  const offered = async (giver: Someone) =>
    ok(await it.propose(giver, giver, ana, { estimateSeconds: 3 * hour })).id
  const [first, second] = [await offered(luis), await offered(nia)]
  const said = await raceIn(place)(
    () => it.accept(ana, first),
    () => it.accept(ana, second),
  )
  expect(said).toEqual([201, 'credit_floor_reached'])
  expect(await it.account(ana)).toMatchObject({
    balanceSeconds: -16 * hour,
    heldOutSeconds: 3 * hour,
  })
})

test('app-line: two bookings of one app do not pass its day’s cap together', async () => {
  ok(await admit())
  ok(await grant(hour))
  expect(await raceIn(place)(book, book)).toEqual([201, 'app_cap_is_reached'])
})

test('app-line: a cap lowered while the app books holds for that booking', async () => {
  ok(await grant(10 * hour))
  expect(await whileBooking(() => grant(hour))).toBe('app_cap_is_reached')
})

test('app-grant: an app withdrawn while it books has booked nothing', async () => {
  ok(await grant(10 * hour))
  const before = (await it.account(choir)).balanceSeconds
  expect(await whileBooking(withdraw)).toBe('app_is_not_admitted')
  expect((await it.account(choir)).balanceSeconds).toBe(before)
})

test('pool-cap: two applications at once never pass a member’s ninety days together', async () => {
  await it.helped(nia, choir, 20 * hour)
  ok(await it.gift(nia, place.pool, 20 * hour))
  const apply = () => {
    const body = { id: place.id(), seconds: 4 * hour, reason: 'hours_ran_out' }
    return place.ask(luis, 'applyToPool', { pool: place.pool }, { body })
  }
  await raceIn(place)(apply, apply)
  const { items } = ok(await place.ask(luis, 'listApplications', { pool: place.pool }))
  const states = items.map(({ state }: { state: string }) => state).toSorted()
  // One is within the rule; the other is above it, and waits for two stewards.
  expect(states).toEqual(['granted', 'waiting'])
})

test('an office taken from a coordinator while they settle settles nothing', async () => {
  const exchange = await it.done(luis, nia)
  ok(await place.ask(nia, 'disputeExchange', { exchange }, { body: { reason: 'shorter' } }))
  const shares = [{ receiver: nia.member, seconds: hour }]
  const settle = () =>
    place.ask(place.rosa, 'settleExchange', { exchange }, { body: { shares, reason: 'other' } })
  const removed = () =>
    place.books.client.batch(
      ['appointed', 'removed'].map((act, at) => ({
        sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
          SELECT seq, max(at, ?), ?, 'coordinator', ?, ? FROM next_leaf`,
        args: [
          BigInt(place.now()),
          [nia, place.rosa][at]?.member ?? '',
          act,
          `member:${place.rosa.member}`,
        ],
      })),
      'write',
    )
  const said = (await whileIn(place)(settle, removed)) as Said
  expect(outcome(said)).toBe('not_found')
  expect(ok(await it.read(nia, exchange)).state).toBe('disputed')
})
