import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  await it.helped(luis, ana, 3 * hour)
})
afterAll(() => place.dispose())

const reverse = (who: Someone, transfer: string) =>
  place.ask(
    who,
    'reverseTransfer',
    { transfer },
    { body: { id: place.id(), reason: 'recorded_by_mistake' } },
  )
/** Writes an act of a steward that no operation offers yet, as the books take it. */
const steward = (table: string, columns: string, values: string, ...args: string[]) =>
  place.books.client.execute({
    sql: `INSERT INTO ${table} (seq, at, actor, ${columns})
      SELECT seq, max(at, ?), ?, ${values} FROM next_leaf`,
    args: [BigInt(place.now()), `member:${place.rosa.member}`, ...args],
  })
const accountStep = (act: string) =>
  steward('account_step', 'account, act', '?, ?', ana.account, act)

test('a gift to a member, to the second, is told apart from help', async () => {
  const given = ok(await it.gift(luis, ana.account, 1801, { memo: 'Thank you' }))
  expect(given).toMatchObject({
    purpose: 'gift',
    memo: 'Thank you',
    by: luis.member,
    exchange: null,
  })
  expect(await it.account(luis)).toMatchObject({ givenSeconds: 3 * hour, giftSeconds: -1801 })
  expect(await it.account(ana)).toMatchObject({ receivedSeconds: 3 * hour, giftSeconds: 1801 })
})

test('a gift to the pool is seen in the pool, by everyone', async () => {
  ok(await it.gift(luis, place.pool, 899))
  const pools = ok(await place.ask(ana, 'listPools', {})).items
  expect(pools).toEqual([{ account: place.pool, name: 'Riverside Time Bank', balanceSeconds: 899 }])
})

test('no more than is in hand, to another account, from one’s own', async () => {
  const { balanceSeconds } = await it.account(luis)
  const much = await it.gift(luis, ana.account, balanceSeconds + 1)
  expect(much.body).toMatchObject({ code: 'gift_exceeds_hours_in_hand', rule: 'gift-in-hand' })
  expect(outcome(await it.gift(luis, luis.account, 900))).toBe('accounts_are_the_same')
  const fromAna = { fromAccount: ana.account }
  expect(outcome(await it.gift(luis, place.pool, 900, fromAna))).toBe('account_is_not_yours')
  const fromPool = { fromAccount: place.pool }
  expect(outcome(await it.gift(luis, ana.account, 900, fromPool))).toBe('account_is_not_yours')
  expect(outcome(await it.gift(luis, place.id(), 900))).toBe('not_found')
  const help = { purpose: 'help' }
  expect(outcome(await it.gift(luis, ana.account, 900, help))).toBe('app_is_not_granted')
})

test('a coordinator undoes a gift once; nobody else, and never in their own cause', async () => {
  const { id } = ok(await it.gift(luis, ana.account, 900))
  expect(outcome(await reverse(ana, id))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await reverse(place.rosa, place.id()))).toBe('not_found')
  const undone = ok(await reverse(place.rosa, id))
  expect(undone).toMatchObject({ kind: 'reverse', reverses: id, seconds: 900 })
  expect(ok(await place.ask(luis, 'readTransfer', { transfer: id })).reversedBy).toBe(undone.id)
  expect(outcome(await reverse(place.rosa, id))).toBe('transfer_is_reversed_already')
  expect(outcome(await reverse(place.rosa, undone.id))).toBe('transfer_cannot_be_reversed')
  const { id: hers } = ok(await it.gift(luis, place.rosa.account, 900))
  expect(outcome(await reverse(place.rosa, hers))).toBe('decision_is_in_own_cause')
  const exchange = ok(await it.read(ana, await it.helped(luis, ana)))
  expect(outcome(await reverse(place.rosa, exchange.transfers[0]))).toBe(
    'transfer_belongs_to_an_exchange',
  )
})

test('a coordinator decides nothing of an organisation they speak for', async () => {
  const choir = await place.joins('River Choir', { kind: 'organisation' })
  const body = { id: place.id(), linked: place.rosa.member }
  ok(await place.ask(choir, 'askToLink', { member: choir.member }, { body }))
  ok(await place.ask(place.rosa, 'acceptLink', { link: body.id }))
  const { id } = ok(await it.gift(luis, choir.account, 900))
  expect(outcome(await reverse(place.rosa, id))).toBe('decision_is_in_own_cause')
})

test('confirmed hours are undone by a coordinator, once, never in their own cause', async () => {
  const exchange = await it.helped(luis, ana)
  const before = await it.account(luis)
  expect(outcome(await it.reverse(ana, exchange))).toBe('actor_is_not_a_coordinator')
  expect(ok(await it.reverse(place.rosa, exchange))).toMatchObject({ state: 'reversed', may: [] })
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds - hour)
  expect(outcome(await it.reverse(place.rosa, exchange))).toBe('exchange_is_not_confirmed')
  const open = await it.agreed(luis, ana)
  expect(outcome(await it.reverse(place.rosa, open))).toBe('exchange_is_not_confirmed')
  ok(await it.cancel(ana, open))
  const own = await it.helped(place.rosa, ana)
  expect(outcome(await it.reverse(place.rosa, own))).toBe('decision_is_in_own_cause')
})

test('undoing a gift never leaves a pool owing', async () => {
  const { id } = ok(await it.gift(luis, place.pool, 900))
  // What the pool held went to someone meanwhile.
  const { balanceSeconds } = (await place.ask(ana, 'listPools', {})).body.items[0]
  await steward(
    'transfer',
    'id, kind, purpose, fromAccount, toAccount, seconds, charter',
    `?, 'post', 'gift', ?, ?, ${balanceSeconds}, 1`,
    place.id(),
    place.pool,
    ana.account,
  )
  expect(outcome(await reverse(place.rosa, id))).toBe('pool_would_owe')
})

test('a frozen account starts nothing, a closed one nothing more', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  await accountStep('frozen')
  expect(outcome(await it.gift(luis, ana.account, 900))).toBe('account_is_frozen')
  expect(outcome(await it.accept(ana, exchange))).toBe('account_is_frozen')
  await accountStep('closed')
  expect(outcome(await it.gift(luis, ana.account, 900))).toBe('account_is_closed')
  expect(outcome(await it.accept(ana, exchange))).toBe('account_is_closed')
})

test('who is paused starts nothing, and nobody starts anything with them', async () => {
  const nia = await place.joins('Nia Okafor')
  const { id: exchange } = ok(await it.propose(nia, luis, nia))
  await steward('member_step', 'member, step, state', "?, 2, 'paused'", nia.member)
  expect(outcome(await it.propose(nia, luis, nia))).toBe('actor_is_not_active')
  expect(outcome(await it.gift(nia, luis.account, 1))).toBe('actor_is_not_active')
  expect(outcome(await it.accept(luis, exchange))).toBe('member_is_not_active')
  expect(outcome(await it.propose(luis, luis, nia))).toBe('member_is_not_active')
  expect(outcome(await it.gift(luis, nia.account, 1))).toBe('member_is_not_active')
  const body = { id: place.id(), title: 'Lift', category: 'transport' }
  expect(outcome(await place.ask(nia, 'publishNeed', {}, { body }))).toBe('actor_is_not_active')
})

test('who holds as much as they may is given no more; only they hear why', async () => {
  const rich = await openPlace({
    charter: { member: { softFloorSeconds: -36_000, floorSeconds: -72_000, ceilingSeconds: hour } },
  })
  const one = await rich.joins('Ana Soler')
  const other = await rich.joins('Luis Vidal')
  const acts = actsOf(rich)
  await acts.helped(other, one)
  const asked = ok(await acts.propose(one, other, one))
  expect(outcome(await acts.accept(other, asked.id))).toBe('ceiling_is_reached')
  const offered = ok(await acts.propose(other, other, one))
  const said = ok(await acts.propose(other, other, one, { alreadyDone: true }))
  await acts.helped(rich.rosa, one)
  const heard = [
    await acts.accept(one, offered.id),
    await acts.confirm(one, said.id, { seconds: hour }),
    await acts.propose(one, other, one, { alreadyDone: true }),
    await acts.gift(rich.rosa, other.account, 900),
  ]
  for (const refused of heard) expect(outcome(refused)).toBe('help_cannot_be_agreed_yet')
  await rich.dispose()
})
