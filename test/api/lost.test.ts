import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Between, openPlace, type Place, type Someone } from '../support/place.ts'
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
  await it.helped(luis, ana, 5 * hour)
})
afterEach(() => place.between(null))
afterAll(() => place.dispose())

const isWrite = (sent: string) => sent.includes('BEGIN IMMEDIATE')
const lost = () => Promise.reject(new TypeError('fetch failed'))

/** Loses the answer of the first `times` writes, after they were written (or before). */
function losing(times: number, when: 'before' | 'after', how = lost): Between {
  let left = times
  return async (sent, send) => {
    if (!isWrite(sent) || left === 0) return send()
    left -= 1
    if (when === 'after') await send()
    return how()
  }
}

test.each([
  ['before it was written', 'before', lost],
  ['after it was written', 'after', lost],
  ['as a failing server', 'after', async () => new Response('bad gateway', { status: 502 })],
] as const)('a gift whose answer was lost once, %s, is given once', async (_, when, how) => {
  const before = await it.account(luis)
  place.between(losing(1, when, how as typeof lost))
  expect(ok(await it.gift(luis, ana.account, 900))).toMatchObject({ seconds: 900 })
  place.between(null)
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds - 900)
})

test('an agreement whose answer was lost after it was written answers as it stands', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  place.between(losing(1, 'after'))
  expect(ok(await it.accept(ana, exchange))).toMatchObject({ state: 'agreed' })
  place.between(null)
  expect((await it.account(ana)).heldOutSeconds).toBe(hour)
  ok(await it.cancel(ana, exchange))
})

test('only when it cannot be learnt at all the outcome is unknown; the same key then learns it', async () => {
  const before = await it.account(luis)
  const body = {
    id: place.id(),
    purpose: 'gift',
    fromAccount: luis.account,
    toAccount: ana.account,
    seconds: 900,
  }
  const key = crypto.randomUUID()
  let wrote = false
  place.between(async (sent, send) => {
    if (wrote) return lost()
    if (!isWrite(sent)) return send()
    wrote = true
    await send()
    return lost()
  })
  const unknown = await place.ask(luis, 'bookTransfer', {}, { body, key })
  expect(outcome(unknown)).toBe('outcome_unknown')
  expect(unknown.headers.get('retry-after')).not.toBeNull()
  place.between(null)
  const learnt = await place.ask(luis, 'bookTransfer', {}, { body, key })
  expect(learnt.headers.get('idempotent-replayed')).toBe('true')
  expect(ok(learnt).id).toBe(body.id)
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds - 900)
})

describe('a gift that was given, asked about again with its key', () => {
  /** Loses what is asked `times` times, once the key was found. */
  const losingTheReplay = (times: number): Between => {
    let left = times
    let found = false
    return async (sent, send) => {
      const isAnswer = found && !sent.includes('FROM idempotency')
      found ||= sent.includes('FROM idempotency')
      if (!isAnswer || left === 0) return send()
      left -= 1
      return lost()
    }
  }
  test.each([
    ['whose answer is lost once is told as it stands', 1, 201],
    ['whose answer is lost for good is never said to be unwritten', 99, 'outcome_unknown'],
  ])('%s', async (_, times, said) => {
    const { account: toAccount } = ana
    const gift = { purpose: 'gift', fromAccount: luis.account, toAccount, seconds: 900 }
    const body = { id: place.id(), ...gift }
    const key = crypto.randomUUID()
    ok(await place.ask(luis, 'bookTransfer', {}, { body, key }))
    const before = await it.proof()
    place.between(losingTheReplay(times))
    expect(outcome(await place.ask(luis, 'bookTransfer', {}, { body, key }))).toBe(said)
    place.between(null)
    expect((await it.proof()).transfers).toBe(before.transfers)
  })
})

test('an act without a key is never tried twice: its outcome is unknown, and it stands once', async () => {
  const id = place.id()
  const body = { id, title: 'Lift', category: 'transport' }
  place.between(losing(1, 'after'))
  expect(outcome(await place.ask(ana, 'publishNeed', {}, { body }))).toBe('outcome_unknown')
  place.between(null)
  expect((await place.ask(ana, 'publishNeed', {}, { body })).status).toBe(201)
})

test('books that cannot be reached at all are said to be so, and nothing was written', async () => {
  const before = await it.proof()
  place.between(lost)
  const gift = await it.gift(luis, ana.account, 900)
  const home = await place.ask(ana, 'readHome', {})
  const proof = await place.ask(null, 'readProof', {})
  place.between(null)
  for (const said of [gift, home, proof]) expect(outcome(said)).toBe('books_are_out_of_reach')
  expect((await it.proof()).transfers).toBe(before.transfers)
})

test('a bug while deciding is a bug: it is noted, and never called an unknown outcome', async () => {
  const { random } = place.env
  const exchange = await it.done(luis, ana, 900)
  let numbered = false
  const failing: typeof random = (bytes) => {
    // The request's own id comes first.
    if (numbered) throw new RangeError('a bug')
    numbered = true
    return random(bytes)
  }
  Object.assign(place.env, { random: failing })
  const said = await it.confirm(ana, exchange, { seconds: 900 })
  Object.assign(place.env, { random })
  expect(outcome(said)).toBe('something_failed')
  expect(place.errors.at(-1)).toMatchObject({ event: 'something_failed', name: 'RangeError' })
})
