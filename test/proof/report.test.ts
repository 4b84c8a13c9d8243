import type { Report } from '@commonhour/contract'
import {
  contradictionOf,
  digestOfReport,
  inclusionProof,
  introduce,
  leafHash,
  nodesOf,
  type OpenedReport,
  openReport,
  type PublicKey,
  refusalOfSuccession,
  rewritingOf,
  type SigningKey,
  signReport,
} from '@commonhour/proof'
import { CompactSign, decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { madeLog } from '../support/log.ts'
import { base64, origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport } from '../support/reports.ts'

const { bodies } = madeLog(260, { accounts: 20, seed: 5 })

let key: SigningKey
let first: MadeReport
let second: MadeReport
beforeAll(async () => {
  key = await testKey('report')
  first = await madeReport(bodies, { key, toSize: 100 })
  second = await madeReport(bodies, { key, previous: first, toSize: 260 })
})
const known = (...keys: PublicKey[]) => ({ keys: [key.publicKey, ...keys], origin })

/** Signed without a second look, as nobody honest does. */
async function forged(payload: unknown, header = {}, by = key): Promise<string> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const said = { alg: 'Ed25519', typ: 'commonhour-report+jwt', kid: by.publicKey.kid }
  return new CompactSign(Buffer.from(text))
    .setProtectedHeader({ ...said, ...header })
    .sign(by.privateKey)
}

async function open(jws: string): Promise<OpenedReport> {
  const opened = await openReport(jws, known())
  if ('finding' in opened) throw new Error(opened.finding)
  return opened
}

describe('a report', () => {
  test('is a compact JWS of its own type, signed with Ed25519', async () => {
    expect(decodeProtectedHeader(first.jws)).toEqual({
      alg: 'Ed25519',
      typ: 'commonhour-report+jwt',
      kid: key.publicKey.kid,
    })
    const opened = await open(first.jws)
    expect(opened.report).toEqual(first.report)
    expect(opened.digest).toBe(digestOfReport(first.jws))
    expect(await signReport(first.report, key)).toBe(first.jws)
  })

  test('1,000 honest ones are opened, fit and only grew', async () => {
    let honest = 0
    for (let no = 1; no <= 1000; no++) {
      const overrides = no % 50
      const report = { ...second.report, overrides }
      const opened = await openReport(await signReport(report, key), known())
      if ('finding' in opened) continue
      const wrong = contradictionOf(opened.report) ?? rewritingOf(opened.report)
      honest += Number(wrong === null && opened.report.overrides === overrides)
    }
    expect(honest).toBe(1000)
  })

  test('with any byte another is refused', async () => {
    let refused = 0
    for (const flipped of flipsOf(Buffer.from(second.jws))) {
      const read = await openReport(Buffer.from(flipped).toString(), known())
      refused += Number('finding' in read)
    }
    expect(refused).toBe(second.jws.length)
    expect(refused).toBeGreaterThan(2000)
  })

  test('of another type, algorithm, key or community is refused', async () => {
    const { report } = first
    const found = async (jws: string, keys = known()) => {
      const read = await openReport(jws, keys)
      return 'finding' in read ? read.finding : null
    }
    expect(await found(await forged(report, { typ: 'commonhour-receipt+jwt' }))).toBe(
      'jws_type_is_another',
    )
    const [, payload, signature] = first.jws.split('.')
    const eddsa = { alg: 'EdDSA', typ: 'commonhour-report+jwt', kid: key.publicKey.kid }
    const header = Buffer.from(JSON.stringify(eddsa)).toString('base64url')
    expect(await found(`${header}.${payload}.${signature}`)).toBe('jws_algorithm_is_another')
    const stranger = await testKey('report', 9)
    expect(await found(await forged(report, {}, stranger))).toBe('key_leaf_is_missing')
    expect(await found(await forged(report, { kid: key.publicKey.kid }, stranger))).toBe(
      'signature_is_wrong',
    )
    const receipts = await testKey('receipt')
    const byReceipt = await forged(report, {}, receipts)
    expect(await found(byReceipt, known(receipts.publicKey))).toBe('key_leaf_is_missing')
    await expect(signReport(report, receipts)).rejects.toThrow('A receipt key signs no')
    expect(await found(first.jws, { ...known(), origin: 'time.example/hillside' })).toBe(
      'report_is_of_another_log',
    )
    const ended = { ...key.publicKey, until: 99 }
    expect(await found(first.jws, { keys: [ended], origin })).toBe('key_was_not_valid')
    expect(await found(first.jws, { keys: [{ ...ended, until: 100 }], origin })).toBeNull()
  })

  test('must say all that a report says', async () => {
    const { accounts, attachments, transfers } = first.report
    const { help: _, ...withoutHelp } = transfers
    const wrong: [string, object][] = [
      ...Object.keys(first.report).map((field): [string, object] => [
        field,
        { [field]: undefined },
      ]),
      ['no', { no: 0 }],
      ['root', { root: first.report.root.slice(4) }],
      // Other bits at the end of 32 bytes in base 64: a second writing of the same root.
      ['root', { root: `${first.report.root.slice(0, 42)}B=` }],
      ['toSize', { toSize: 1.5 }],
      ['fromSize', { fromSize: -1 }],
      ['schema', { schema: 'sha256:' }],
      ['period.to', { period: { ...first.report.period, to: 'then' } }],
      ['accounts.inSeconds', { accounts: { ...accounts, inSeconds: 2 ** 53 } }],
      ['accounts.balanceRoot', { accounts: { ...accounts, balanceRoot: '' } }],
      ['transfers.help', { transfers: withoutHelp }],
      [
        'attachments.log.digest',
        { attachments: { ...attachments, log: { digest: '', bytes: 1 } } },
      ],
      ['indicators.0.value', { indicators: [{ name: 'exchanges', version: 1, value: 'many' }] }],
      ['consistency.0', { consistency: ['x'] }],
    ]
    for (const [field, change] of wrong) {
      const read = await openReport(await forged({ ...first.report, ...change }), known())
      expect(read).toEqual({ finding: 'report_is_malformed', facts: { field } })
      await expect(signReport({ ...first.report, ...change } as Report, key)).rejects.toThrow()
    }
    for (const payload of ['x', 'null', '[]', '"x"']) {
      expect(await openReport(await forged(payload), known())).toMatchObject({
        finding: 'report_is_malformed',
      })
    }
  })
})

describe('a report under a key that nobody knows yet', () => {
  let next: SigningKey
  beforeAll(async () => {
    next = await testKey('report', 1)
  })

  /** A report by the next key whose log holds the leaf that brought it in. */
  async function underNext({
    by = key,
    change = (keyLeaf: NonNullable<Report['keyLeaf']>) => keyLeaf,
    signer = next,
  } = {}): Promise<string> {
    const { use, x } = next.publicKey
    const said = await introduce(origin, { use, x, generation: 1 }, by)
    const index = 150
    const at = JSON.parse(bodies[index] ?? '')[2]
    const body = JSON.stringify([
      'key.introduced',
      ...[index, at, use, x, 1, said.by, said.signature],
    ])
    const log = bodies.slice(0, 200).with(index, body)
    // What else stood at that place might be missed by what follows, so all else is left quiet.
    const quiet = log.map((line, seq) => {
      const kind = line.startsWith('["transfer.') ? 'quiet' : JSON.parse(line)[0]
      return kind === 'quiet' ? JSON.stringify(['quiet', seq, JSON.parse(line)[2]]) : line
    })
    const nodeAt = nodesOf(quiet.map((line) => leafHash(Buffer.from(line))))
    const proof = inclusionProof(nodeAt, index, quiet.length).map(base64)
    const made = await madeReport(quiet, { key: signer }, (report) => ({
      ...report,
      keyLeaf: change({ index, body, proof }),
    }))
    return made.jws
  }

  test('is opened where a known key signed it in, in this very log', async () => {
    const opened = await openReport(await underNext(), known())
    expect(opened).toMatchObject({ key: { kid: next.publicKey.kid, from: 151 } })
    const recovery = await testKey('recovery')
    const keys = { keys: [recovery.publicKey], origin }
    expect(await openReport(await underNext({ by: recovery }), keys)).toMatchObject({
      key: { kid: next.publicKey.kid },
    })
  })

  test.each([
    ['by a stranger', async () => underNext({ by: await testKey('report', 7) }), 'key_is_unknown'],
    ['by itself', () => underNext({ by: next }), 'key_is_unknown'],
    ['by a receipt key', async () => underNext({ by: await testKey('receipt') }), 'key_is_unknown'],
    [
      'elsewhere in the log',
      () => underNext({ change: (leaf) => ({ ...leaf, index: 149 }) }),
      'key_leaf_is_missing',
    ],
    [
      'in another log',
      () => underNext({ change: (leaf) => ({ ...leaf, proof: leaf.proof.slice(1) }) }),
      'key_leaf_is_missing',
    ],
    [
      'with words of other leaves',
      () => underNext({ change: (leaf) => ({ ...leaf, body: '["x",150,1]' }) }),
      'key_leaf_is_missing',
    ],
    [
      'for another key',
      async () => underNext({ signer: await testKey('report', 2) }),
      'key_leaf_is_missing',
    ],
  ])('is not, where it was signed in %s', async (_, made, finding) => {
    const receipts = await testKey('receipt')
    expect(await openReport(await made(), known(receipts.publicKey))).toMatchObject({ finding })
  })

  test('is not opened without that leaf, and an altered one does not help', async () => {
    const bare = await forged({ ...first.report, keyLeaf: null }, {}, next)
    expect(await openReport(bare, known())).toMatchObject({ finding: 'key_leaf_is_missing' })
    expect(await openReport(await forged('no report', {}, next), known())).toMatchObject({
      finding: 'key_is_unknown',
    })
    const jws = await underNext()
    const [header, payload = '', signature] = jws.split('.')
    const other = Buffer.from(payload, 'base64url').toString().replace('"no":1', '"no":1 ')
    const altered = `${header}.${Buffer.from(other).toString('base64url')}.${signature}`
    expect(await openReport(altered, known())).toMatchObject({ finding: 'signature_is_wrong' })
  })
})

describe('the figures of a report', () => {
  test('of honest ones fit each other', () => {
    expect([contradictionOf(first.report), contradictionOf(second.report)]).toEqual([null, null])
  })

  test.each<[string, (report: Report) => Partial<Report>, string]>([
    ['a number that does not follow', () => ({ no: 3 }), 'number'],
    ['a first number that is not 1', () => ({ previous: null, consistency: [] }), 'number'],
    ['a beginning after the end', ({ toSize }) => ({ fromSize: toSize + 1 }), 'sizes'],
    [
      'an end before the one before',
      ({ previous }) => ({ previous: previous && { ...previous, size: 261 } }),
      'sizes',
    ],
    ['a proof of growth from nothing', () => ({ no: 1, previous: null }), 'consistency'],
    [
      'a period that ends before it begins',
      ({ period }) => ({ period: { from: period.to, to: period.from } }),
      'period',
    ],
    ['a day of issue within the period', ({ period }) => ({ issuedAt: period.from }), 'period'],
    [
      'more departed than there are',
      ({ accounts }) => ({ accounts: { ...accounts, departed: accounts.count + 1 } }),
      'accounts',
    ],
    [
      'another count of leaves',
      ({ accounts }) => ({ accounts: { ...accounts, balanceLeaves: 64 } }),
      'accounts',
    ],
    [
      'more moved than ever came in',
      () => ({ reversals: { count: 1, seconds: 1e12 } }),
      'transfers',
    ],
  ])('contradict each other with %s', async (_, change, what) => {
    const report = { ...second.report, ...change(second.report) }
    expect(contradictionOf(report)).toMatchObject({
      finding: 'report_contradicts_itself',
      facts: { what },
    })
    await expect(signReport(report, key)).rejects.toThrow('report_contradicts_itself')
  })

  test('from the first leaf on, what was moved is what came in', () => {
    const reversals = { ...first.report.reversals, count: 0, seconds: 0 }
    expect(contradictionOf({ ...first.report, reversals })).toMatchObject({
      finding: 'report_contradicts_itself',
      facts: { what: 'transfers' },
    })
  })

  test('do not sum to zero where hours came from nothing', async () => {
    const accounts = { ...second.report.accounts }
    accounts.outSeconds -= 900
    const report = { ...second.report, accounts }
    expect(contradictionOf(report)).toMatchObject({ finding: 'report_sums_differ' })
    await expect(signReport(report, key)).rejects.toThrow('report_sums_differ')
  })
})

describe('one report after another', () => {
  test('only grew, and follows the one that was kept', async () => {
    const [one, two] = [await open(first.jws), await open(second.jws)]
    expect([rewritingOf(one.report), rewritingOf(two.report)]).toEqual([null, null])
    expect(refusalOfSuccession(two, one)).toBeNull()
  })

  test('of a rewritten log cannot show that it grew', async () => {
    const other = madeLog(260, { accounts: 20, seed: 6 })
    const rewritten = await madeReport(other.bodies, { key, previous: first, toSize: 260 })
    expect(rewritingOf(rewritten.report)).toEqual({
      finding: 'log_was_rewritten',
      facts: { fromSize: 100, toSize: 260 },
    })
  })

  test('with a forged head, or a proof of something else, did not grow', () => {
    const { report } = second
    for (const root of flipsOf(Buffer.from(report.root, 'base64'))) {
      expect(rewritingOf({ ...report, root: base64(root) })).toMatchObject({
        finding: 'log_was_rewritten',
      })
    }
    for (const [at, hash] of report.consistency.entries()) {
      for (const flipped of flipsOf(Buffer.from(hash, 'base64'))) {
        const consistency = report.consistency.with(at, base64(flipped))
        expect(rewritingOf({ ...report, consistency })).not.toBeNull()
      }
    }
    expect(rewritingOf({ ...report, consistency: report.consistency.slice(1) })).not.toBeNull()
  })

  test('follows the very document that was kept: not an older one, nor one like it', async () => {
    const third = await open((await madeReport(bodies, { key, previous: second })).jws)
    const another = { finding: 'previous_is_another' }
    expect(refusalOfSuccession(third, await open(second.jws))).toBeNull()
    expect(refusalOfSuccession(third, await open(first.jws))).toEqual({
      ...another,
      facts: { named: 2, held: 1 },
    })
    const likeIt = await open(await signReport({ ...second.report, overrides: 0 }, key))
    expect(refusalOfSuccession(third, likeIt)).toMatchObject(another)
    expect(refusalOfSuccession(await open(first.jws), await open(second.jws))).toMatchObject(
      another,
    )
    const held = await open(second.jws)
    for (const other of [{ no: 9 }, { toSize: 9 }, { root: first.report.root }]) {
      const report = { ...held.report, ...other }
      expect(refusalOfSuccession(third, { ...held, report })).toMatchObject(another)
    }
  })
})
