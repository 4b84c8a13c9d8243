import type { Report } from '@commonhour/contract'
import {
  balanceLine,
  balanceRootOf,
  balanceTreeOf,
  type Check,
  type CheckName,
  checkNames,
  firstFinding,
  introduce,
  publicKeyOf,
  replay,
  type Shown,
  type SigningKey,
  tellChecks,
  verifyReport,
} from '@commonhour/proof'
import { CompactSign } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf, fromHex } from '../support/bytes.ts'
import { jsonl, madeLog } from '../support/log.ts'
import { base64, origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport, sha256 } from '../support/reports.ts'

let key: SigningKey
let recovery: SigningKey
let first: MadeReport
let second: MadeReport
let bodies: readonly string[]
beforeAll(async () => {
  key = await testKey('report')
  recovery = await testKey('recovery')
  const keys = [origin, key.publicKey.x, recovery.publicKey.x]
  bodies = madeLog(200, { accounts: 40, seed: 11, keys }).bodies
  first = await madeReport(bodies, { key, toSize: 120 })
  second = await madeReport(bodies, { key, previous: first })
})

const shown = (made: MadeReport, more: Partial<Shown> = {}): Shown => ({
  report: made.jws,
  keys: [key.publicKey],
  origin,
  log: [made.log],
  balances: [made.balances],
  ...more,
})

/** The state of each check, those not shown left out. */
async function states(what: Shown): Promise<Partial<Record<CheckName, string>>> {
  const checks = await verifyReport(what)
  expect(checks.map(({ check }) => check)).toEqual(checkNames)
  expectPlainWords(checks, what)
  return Object.fromEntries(
    checks
      .filter(({ state }) => state !== 'notShown')
      .map(({ check, finding, state }) => [check, finding?.finding ?? state]),
  )
}

/** Whatever comes of a check, it is told in whole sentences, with figures where some belong. */
function expectPlainWords(checks: readonly Check[], table: Shown): void {
  for (const { says, state } of tellChecks(checks, 'report', table)) {
    expect(says).toMatch(/^[A-Z].*\.$/)
    expect(says).not.toMatch(/undefined|NaN|null|\[object|[a-z]Seconds| {2}/)
    expect(/^(Not shown, because|Nothing to show:) /.test(says)).toBe(state === 'notShown')
  }
}

const signed = { reportIsSigned: 'passed', figuresFit: 'passed', logOnlyGrew: 'passed' }
const logHolds = {
  logIsTheOneSigned: 'passed',
  linesMakeTheRoot: 'passed',
  keyStandsInTheLog: 'passed',
  totalsFollowFromTheLog: 'passed',
}
const balancesHold = { balancesAreTheOnesSigned: 'passed', balancesMakeTheRoot: 'passed' }

describe('whoever holds', () => {
  test('everything sees every check passed', async () => {
    const checks = await verifyReport(shown(second, { previous: first.jws }))
    expect(checks.map(({ state }) => state)).toEqual(checkNames.map(() => 'passed'))
    expect(firstFinding(checks)).toBeNull()
    const figures = Object.fromEntries(checks.map((one) => [one.check, one.figures]))
    const { inSeconds } = second.report.accounts
    expect(figures).toMatchObject({
      reportIsSigned: { no: 2, kid: key.publicKey.kid },
      figuresFit: { inSeconds, outSeconds: inSeconds },
      logOnlyGrew: { fromSize: 120, toSize: 200 },
      followsTheOneBefore: { no: 2, previous: 1 },
      linesMakeTheRoot: { lines: 200 },
      totalsFollowFromTheLog: { count: 40, inSeconds },
      balancesFollowFromTheLog: { accounts: 40 },
    })
  })

  test('the report alone sees who signed, what fits, and that the log only grew', async () => {
    expect(await states({ report: second.jws, keys: [key.publicKey], origin })).toEqual(signed)
  })

  test('the balances too sees that they are counted, the log too that they follow', async () => {
    const { balances: _, ...log } = shown(second)
    expect(await states(log)).toEqual({ ...signed, ...logHolds })
    const { log: __, ...balances } = shown(second)
    expect(await states(balances)).toEqual({ ...signed, ...balancesHold })
  })

  test('a log of before the keys is not told that the key stands in it', async () => {
    const old = madeLog(80, { seed: 2 }).bodies
    const made = await madeReport(old, { key })
    const { keyStandsInTheLog: _, ...others } = logHolds
    expect(await states(shown(made))).toEqual({
      ...signed,
      ...others,
      ...balancesHold,
      balancesFollowFromTheLog: 'passed',
    })
  })
})

describe('what is wrong is named, the first thing first', () => {
  test('no signature, nothing else', async () => {
    const stranger = await testKey('report', 5)
    expect(await states(shown(second, { keys: [stranger.publicKey] }))).toEqual({
      reportIsSigned: 'key_leaf_is_missing',
    })
    expect(await states(shown(second, { report: 'x' }))).toEqual({
      reportIsSigned: 'jws_is_malformed',
    })
  })

  test('an older report, or none of ours, as the one before', async () => {
    const third = await madeReport(bodies, { key, previous: second })
    const checks = await verifyReport(shown(third, { previous: first.jws }))
    expect(firstFinding(checks)).toEqual({
      finding: 'previous_is_another',
      facts: { named: 2, held: 1 },
    })
    expect(await states(shown(third, { previous: 'x' }))).toMatchObject({
      followsTheOneBefore: 'jws_is_malformed',
      linesMakeTheRoot: 'passed',
    })
  })

  test('files that are not the ones signed', async () => {
    const wrong = shown(second, { log: [first.log], balances: [first.balances] })
    expect(await states(wrong)).toEqual({
      ...signed,
      logIsTheOneSigned: 'attachment_is_another',
      balancesAreTheOnesSigned: 'attachment_is_another',
    })
    expect(await states(shown(second, { log: [second.log, '\n'] }))).toMatchObject({
      logIsTheOneSigned: 'attachment_is_another',
    })
  })

  /** A report whose signer vouches for what is not so, and hands out files to fit. */
  async function lying(
    change: (report: Report) => Partial<Report>,
    files: Partial<Pick<MadeReport, 'log' | 'balances'>> = {},
  ): Promise<Shown> {
    const made = await madeReport(bodies, { key, previous: first }, (report) => {
      const lied = { ...report, ...change(report) }
      const attachments = { ...lied.attachments }
      for (const name of ['log', 'balances'] as const) {
        const text = files[name]
        if (text === undefined) continue
        attachments[name] = { digest: sha256(text), bytes: Buffer.byteLength(text) }
      }
      return { ...lied, attachments }
    })
    return shown({ ...made, ...files })
  }

  test('a log whose lines are none', async () => {
    const log = second.log.replace('"account.opened"', '"account.closed"')
    expect(await states(await lying(() => ({}), { log }))).toEqual({
      ...signed,
      logIsTheOneSigned: 'passed',
      linesMakeTheRoot: 'account_is_unknown',
      ...balancesHold,
    })
  })

  test('a log that makes another root, or ends elsewhere', async () => {
    const log = second.log.replace('"supported"', '"favoured"')
    expect(log).not.toBe(second.log)
    expect(await states(await lying(() => ({}), { log }))).toMatchObject({
      linesMakeTheRoot: 'root_is_another',
    })
    const shorter = jsonl(bodies.slice(0, 199))
    expect(await states(await lying(() => ({}), { log: shorter }))).toMatchObject({
      linesMakeTheRoot: 'root_is_another',
    })
  })

  test('a log that made another root at the report before', async () => {
    const named = (report: Report) => ({
      previous: report.previous && { ...report.previous, root: base64(new Uint8Array(32)) },
    })
    expect(await states(await lying(named))).toMatchObject({
      logOnlyGrew: 'log_was_rewritten',
      linesMakeTheRoot: 'root_is_another',
    })
  })

  test('a key that the log does not name, or named for other sizes', async () => {
    const other = await testKey('report', 1)
    const made = await madeReport(bodies, { key: other })
    expect(await states(shown(made, { keys: [other.publicKey] }))).toMatchObject({
      reportIsSigned: 'passed',
      keyStandsInTheLog: 'key_was_not_valid',
    })
    // The key was replaced at leaf 130, which whoever signed the whole log does not mention.
    const { use, x } = other.publicKey
    const said = await introduce(origin, { use, x, generation: 1 }, key)
    const at = JSON.parse(bodies.at(-1) ?? '')[2]
    const parts = ['key.introduced', bodies.length, at, use, x, 1, said.by, said.signature]
    const replaced = [...bodies, JSON.stringify(parts)]
    expect(await states(shown(await madeReport(replaced, { key })))).toMatchObject({
      reportIsSigned: 'passed',
      keyStandsInTheLog: 'key_was_not_valid',
    })
    const byNext = await madeReport(replaced, { key: other })
    expect(await states(shown(byNext, { keys: [other.publicKey] }))).toMatchObject({
      keyStandsInTheLog: 'passed',
    })
  })

  test('a log of another community', async () => {
    const keys = ['time.example/hillside', key.publicKey.x, recovery.publicKey.x]
    const made = await madeReport(madeLog(90, { keys }).bodies, { key })
    expect(await states(shown(made))).toMatchObject({ keyStandsInTheLog: 'key_was_not_valid' })
  })

  test.each<[string, (report: Report) => Partial<Report>]>([
    ['count', ({ accounts }) => ({ accounts: { ...accounts, count: 39 } })],
    ['departed', ({ accounts }) => ({ accounts: { ...accounts, departed: 1 } })],
    ['heldSeconds', ({ accounts }) => ({ accounts: { ...accounts, heldSeconds: 1 } })],
    [
      'inSeconds',
      ({ accounts }) => ({
        accounts: {
          ...accounts,
          inSeconds: accounts.inSeconds + 900,
          outSeconds: accounts.outSeconds + 900,
        },
      }),
    ],
    ['transfers', ({ overrides }) => ({ overrides: overrides + 1 })],
    ['transfers', ({ reversals }) => ({ reversals: { ...reversals, count: 99 } })],
    [
      'transfers',
      ({ transfers: { gift, help, ...rest } }) => ({
        transfers: { ...rest, gift: help, help: gift },
      }),
    ],
  ])('totals that do not follow from the log: %s', async (what, change) => {
    const lied = await lying(change)
    expect(await states(lied)).toMatchObject({ totalsFollowFromTheLog: 'totals_are_others' })
    const checks = await verifyReport({ ...lied, log: [second.log] })
    const found = checks.find(({ check }) => check === 'totalsFollowFromTheLog')
    expect(found?.finding?.facts).toMatchObject({ what })
  })

  test('balances that make another root, or are no balances', async () => {
    const [one = '', ...rest] = second.balances.split('\n')
    const turned = [...rest.slice(0, -1), one, ''].join('\n')
    expect(await states(await lying(() => ({}), { balances: turned }))).toMatchObject({
      ...logHolds,
      balancesAreTheOnesSigned: 'passed',
      balancesMakeTheRoot: 'balance_root_is_another',
    })
    expect(await states(await lying(() => ({}), { balances: 'x\n' }))).toMatchObject({
      balancesMakeTheRoot: 'balance_row_is_malformed',
    })
    const less = rest.join('\n')
    expect(await states(await lying(() => ({}), { balances: less }))).toMatchObject({
      balancesMakeTheRoot: 'balance_root_is_another',
    })
  })

  test('balances that are counted, but are not those of the log', async () => {
    // Hours moved between two accounts in the balances alone: every sum still fits.
    const from = second.rows.findIndex(({ outSeconds }) => outSeconds >= 900)
    const to = second.rows.length - 1
    expect(from).toBeLessThan(to)
    const rows = second.rows.map((row, at) => {
      const moved = at === from ? -900 : at === to ? 900 : 0
      return { ...row, outSeconds: row.outSeconds + moved }
    })
    const tree = balanceTreeOf(rows)
    if ('finding' in tree) throw new Error(tree.finding)
    const balanceRoot = base64(balanceRootOf(tree).hash)
    const lied = await lying(({ accounts }) => ({ accounts: { ...accounts, balanceRoot } }), {
      balances: rows.map(balanceLine).join(''),
    })
    expect(await states(lied)).toEqual({
      ...signed,
      ...logHolds,
      ...balancesHold,
      balancesFollowFromTheLog: 'balances_are_others',
    })
  })

  test.each<[string, object, object]>([
    ['a number', { no: 5 }, { totalsFollowFromTheLog: 'passed' }],
    ['a beginning', { fromSize: 201 }, { totalsFollowFromTheLog: 'totals_are_others' }],
    ['an end', { toSize: 3 }, { linesMakeTheRoot: 'root_is_another' }],
  ])('%s that does not fit, as nobody honest signs it', async (_, change, others) => {
    const payload = JSON.stringify({ ...second.report, ...change })
    const header = { alg: 'Ed25519', typ: 'commonhour-report+jwt', kid: key.publicKey.kid }
    const jws = await new CompactSign(Buffer.from(payload))
      .setProtectedHeader(header)
      .sign(key.privateKey)
    expect(await states(shown(second, { report: jws }))).toMatchObject({
      reportIsSigned: 'passed',
      figuresFit: 'report_contradicts_itself',
      ...others,
    })
  })

  test('a key text that is no point of the curve verifies nothing', async () => {
    const none = publicKeyOf(fromHex('ff'.repeat(32)), 'report')
    const keys = [{ ...none, kid: key.publicKey.kid }]
    expect(await states(shown(second, { keys }))).toEqual({ reportIsSigned: 'signature_is_wrong' })
  })
})

describe('every byte counts', () => {
  test('of an attachment of 100 rows', async () => {
    const made = await madeReport(madeLog(300, { accounts: 100, seed: 4 }).bodies, { key })
    const rows = Buffer.from(made.balances)
    expect(made.balances.split('\n')).toHaveLength(101)
    let refused = 0
    for (const flipped of flipsOf(rows)) {
      const what = { report: made.jws, keys: [key.publicKey], origin, balances: [flipped] }
      const found = firstFinding(await verifyReport(what))
      refused += Number(found?.finding === 'attachment_is_another')
    }
    expect(refused).toBe(rows.length)
  })

  test('of a log, by the digest of the file and by the root of its lines', async () => {
    const made = await madeReport(bodies.slice(0, 60), { key })
    const log = Buffer.from(made.log)
    let refused = 0
    for (const flipped of flipsOf(log)) {
      const { books, file } = await replay([flipped])
      const sameRoot = !('finding' in books) && base64(books.root) === made.report.root
      refused += Number(!sameRoot && file.digest !== made.report.attachments.log.digest)
    }
    expect(refused).toBe(log.length)
  })

  test('and 100 honest reports with all their files are refused nowhere', async () => {
    let honest = 0
    for (let seed = 0; seed < 100; seed++) {
      const made = await madeReport(madeLog(80 + seed, { seed }).bodies, { key })
      honest += Number(firstFinding(await verifyReport(shown(made))) === null)
    }
    expect(honest).toBe(100)
  })
})
