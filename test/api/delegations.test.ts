import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'

// A member lets someone see, prepare or act for them, and takes it back without a reason.

let place: Place
let it: Acts
let luis: Someone
let nia: Someone
let tom: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
})
// Each test has a member of its own for whom others act.
beforeEach(async () => {
  tom = await place.joins('Tom Byrne')
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

const untilOn = '2026-06-30'
const forTom = () => ({ headers: { 'on-behalf-of': tom.member } })
const offer = (more: Record<string, unknown> = {}, by: Someone = tom, of = tom) =>
  place.ask(
    by,
    'offerDelegation',
    { member: of.member },
    {
      body: { id: place.id(), delegate: nia.member, scope: 'act', untilOn, ...more },
    },
  )
const say = (who: Someone, act: 'accept' | 'refuse' | 'withdraw', delegation: string) =>
  place.ask(who, `${act}Delegation`, { delegation })
async function lets(scope: 'see' | 'prepare' | 'act', delegate = nia): Promise<string> {
  const { id } = ok(await offer({ scope, delegate: delegate.member }))
  return ok(await say(delegate, 'accept', id)).id
}
const notices = async (kind: string, member: string) => {
  const { rows } = await place.books.client.execute({
    sql: 'SELECT count(*) AS count FROM outbox WHERE kind = ? AND member = ?',
    args: [kind, member],
  })
  return Number(rows[0]?.count)
}

test('nobody acts for a member who did not let them', async () => {
  const asked = await place.ask(nia, 'readMe', {}, forTom())
  expect(outcome(asked)).toBe('actor_may_not_act_for_them')
  const { id } = ok(await offer())
  expect(outcome(await place.ask(nia, 'readMe', {}, forTom()))).toBe('actor_may_not_act_for_them')
  expect(ok(await say(nia, 'refuse', id))).toMatchObject({ state: 'refused', may: [] })
  expect(outcome(await say(nia, 'accept', id))).toBe('delegation_is_not_offered')
  expect(outcome(await say(nia, 'refuse', id))).toBe('delegation_is_not_offered')
  expect(outcome(await place.ask(nia, 'readMe', {}, forTom()))).toBe('actor_may_not_act_for_them')
  expect(await notices('delegation.refused', tom.member)).toBe(1)
})

test('who may act does what the member would, and every step says by whom and for whom', async () => {
  await lets('act')
  expect(ok(await place.ask(nia, 'readMe', {}, forTom())).member.id).toBe(tom.member)
  const { id } = ok(await it.propose(luis, luis, tom))
  ok(await place.ask(nia, 'acceptExchange', { exchange: id }, { body: {}, ...forTom() }))
  const read = ok(await it.read(tom, id))
  expect(read.state).toBe('agreed')
  expect(read.steps.at(-1)).toMatchObject({ by: nia.member, for: tom.member })
  expect(read.names[nia.member]).toBe('Nia Okafor')
  ok(await it.complete(luis, id, { seconds: hour, workedOn: '2026-03-02' }))
  const right = { body: { seconds: hour }, ...forTom() }
  ok(await place.ask(nia, 'confirmExchange', { exchange: id }, right))
  const transfer = ok(await it.read(tom, id)).transfers[0]
  const moved = ok(await place.ask(tom, 'readTransfer', { transfer }))
  expect(moved).toMatchObject({ by: nia.member, for: tom.member })
  const account = await place.ask(nia, 'readAccount', { account: tom.account }, forTom())
  expect(ok(account).receivedSeconds).toBe(hour)
  const { rows } = await place.books.client.execute(
    `SELECT body ->> 14 AS by, body ->> 15 AS "for",
      (SELECT publicId FROM member WHERE name = 'Nia Okafor') AS nia
     FROM log WHERE kind = 'transfer.settle' ORDER BY seq DESC LIMIT 1`,
  )
  expect(rows[0]?.by).toBe(rows[0]?.nia)
  expect(rows[0]?.for).not.toBeNull()
  expect(await notices('delegation.acted', tom.member)).toBe(1)
  const { items } = ok(await place.ask(tom, 'readStatement', { account: tom.account }))
  const byFor = { by: { member: nia.member, name: 'Nia Okafor' }, for: { member: tom.member } }
  expect(items[0]).toMatchObject({ mark: 'by-for', ...byFor })
  const table = ok(await place.ask(tom, 'readStatementCsv', { account: tom.account }))
  expect(String(table)).toContain('by-for,Nia Okafor,')
})

test('who may prepare proposes, and the member says yes themselves', async () => {
  await lets('prepare')
  const sides = { giver: luis.member, receivers: [tom.member], title: 'A lift' }
  const propose = (more = {}) => ({
    body: { id: place.id(), ...sides, estimateSeconds: hour, ...more },
    ...forTom(),
  })
  const proposed = ok(await place.ask(nia, 'proposeExchange', {}, propose()))
  expect(proposed.steps[0]).toMatchObject({ by: nia.member, for: tom.member })
  const booked = await place.ask(nia, 'proposeExchange', {}, propose({ alreadyDone: true }))
  expect(outcome(booked)).toBe('delegate_may_only_prepare')
  const { id } = ok(await it.propose(luis, luis, tom))
  const accept = await place.ask(nia, 'acceptExchange', { exchange: id }, { body: {}, ...forTom() })
  expect(outcome(accept)).toBe('delegate_may_only_prepare')
  ok(await it.accept(tom, id, {}))
})

test('who may see looks, and does nothing', async () => {
  await lets('see')
  expect(ok(await place.ask(nia, 'readHome', {}, forTom())).member.id).toBe(tom.member)
  const publish = { body: { id: place.id(), title: 'A lift', category: 'transport' } }
  const published = await place.ask(nia, 'publishNeed', {}, { ...publish, ...forTom() })
  expect(outcome(published)).toBe('delegate_may_only_see')
})

test('gifts, letting others act and joining are the member’s own, whatever they allow', async () => {
  await lets('act')
  const gift = {
    id: place.id(),
    ...{ purpose: 'gift', fromAccount: tom.account, toAccount: place.pool, seconds: hour },
  }
  const given = await place.ask(nia, 'bookTransfer', {}, { body: gift, ...forTom() })
  expect(outcome(given)).toBe('only_themselves_may_do_this')
  const more = { id: place.id(), delegate: luis.member, scope: 'act', untilOn }
  const lent = { body: more, ...forTom() }
  const further = await place.ask(nia, 'offerDelegation', { member: tom.member }, lent)
  expect(outcome(further)).toBe('only_themselves_may_do_this')
})

test('an office is never used for another', async () => {
  const { id } = ok(await offer({ delegate: place.rosa.member }))
  ok(await say(place.rosa, 'accept', id))
  const asked = await place.ask(
    place.rosa,
    'listMembers',
    {},
    {
      query: { state: 'applied' },
      ...forTom(),
    },
  )
  expect(outcome(asked)).toBe('actor_is_not_a_coordinator')
  // And what concerns the one they act for is their own cause.
  const exchange = await it.helped(luis, tom)
  expect(outcome(await it.reverse(place.rosa, exchange))).toBe('decision_is_in_own_cause')
})

test('either of the two ends it at once, without a reason', async () => {
  const first = await lets('act')
  expect(ok(await say(tom, 'withdraw', first))).toMatchObject({ state: 'withdrawn', may: [] })
  expect(outcome(await place.ask(nia, 'readMe', {}, forTom()))).toBe('actor_may_not_act_for_them')
  const second = await lets('see')
  ok(await say(nia, 'withdraw', second))
  expect(outcome(await place.ask(nia, 'readMe', {}, forTom()))).toBe('actor_may_not_act_for_them')
  expect(outcome(await say(nia, 'withdraw', second))).toBe('delegation_has_ended')
  expect((await say(luis, 'withdraw', second)).status).toBe(404)
  const third = ok(await offer()).id
  expect(outcome(await say(nia, 'withdraw', third))).toBe('delegation_has_ended')
  ok(await say(tom, 'withdraw', third))
})

test('withdrawn while the delegate confirms: nothing is confirmed', async () => {
  const delegation = await lets('act')
  const exchange = await it.done(luis, tom)
  let happened = false
  place.between(async (sent, send) => {
    if (!happened && sent.includes('BEGIN IMMEDIATE') && sent.includes('confirmed')) {
      happened = true
      ok(await say(tom, 'withdraw', delegation))
    }
    return send()
  })
  const right = { body: { seconds: hour }, ...forTom() }
  const said = await place.ask(nia, 'confirmExchange', { exchange }, right)
  place.between(null)
  expect(happened).toBe(true)
  expect(outcome(said)).toBe('actor_may_not_act_for_them')
  expect(ok(await it.read(tom, exchange)).state).toBe('done')
})

test('a delegate who is suspended meanwhile acts for nobody', async () => {
  const kim = await place.joins('Kim Daly')
  await lets('act', kim)
  const { version } = (
    await place.books.client.execute({
      sql: 'SELECT version FROM member WHERE id = ?',
      args: [kim.member],
    })
  ).rows[0] as unknown as { version: number }
  await place.books.client.execute({
    sql: `INSERT INTO member_step (seq, at, actor, member, step, state)
      SELECT seq, max(at, ?), ?, ?, ?, 'suspended' FROM next_leaf`,
    args: [BigInt(place.now()), `member:${place.rosa.member}`, kim.member, BigInt(version)],
  })
  expect(outcome(await place.ask(kim, 'readMe', {}, forTom()))).toBe('actor_may_not_act_for_them')
})

test('a newer one takes the older one’s place, and one ends on its last day', async () => {
  const older = await lets('act')
  await lets('see')
  const { items } = ok(await place.ask(tom, 'listDelegations', {}))
  const states = items.map(({ id, state }: { id: string; state: string }) => [id === older, state])
  expect(states).toEqual([
    [false, 'accepted'],
    [true, 'withdrawn'],
  ])
  const acting = ok(await place.ask(nia, 'listActedFor', {})).items
  expect(acting).toContainEqual({
    member: tom.member,
    name: 'Tom Byrne',
    scope: 'see',
    until: '2026-07-01T00:00:00.000Z',
  })
  expect(outcome(await offer({ untilOn: '2026-03-01' }))).toBe('delegation_has_ended')
  expect(outcome(await offer({ untilOn: '2027-03-04' }))).toBe('delegation_has_ended')
})

test('offers name two active members, by the one whose hours they are', async () => {
  expect(outcome(await offer({ delegate: tom.member }))).toBe('parties_are_not_two')
  expect((await offer({ delegate: place.id() })).status).toBe(404)
  expect(outcome(await offer({}, luis))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await offer({}, place.rosa))).toBe('only_themselves_may_do_this')
  const { id } = ok(await offer())
  expect(outcome(await offer({ id }))).toBe('id_is_taken')
  expect((await say(luis, 'accept', id)).status).toBe(404)
})

test('a coordinator enters it for a paper member, and the delegate still says yes', async () => {
  const paper = { id: place.id(), name: 'Eva on paper', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: paper }))
  const eva = { ...tom, member: paper.id }
  const { id } = ok(await offer({}, place.rosa, eva))
  ok(await say(nia, 'accept', id))
  const forEva = { headers: { 'on-behalf-of': paper.id } }
  expect(ok(await place.ask(nia, 'readMe', {}, forEva)).member.name).toBe('Eva on paper')
})

test('a coordinator who spoke to a member answers for them, but in no cause of their own', async () => {
  const exchange = await it.done(luis, tom)
  const right = { body: { seconds: hour }, ...forTom() }
  const confirmed = ok(await place.ask(place.rosa, 'confirmExchange', { exchange }, right))
  expect(confirmed.state).toBe('confirmed')
  expect(confirmed.steps.at(-1)).toMatchObject({ by: place.rosa.member, for: tom.member })
  expect(await notices('delegation.acted', tom.member)).toBe(1)
  const own = await it.done(place.rosa, tom)
  const ownCause = await place.ask(place.rosa, 'confirmExchange', { exchange: own }, right)
  expect(outcome(ownCause)).toBe('decision_is_in_own_cause')
  // Anything else needs the member's own word, or a delegation.
  expect(outcome(await place.ask(place.rosa, 'readMe', {}, forTom()))).toBe(
    'actor_may_not_act_for_them',
  )
})

test('the header names a member, of people only, and a key is good for one of them', async () => {
  const wrong = await place.ask(nia, 'readMe', {}, { headers: { 'on-behalf-of': 'tom' } })
  expect(wrong.body).toMatchObject({
    code: 'request_is_malformed',
    fields: [{ pointer: '/On-Behalf-Of' }],
  })
  await lets('act')
  const key = crypto.randomUUID()
  const body = {
    id: place.id(),
    ...{ giver: luis.member, receivers: [tom.member], title: 'A lift', estimateSeconds: hour },
  }
  ok(await place.ask(nia, 'proposeExchange', {}, { body, key, ...forTom() }))
  const again = await place.ask(nia, 'proposeExchange', {}, { body, key, ...forTom() })
  expect(again.headers.get('Idempotent-Replayed')).toBe('true')
  const other = await place.ask(nia, 'proposeExchange', {}, { body, key })
  expect(outcome(other)).toBe('idempotency_key_was_used_otherwise')
})

test('stewards say whom they live with, and decide nothing of theirs', async () => {
  const declare = (who: Someone, member: string, act = 'declared') =>
    place.ask(who, 'declareHousehold', {}, { body: { member, act } })
  expect(outcome(await declare(nia, tom.member))).toBe('actor_is_not_a_steward')
  expect(outcome(await declare(place.rosa, place.rosa.member))).toBe('parties_are_not_two')
  expect((await declare(place.rosa, place.id())).status).toBe(404)
  const exchange = await it.helped(luis, tom)
  const said = ok(await declare(place.rosa, tom.member))
  expect(said.members).toEqual([{ member: tom.member, name: 'Tom Byrne' }])
  expect(ok(await declare(place.rosa, tom.member))).toEqual(said)
  expect(outcome(await it.reverse(place.rosa, exchange))).toBe('decision_is_in_own_cause')
  expect(ok(await declare(place.rosa, tom.member, 'ended')).members).toEqual([])
  ok(await it.reverse(place.rosa, exchange))
})
