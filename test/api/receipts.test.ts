import { latestHeadQuery, snapshot } from '@commonhour/ledger'
import {
  breachOf,
  inclusionProof,
  isFinding,
  keyHistoryOf,
  leafHash,
  nodesOf,
  openCheckpoint,
  openReceipt,
  openReport,
  readLeaf,
} from '@commonhour/proof'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditsOf } from '../support/auditing.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, quarter } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let round: () => Promise<unknown>
beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  await it.helped(luis, ana, hour)
  const audit = (await auditsOf(place))()
  round = () => audit.round()
})
afterEach(() => place.dispose())

const bytes = (text: string) => new TextEncoder().encode(text)
async function bodies(): Promise<string[]> {
  const { rows } = await place.books.client.execute('SELECT body FROM log ORDER BY seq')
  return rows.map(({ body }) => String(body))
}
async function keys() {
  const leaves = (await bodies()).map((body) => readLeaf(bytes(body)))
  const history = await keyHistoryOf(leaves.filter((leaf) => leaf !== null))
  if (history === null) throw new Error('The log names no keys.')
  return history
}
/** The promise of a receipt, as whoever holds the community's keys reads it. */
async function promiseOf(receipt: string) {
  const opened = await openReceipt(receipt, await keys())
  if (isFinding(opened)) throw new Error(opened.finding)
  return opened
}

test('who gives hours holds a promise of the line, and the next checkpoint keeps it', async () => {
  await round()
  const given = ok(await it.gift(luis, ana.account, quarter))
  const promise = await promiseOf(given.receipt)
  expect(promise).toMatchObject({ seq: given.seq, at: Date.parse(given.at) })
  expect(promise.by).toBe(promise.at + 300_000)
  await round()
  const { head } = await snapshot(place.books, { head: latestHeadQuery() })
  const opened = await openCheckpoint(head?.note ?? '', await keys())
  if (isFinding(opened)) throw new Error(opened.finding)
  const leaves = (await bodies()).map((body) => leafHash(bytes(body)))
  const proof = inclusionProof(nodesOf(leaves), promise.seq, opened.size)
  expect(breachOf(promise, opened, proof)).toBeNull()
  const other = leafHash(bytes('another line'))
  expect(breachOf({ ...promise, leaf: other }, opened, proof)).not.toBeNull()
})

test('a receipt is the same whenever it is asked for; hours set aside have one too', async () => {
  await round()
  const given = ok(await it.gift(luis, ana.account, quarter))
  const read = ok(await place.ask(ana, 'readReceipt', { transfer: given.id }))
  expect(read).toEqual({ transfer: given.id, receipt: given.receipt })
  const [listed] = ok(await place.ask(luis, 'listTransfers', {})).items
  expect(listed.receipt).toBe(given.receipt)
  const exchange = await it.agreed(luis, ana, quarter)
  const { holds } = ok(await place.ask(ana, 'readExchange', { exchange }))
  const hold = ok(await place.ask(ana, 'readReceipt', { transfer: holds[0] }))
  expect((await promiseOf(hold.receipt)).seq).toBeGreaterThan(given.seq)
})

test('without keys there is none yet; what was written before has one afterwards', async () => {
  const given = ok(await it.gift(luis, ana.account, quarter))
  expect(given.receipt).toBeNull()
  const early = await place.ask(ana, 'readReceipt', { transfer: given.id })
  expect([early.status, early.body.code]).toEqual([409, 'proof_is_not_ready'])
  await round()
  const later = ok(await place.ask(ana, 'readReceipt', { transfer: given.id }))
  // The key was not there when the line was written: it promises nothing of that day.
  expect(await openReceipt(later.receipt, await keys())).toMatchObject({
    finding: 'key_was_not_valid',
  })
})

test('a receipt key is accepted nowhere else, and a receipt is for its two sides', async () => {
  await round()
  const given = ok(await it.gift(luis, ana.account, quarter))
  expect(isFinding(await openReport(given.receipt, await keys()))).toBe(true)
  const nia = await place.joins('Nia Okafor')
  expect((await place.ask(nia, 'readReceipt', { transfer: given.id })).status).toBe(404)
})
