import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'

// Help that two others told a coordinator of, on paper or by telephone.

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

const line = (giver: Someone | number, receiver: Someone, more: Record<string, unknown> = {}) => ({
  id: place.id(),
  giver: typeof giver === 'number' ? giver : giver.member,
  receiver: receiver.member,
  seconds: hour,
  workedOn: today,
  title: 'Gardening',
  ...more,
})
const batch = (...lines: unknown[]) => ({ id: place.id(), source: 'paper', lines })
const enter = (body: unknown, by: Someone = place.rosa, key?: string) =>
  place.ask(by, 'enterSlips', {}, { body, ...(key !== undefined && { key }) })
const preview = (body: unknown) => place.ask(place.rosa, 'previewSlips', {}, { body })
const reverse = (id: string, by: Someone = place.rosa) =>
  place.ask(by, 'reverseSlips', { batch: id })
const notices = async (kind: string, ref: string) => {
  const { rows } = await place.books.client.execute({
    sql: 'SELECT member FROM outbox WHERE kind = ? AND ref = ? ORDER BY member',
    args: [kind, ref],
  })
  return rows.map(({ member }) => member)
}

test('a batch is booked at once, by the coordinator for both, and both are told', async () => {
  const before = (await it.account(luis)).givenSeconds
  const one = line(luis, ana)
  const entered = ok(await enter(batch(one, line(ana, nia, { seconds: 2 * hour }))))
  expect(entered).toMatchObject({
    seconds: 3 * hour,
    by: { member: place.rosa.member },
    reversedAt: null,
    may: ['reversal'],
    lines: [{ line: 1, state: 'confirmed', giver: { name: 'Luis Vidal' } }, { line: 2 }],
  })
  expect((await it.account(luis)).givenSeconds).toBe(before + hour)
  const { steps } = ok(await it.read(ana, one.id))
  expect(steps).toMatchObject([
    { to: 'done', by: place.rosa.member, for: luis.member },
    { to: 'confirmed', by: place.rosa.member, for: ana.member },
  ])
  expect(await notices('slips.entered', one.id)).toEqual([ana.member, luis.member].toSorted())
  expect(ok(await it.read(ana, one.id)).may).toContain('dispute')
  const [first] = ok(await place.ask(place.rosa, 'listSlips', {})).items
  expect(first).toMatchObject({ id: entered.id, lines: 2 })
  expect(ok(await place.ask(place.rosa, 'readSlips', { batch: entered.id }))).toEqual(entered)
})

test('a preview says of every line what it would do, and writes nothing', async () => {
  const count = () => place.books.client.execute('SELECT count(*) AS count FROM exchange')
  const before = (await count()).rows[0]?.count
  const known = line(luis, ana)
  const told = ok(
    await preview(
      batch(
        known,
        line(luis, place.rosa),
        line(luis, luis),
        line(9999, ana),
        line(luis, ana, { workedOn: '2026-05-01' }),
        line(luis, ana, { seconds: 1000 }),
        line(luis, ana, { id: known.id, seconds: 2 * hour }),
      ),
    ),
  )
  expect(told.bookable).toBe(false)
  expect(told.lines.map(({ code, outcome: o }: Record<string, unknown>) => code ?? o)).toEqual([
    'booked',
    'decision_is_in_own_cause',
    'parties_are_not_two',
    'not_found',
    'help_is_in_the_future',
    'seconds_are_not_whole',
    'id_is_taken',
  ])
  expect(told.lines[0].seenBefore).toBe(true)
  expect((await count()).rows[0]?.count).toBe(before)
})

test('one bad line, and nothing is booked: each is named with its reason', async () => {
  const good = line(luis, ana)
  const refused = await enter(batch(good, line(9999, ana), line(luis, luis)))
  expect(refused.body).toMatchObject({
    code: 'slips_have_bad_lines',
    fields: [
      { pointer: '/lines/1', received: 'not_found' },
      { pointer: '/lines/2', received: 'parties_are_not_two' },
    ],
  })
  expect((await it.read(ana, good.id)).status).toBe(404)
})

test('members are named by the number on paper as well', async () => {
  const { number } = ok(await place.ask(luis, 'readMe', {})).member
  const entered = ok(await enter(batch(line(number, ana))))
  expect(entered.lines[0].giver).toEqual({ member: luis.member, name: 'Luis Vidal' })
})

test('nobody’s line refuses help already done: it stands, and a coordinator has a card', async () => {
  const eva = await place.joins('Eva Roth')
  const [near, far] = [
    line(luis, eva, { seconds: 5 * hour }),
    line(ana, eva, { seconds: 2 * hour }),
  ]
  const body = batch(near, far)
  const told = ok(await preview(body))
  expect(told.bookable).toBe(true)
  expect(told.lines.map(({ outcome: o }: Record<string, unknown>) => o)).toEqual([
    'booked',
    'waits',
  ])
  const entered = ok(await enter(body))
  expect(entered.lines.map(({ state }: { state: string }) => state)).toEqual(['confirmed', 'done'])
  expect(await notices('line.reached', far.id)).toEqual([null])
  expect(await notices('slips.waiting', far.id)).toHaveLength(2)
  // Undone as one act, what waits is called off and what was booked goes back.
  const undone = ok(await reverse(entered.id))
  expect(undone.lines.map(({ state }: { state: string }) => state)).toEqual([
    'reversed',
    'cancelled',
  ])
  expect((await it.account(eva)).balanceSeconds).toBe(0)
})

test('whoever gave in an earlier line is no newcomer in a later one', async () => {
  const eva = await place.joins('Eva Lund')
  const lines = [line(eva, luis, { seconds: hour }), line(luis, eva, { seconds: 8 * hour })]
  const told = ok(await preview(batch(...lines)))
  expect(told.lines.map(({ outcome: o }: Record<string, unknown>) => o)).toEqual([
    'booked',
    'booked',
  ])
  ok(await enter(batch(...lines)))
  expect((await it.account(eva)).balanceSeconds).toBe(-7 * hour)
})

test('a batch is undone as one act, once; what someone disputed stays as they left it', async () => {
  const [one, two] = [line(luis, ana), line(nia, ana)]
  const { id } = ok(await enter(batch(one, two)))
  const dispute = { body: { reason: 'did_not_happen', seconds: null } }
  ok(await place.ask(ana, 'disputeExchange', { exchange: one.id }, dispute))
  const undone = ok(await reverse(id))
  expect(undone.lines.map(({ state }: { state: string }) => state)).toEqual([
    'disputed',
    'reversed',
  ])
  expect(undone.reversedAt).not.toBeNull()
  expect(undone.may).toEqual([])
  expect(outcome(await reverse(id))).toBe('slips_are_reversed_already')
  expect(await notices('slips.reversed', two.id)).toHaveLength(2)
  const { rows } = await place.books.client.execute({
    sql: 'SELECT count(*) AS count FROM transfer WHERE groupId = ? AND kind = ?',
    args: [id, 'reverse'],
  })
  expect(Number(rows[0]?.count)).toBe(1)
})

test('only a coordinator enters slips, and not for what they take part in', async () => {
  expect(outcome(await enter(batch(line(luis, ana)), luis))).toBe('actor_is_not_a_coordinator')
  const { id } = ok(await enter(batch(line(luis, ana))))
  expect(outcome(await reverse(id, luis))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await place.ask(luis, 'listSlips', {}))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await place.ask(luis, 'readSlips', { batch: id }))).toBe(
    'actor_is_not_a_coordinator',
  )
  expect((await reverse(place.id())).status).toBe(404)
})

test('sent twice with its key, a batch is booked once', async () => {
  const body = batch(line(luis, ana))
  const key = crypto.randomUUID()
  const first = ok(await enter(body, place.rosa, key))
  const again = await enter(body, place.rosa, key)
  expect(again.headers.get('Idempotent-Replayed')).toBe('true')
  expect(again.body.id).toBe(first.id)
  expect(outcome(await enter(body))).toBe('id_is_taken')
})

test('a receiver’s hours that moved meanwhile are counted anew before a batch is booked', async () => {
  const eva = await place.joins('Eva Kraus')
  const body = batch(line(luis, eva, { seconds: 4 * hour }))
  let happened = false
  place.between(async (sent, send) => {
    if (!happened && sent.includes('BEGIN IMMEDIATE')) {
      happened = true
      await it.helped(ana, eva, 4 * hour)
    }
    return send()
  })
  const entered = ok(await enter(body))
  place.between(null)
  expect(happened).toBe(true)
  // Beyond the newcomers' line it waits, where it would have been booked before.
  expect(entered.lines[0].state).toBe('done')
})

test('after 30 days a batch is no longer undone as one', async () => {
  const { id } = ok(await enter(batch(line(luis, ana))))
  it.days(31)
  expect(outcome(await reverse(id))).toBe('slips_are_too_old')
})
