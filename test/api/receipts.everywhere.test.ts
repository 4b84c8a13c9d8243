import { type OperationName, operations } from '@commonhour/contract'
import { latestHeadQuery, snapshot } from '@commonhour/ledger'
import {
  breachOf,
  inclusionProof,
  isFinding,
  leafHash,
  nodesOf,
  openCheckpoint,
  openReceipt,
  type Receipt,
} from '@commonhour/proof'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuditWorld, type World } from '../audit/world.ts'
import type { Said, Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, quarter } from './acts.ts'
import { afterCases, slipCases } from './idempotencyAfter.ts'
import { type Cases, exchangeCases, type Keyed, transferCases } from './idempotencyCases.ts'
import { poolCases } from './idempotencyPools.ts'

// Whatever moves hours or sets them aside answers with the promise of each line it wrote.

let world: World
let it: Acts
let cases: Cases
let luis: Someone
let eva: Someone
/** What was promised in all of these tests, to be kept by the next head. */
const promises: Receipt[] = []
/** The operations that were seen to move hours or set them aside. */
const movers = new Set<string>()

beforeAll(async () => {
  world = await openAuditWorld()
  await world.audit().round()
  const { place } = world
  it = actsOf(place)
  const ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  eva = await place.joins('Eva Lind')
  await it.helped(luis, ana, 6 * hour)
  for (let i = 0; i < 8; i++) {
    const neighbour = await place.joins(`Neighbour ${i}`)
    await it.helped(i < 5 ? luis : eva, neighbour, 6 * hour)
  }
  const gift = { id: place.id(), seconds: 20 * hour }
  ok(await place.ask(luis, 'giveToPool', { pool: place.pool }, { body: gift }))
  const cast = { place, it, ana, luis, eva }
  cases = {
    ...exchangeCases(cast),
    ...transferCases(cast),
    ...afterCases(cast),
    ...slipCases(cast),
    ...poolCases(cast),
  }
})
afterAll(() => world.place.dispose())

const names = Object.values(operations)
  .filter(({ idempotent }) => idempotent)
  .map(({ name }) => name as OperationName)

/** Asks once and once again, and holds the answer against the lines that were written meanwhile. */
async function asks(name: OperationName, { body, later, params, who }: Keyed): Promise<Said> {
  const key = crypto.randomUUID()
  const ask = () =>
    world.place.ask(who, name, params, {
      ...(operations[name].idempotent && { key }),
      ...(body !== undefined && { body }),
    })
  const before = (await world.bodies()).length
  const said = await ask()
  const lines = await linesSince(before)
  const promised = promisedIn(ok(said))
  for (const { id, line, seq } of lines) {
    movers.add(name)
    const receipt = await openReceipt(promised.get(id) ?? 'none', await world.keys())
    if (isFinding(receipt)) throw new Error(`${name}: ${receipt.finding} of ${id}`)
    expect(receipt.seq).toBe(seq)
    expect(receipt.leaf).toEqual(leafHash(Buffer.from(line)))
    promises.push(receipt)
  }
  // Told again after more has happened, it promises what it promised.
  await later?.(ok(said).id)
  if (operations[name].idempotent) expect(promisedIn(ok(await ask()))).toEqual(promised)
  return said
}

async function linesSince(size: number) {
  const bodies = (await world.bodies()).slice(size)
  const lines = bodies.map((line, at) => ({ line, seq: size + at, parts: JSON.parse(line) }))
  return lines
    .filter(({ parts }) => String(parts[0]).startsWith('transfer.'))
    .map(({ line, parts, seq }) => ({ id: String(parts[3]), line, seq }))
}

/** Every receipt of an answer, wherever it stands, by its transfer. */
function promisedIn(body: unknown): Map<string, string> {
  const found = new Map<string, string>()
  JSON.stringify(body, (_, value) => {
    const id = value?.transfer ?? value?.id
    if (typeof value?.receipt === 'string') found.set(id, value.receipt)
    return value
  })
  return found
}

test.each(names)('%s', async (name) => {
  await asks(name, (await cases[name]?.()) as Keyed)
})

test('help that was given already, and a small wish to the pool: booked at once', async () => {
  const { place } = world
  const sides = { giver: luis.member, receivers: [eva.member], title: 'A lift' }
  const body = { id: place.id(), ...sides, estimateSeconds: quarter, alreadyDone: true }
  await asks('proposeExchange', { who: eva, params: {}, body })
  const who = await place.joins('Someone small')
  const wish = { id: place.id(), seconds: quarter, reason: 'hours_ran_out' }
  await asks('applyToPool', { who, params: { pool: place.pool }, body: wish })
})

test('calling off what was agreed: the hours that come back', async () => {
  const exchange = await it.agreed(luis, eva, quarter)
  const body = { reason: 'plans_changed' }
  const { status } = await asks('cancelExchange', { who: luis, params: { exchange }, body })
  expect(status).toBe(201)
})

test('leaving with something agreed: hours that come back, and those in hand', async () => {
  const { place } = world
  const who = await place.joins('Someone leaving')
  await it.helped(who, eva, quarter)
  await it.agreed(luis, who, quarter)
  const body = { reason: 'leaves', handTo: { pool: place.pool } }
  const size = (await world.bodies()).length
  await asks('departMember', { who, params: { member: who.member }, body })
  expect((await linesSince(size)).length).toBe(2)
})

test('a second steward agrees: the hours that their yes moved', async () => {
  const { place } = world
  const eve = await place.joins('Eve Brandt')
  await place.books.client.execute({
    sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
      SELECT seq, at, ?, 'coordinator', 'appointed', 'clock' FROM next_leaf`,
    args: [eve.member],
  })
  const who = await place.joins('Someone asking')
  const body = { id: place.id(), seconds: 5 * hour, reason: 'hours_ran_out' }
  ok(await place.ask(who, 'applyToPool', { pool: place.pool }, { body }))
  const params = { pool: place.pool, application: body.id }
  const said = { answer: 'grant', reason: 'talked_first' }
  const { motion } = ok(await place.ask(place.rosa, 'answerApplication', params, { body: said }))
  await asks('approveMotion', { who: eve, params: { motion } })
})

test('what a giver passes on to the pool is promised to them, not to whom they helped', async () => {
  const { place } = world
  const giver = await place.joins('Someone generous')
  const choice = { choice: 'hoursToPool', value: 'yes' }
  ok(await place.ask(giver, 'choose', {}, { body: choice }))
  const exchange = await it.done(giver, eva, quarter)
  const size = (await world.bodies()).length
  const confirmed = ok(await it.confirm(eva, exchange, { seconds: quarter }))
  const lines = await linesSince(size)
  expect(lines.length).toBe(2)
  const told = promisedIn(confirmed)
  const gift = lines.find(({ line }) => line.includes('"gift"'))
  expect(told.has(gift?.id ?? '')).toBe(false)
  expect(told.has(lines.find((one) => one !== gift)?.id ?? '')).toBe(true)
  const own = ok(await place.ask(giver, 'readReceipt', { transfer: gift?.id ?? '' }))
  expect(isFinding(await openReceipt(own.receipt, await world.keys()))).toBe(false)
})

test('of all operations, these move hours or set them aside; the next head keeps each promise', async () => {
  expect([...movers].sort()).toEqual([
    'acceptExchange',
    'applyToPool',
    'approveMotion',
    'bookTransfer',
    'bookTransfers',
    'cancelExchange',
    'confirmExchange',
    'departMember',
    'enterSlips',
    'giveAsked',
    'giveToPool',
    'proposeExchange',
    'returnExchange',
    'reverseExchange',
    'reverseSlips',
    'reverseTransfer',
    'settleExchange',
    'undoExchange',
  ])
  await world.audit().round()
  const { head } = await snapshot(world.place.books, { head: latestHeadQuery() })
  const opened = await openCheckpoint(head?.note ?? '', await world.keys())
  if (isFinding(opened)) throw new Error(opened.finding)
  const nodeAt = nodesOf((await world.bodies()).map((body) => leafHash(Buffer.from(body))))
  expect(promises.length).toBeGreaterThanOrEqual(movers.size)
  for (const promise of promises) {
    expect(head?.at).toBeLessThanOrEqual(promise.by)
    expect(breachOf(promise, opened, inclusionProof(nodeAt, promise.seq, opened.size))).toBeNull()
  }
})
