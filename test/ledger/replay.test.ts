import { type HistoryLine, Replay } from '@commonhour/fairness'
import { historyOf, readStuck, replayBooks } from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Acts, actsOf, hour, ok } from '../api/acts.ts'
import { beginning, openPlace, type Place, type Someone } from '../support/place.ts'

const dayMs = 86_400_000
const anyDay = { from: null, to: null }

let place: Place
let it: Acts
let people: Someone[]
beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  people = [
    await place.joins('Ana Soler'),
    await place.joins('Luis Vidal'),
    await place.joins('Nia Okafor'),
  ]
  await live()
})
afterAll(() => place.dispose())

/** What previews said to each receiver, by exchange. */
const foreseen = new Map<string, string[]>()

/** Some weeks in which the three help each other much, now one way, now the other. */
async function live(): Promise<void> {
  for (let number = 0; number < 40; number += 1) {
    const [giver, receiver] = [people[number % 3], people[(number + 1 + (number % 2)) % 3]]
    if (giver === undefined || receiver === undefined || giver === receiver) continue
    place.pass((1 + (number % 4) * 9) * 3_600_000)
    const estimateSeconds = (1 + ((number * 7) % 9)) * hour
    await (number % 2 === 0 ? record : agree)(giver, receiver, estimateSeconds, number)
  }
}

async function record(giver: Someone, receiver: Someone, estimateSeconds: number): Promise<void> {
  await foresee(giver, receiver, { alreadyDone: true, estimateSeconds })
}

async function agree(
  giver: Someone,
  receiver: Someone,
  estimateSeconds: number,
  number: number,
): Promise<void> {
  const days = Math.ceil((place.now() - beginning) / (3 * dayMs)) * 3
  const at = new Date(beginning + days * dayMs).toISOString()
  const agreedFor = { at, place: '' }
  const exchange = await foresee(giver, receiver, { estimateSeconds, agreedFor })
  const agreed = await it.accept(giver, exchange)
  if (agreed.status >= 400 || number % 3 === 0) return
  if (number % 5 === 0) return void ok(await it.cancel(giver, exchange))
  const workedOn = new Date(place.now()).toISOString().slice(0, 10)
  ok(await it.complete(receiver, exchange, { seconds: estimateSeconds, workedOn }))
}

/** The receiver looks first, then proposes the same. */
async function foresee(giver: Someone, receiver: Someone, more: object): Promise<string> {
  const sides = { giver: giver.member, receivers: [receiver.member] }
  const body = { id: place.id(), ...sides, title: 'Help', ...more }
  const seen = ok(await place.ask(receiver, 'previewExchange', {}, { body }))
  foreseen.set(body.id, rulesIn(seen.verdicts).sort())
  ok(await place.ask(receiver, 'proposeExchange', {}, { body }))
  return body.id
}

const rulesIn = (verdicts: readonly { rule: string }[]) => verdicts.map(({ rule }) => rule)

/** Cautions and notes that were kept when it was agreed, or recorded as done, by exchange. */
async function keptVerdicts(): Promise<Map<string, string[]>> {
  const { rows } = await place.books.client.execute(
    `SELECT exchange, rule FROM exchange_verdict v WHERE step = coalesce((SELECT step
      FROM exchange_step WHERE exchange = v.exchange AND state = 'agreed'), step)
      ORDER BY exchange, rule`,
  )
  const kept = new Map<string, string[]>()
  for (const { exchange, rule } of rows) {
    kept.set(String(exchange), [...(kept.get(String(exchange)) ?? []), String(rule)])
  }
  return kept
}

async function judged() {
  const replay = new Replay()
  const lines: HistoryLine[] = []
  for await (const page of historyOf(place.books)) lines.push(...page.lines)
  return lines.map((line) => replay.take(line)).filter((one) => one !== null)
}

test('what was decided, what was foreseen and what the audit finds are the same', async () => {
  const kept = await keptVerdicts()
  const found = await judged()
  expect(found.length).toBeGreaterThan(20)
  const spoken = new Set<string>()
  for (const { transfer, verdicts } of found) {
    const exchange = transfer.exchange ?? ''
    expect([exchange, rulesIn(verdicts).sort()]).toEqual([exchange, kept.get(exchange) ?? []])
    const receivers = verdicts.filter(({ rule }) => rule === 'credit-floor-soft')
    expect([exchange, foreseen.get(exchange)]).toEqual([exchange, rulesIn(receivers)])
    for (const { rule } of verdicts) spoken.add(rule)
  }
  expect([...spoken].sort()).toEqual([
    'carer-load',
    'credit-floor-soft',
    'one-place-at-a-time',
    'round-trip',
    'same-pair',
  ])
})

test('a report counts them, in a stretch of days or in all', async () => {
  const found = await judged()
  const pages: number[] = []
  const report = await replayBooks(place.books, anyDay, (done) => pages.push(done))
  expect(report.judged).toBe(found.length)
  expect(report.spoken).toBe(found.filter(({ verdicts }) => verdicts.length > 0).length)
  for (const { count, first, rule } of report.rules) {
    const all = found.filter(({ verdicts }) => rulesIn(verdicts).includes(rule))
    expect([rule, count]).toEqual([rule, all.length])
    expect(first.map((one) => one.transfer)).toEqual(all.slice(0, 3).map((one) => one.transfer))
  }
  expect(pages.length).toBeGreaterThan(0)
  const [one] = found
  const day = one?.transfer.bookedOn ?? ''
  const { judged: onDay } = await replayBooks(place.books, { from: day, to: day }, () => {})
  expect(onDay).toBe(found.filter(({ transfer }) => transfer.bookedOn === day).length)
})

test('who could not be helped next week is named with the reason', async () => {
  const inAWeek = () => place.now() + 7 * dayMs
  const [tom, eva] = [await place.joins('Tom Reilly'), await place.joins('Eva Lund')]
  const [ana] = people
  if (ana === undefined) throw new Error('nobody is here')
  await it.helped(ana, tom, 5 * hour + hour / 4)
  await it.helped(ana, eva, 5 * hour)
  const stuck = async () =>
    (await readStuck(place.books, inAWeek())).filter(({ name }) => /Tom|Eva/.test(name))
  expect(await stuck()).toMatchObject([
    { name: 'Tom Reilly', reason: 'line_is_too_near', availableSeconds: (3 * hour) / 4 },
  ])
})
