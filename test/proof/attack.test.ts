import {
  isFinding,
  leafHash,
  memberProofText,
  nodesOf,
  replay,
  rootAt,
  type SigningKey,
  signCheckpoint,
  signReceipt,
  verdictOf,
  verifyDocument,
} from '@commonhour/proof'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { jsonl, madeLog } from '../support/log.ts'
import { madeMemberProof } from '../support/memberProofs.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport, sha256 } from '../support/reports.ts'

// Every document goes through the door that the command line and the page use, with one bit of
// every byte turned, and never comes out as shown; honest ones always do.

const rows = 100
const { bodies } = madeLog(rows, { accounts: rows / 2, seed: 8 })
const leaves = bodies.map((body) => leafHash(Buffer.from(body)))
const log = jsonl(bodies)
const at = Date.UTC(2026, 10, 2, 9, 30)

let report: SigningKey
let receipt: SigningKey
let first: MadeReport
let second: MadeReport
beforeAll(async () => {
  ;[report, receipt] = [await testKey('report'), await testKey('receipt')]
  first = await madeReport(bodies, { key: report, toSize: 60 })
  second = await madeReport(bodies, { key: report, previous: first })
})
const flips = new Map<string, number>()
let taken = 0
let honest = 0
afterAll(() => {
  const sum = [...flips.values()].reduce((all, one) => all + one, 0)
  const each = [...flips].map(([what, n]) => `${n} of a ${what}`).join(', ')
  console.log(
    `proofs: ${sum - taken} of ${sum} flips refused (${each}), ${honest} honest ones shown`,
  )
})

type Beside = Omit<Parameters<typeof verifyDocument>[0], 'document' | 'rings'>

async function isWhole(document: string, beside: Beside = {}): Promise<boolean> {
  const rings = [{ origin, keys: [report.publicKey, receipt.publicKey] }]
  const { checks } = await verifyDocument({ document, rings, ...beside })
  return verdictOf(checks).state !== 'wrong' && checks[0]?.state === 'passed'
}

/** Turns a bit of each byte; tells how many were taken for whole. */
async function flipped(what: string, document: string, beside: Beside = {}): Promise<number> {
  expect(await isWhole(document, beside), what).toBe(true)
  const before = taken
  for (const bytes of flipsOf(Buffer.from(document))) {
    flips.set(what, (flips.get(what) ?? 0) + 1)
    taken += Number(await isWhole(Buffer.from(bytes).toString('latin1'), beside))
  }
  return taken - before
}

test('a report', async () => {
  expect(await flipped('report', second.jws)).toBe(0)
})

test('a receipt', async () => {
  const seq = bodies.findIndex((body) => body.startsWith('["transfer.post"'))
  const leaf = leaves[seq] ?? new Uint8Array()
  expect(await flipped('receipt', await signReceipt({ origin, seq, leaf, at }, receipt))).toBe(0)
})

test('a checkpoint', async () => {
  const head = { origin, size: rows, root: rootAt(nodesOf(leaves), rows) }
  expect(await flipped('checkpoint', await signCheckpoint(head, report))).toBe(0)
})

test('a member’s proof, with inclusion and balance', async () => {
  const [publicId = ''] = second.publicIds
  const proof = madeMemberProof(second, publicId)
  const text = memberProofText({ ...proof, lines: proof.lines.slice(0, 2) })
  expect(await flipped('member’s proof', text)).toBe(0)
})

test('the attachments of 100 rows, by digest and by root', async () => {
  const before = taken
  for (const bytes of flipsOf(Buffer.from(log))) {
    const { books, file } = await replay([bytes])
    const sameRoot =
      !isFinding(books) && Buffer.from(books.root).toString('base64') === second.report.root
    taken += Number(sameRoot || file.digest === second.report.attachments.log.digest)
    flips.set('log of 100 rows', (flips.get('log of 100 rows') ?? 0) + 1)
  }
  for (const bytes of flipsOf(Buffer.from(second.balances))) {
    const same = sha256(Buffer.from(bytes).toString('latin1'))
    taken += Number(same === second.report.attachments.balances.digest)
    flips.set('list of balances', (flips.get('list of balances') ?? 0) + 1)
  }
  expect(taken - before).toBe(0)
})

test('1,000 honest documents are refused nowhere', async () => {
  for (let seed = 0; seed < 250; seed++) {
    const made = madeLog(40 + (seed % 60), { accounts: 8, seed })
    const hashes = made.bodies.map((body) => leafHash(Buffer.from(body)))
    const size = made.bodies.length
    const root = rootAt(nodesOf(hashes), size)
    const whole = await madeReport(made.bodies, { key: report })
    const [publicId = ''] = whole.publicIds
    const seq = seed % size
    const leaf = hashes[seq] ?? new Uint8Array()
    const beside = { log: [jsonl(made.bodies)] }
    const shown = [
      await isWhole(whole.jws, { ...beside, balances: [whole.balances] }),
      await isWhole(await signReceipt({ origin, seq, leaf, at }, receipt), beside),
      await isWhole(await signCheckpoint({ origin, size, root }, report), beside),
      await isWhole(memberProofText(madeMemberProof(whole, publicId))),
    ]
    honest += shown.filter(Boolean).length
  }
  expect(honest).toBe(1_000)
})

test('100,000 entries are replayed', async () => {
  const { balances, bodies: many } = madeLog(100_000, { accounts: 500, seed: 3 })
  const text = jsonl(many)
  const from = performance.now()
  const { books } = await replay([text])
  const seconds = (performance.now() - from) / 1000
  if (isFinding(books)) throw new Error(books.finding)
  for (const [publicId, { inSeconds, outSeconds }] of balances) {
    expect(books.accounts.get(publicId)).toMatchObject({ inSeconds, outSeconds })
  }
  console.log(`proofs: 100,000 entries replayed in ${seconds.toFixed(1)} s`)
})
