import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'
import { whileIn } from './race.ts'

// What a rule counted moves between the look and the write (ledger.md law 12).

let place: Place
let it: Acts
let ana: Someone
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  await it.helped(ana, luis, 2 * hour)
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

/** Asks, and lets something happen just before the first write of it. */
const whileAsking = async (ask: () => Promise<Said>, happens: () => Promise<unknown>) =>
  outcome((await whileIn(place)(ask, happens)) as Said)
const suspended = ({ member }: Someone) =>
  place.books.client.execute({
    sql: `INSERT INTO member_step (seq, at, actor, member, step, state)
      SELECT seq, max(at, ?), ?, ?, 2, 'suspended' FROM next_leaf`,
    args: [BigInt(place.now()), `member:${place.rosa.member}`, member],
  })

test('a giver suspended while the receiver agrees: nothing is agreed', async () => {
  const nia = await place.joins('Nia Okafor')
  const { id } = ok(await it.propose(nia, nia, ana))
  const accept = () => it.accept(ana, id)
  expect(await whileAsking(accept, () => suspended(nia))).toBe('member_is_not_active')
  expect(ok(await it.read(ana, id))).toMatchObject({ state: 'proposed', holds: [] })
})

test('one suspended while the other proposes to them: nothing is proposed', async () => {
  const olu = await place.joins('Olu Ade')
  const propose = () => it.propose(ana, olu, ana)
  expect(await whileAsking(propose, () => suspended(olu))).toBe('member_is_not_active')
})

test('one suspended while they are given hours: nothing is given', async () => {
  const kim = await place.joins('Kim Byrne')
  const give = () => it.gift(ana, kim.account, 900)
  expect(await whileAsking(give, () => suspended(kim))).toBe('member_is_not_active')
  expect((await it.account(ana)).balanceSeconds).toBe(2 * hour)
})

test('the step becomes half an hour while a quarter is said to be done: it is not', async () => {
  const exchange = await it.agreed(luis, ana)
  const quarter = { seconds: 900, workedOn: today }
  const amended = () =>
    place.books.client.execute({
      sql: `INSERT INTO charter (seq, version, at, effectiveFrom, body, digest, actor)
        SELECT n.seq, c.version + 1, max(n.at, ?1), max(n.at, ?1),
          json_set(c.body, '$.quantumSeconds', 1800), c.digest, c.actor
        FROM next_leaf n, charter c ORDER BY c.version DESC LIMIT 1`,
      args: [BigInt(place.now())],
    })
  const complete = () => it.complete(luis, exchange, quarter)
  expect(await whileAsking(complete, amended)).toBe('seconds_are_not_whole')
  expect(ok(await it.read(luis, exchange)).state).toBe('agreed')
})
