import {
  type CheckName,
  fileKindOf,
  type Handed,
  type KeyRing,
  kindOf,
  ladders,
  leafHash,
  memberProofText,
  nodesOf,
  readKeyFile,
  rootAt,
  type SigningKey,
  signCheckpoint,
  signReceipt,
  verdictOf,
  verifyDocument,
} from '@commonhour/proof'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { jsonl, madeLog } from '../support/log.ts'
import { madeMemberProof } from '../support/memberProofs.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport } from '../support/reports.ts'

const { bodies } = madeLog(160, { accounts: 10, seed: 3 })
const leaves = bodies.map((body) => leafHash(Buffer.from(body)))
const at = Date.UTC(2026, 10, 2, 9, 30)
const someLine = bodies.findIndex((body) => body.startsWith('["transfer.post"'))

let report: SigningKey
let receipt: SigningKey
let made: MadeReport
let rings: KeyRing[]
beforeAll(async () => {
  report = await testKey('report')
  receipt = await testKey('receipt')
  made = await madeReport(bodies, { key: report })
  rings = [{ origin, keys: [report.publicKey, receipt.publicKey] }]
})

const head = (size: number) => ({ origin, size, root: rootAt(nodesOf(leaves), size) })
const receiptOf = (seq: number) =>
  signReceipt({ origin, seq, leaf: leaves[seq] ?? new Uint8Array(), at }, receipt)

async function looked(handed: Omit<Handed, 'rings'>) {
  const { checks, kind } = await verifyDocument({ rings, ...handed })
  expect(checks.map(({ check }) => check)).toEqual(ladders[kind])
  // Every check is told in whole sentences, whatever came of it.
  for (const { says } of checks) expect(says).toMatch(/^[A-Z\d].*[.]$/)
  for (const { says } of checks) expect(says).not.toMatch(/undefined|NaN|null|\[object/)
  const states = checks.map(({ check, finding, state }) => [check, finding?.finding ?? state])
  return { kind, checks, states: Object.fromEntries(states) as Record<CheckName, string> }
}

describe('a receipt', () => {
  test('is signed; and beside the log, the line stands where it was promised', async () => {
    const document = await receiptOf(someLine)
    const alone = await looked({ document })
    expect([alone.kind, alone.states.receiptIsSigned]).toEqual(['receipt', 'passed'])
    expect(alone.states.lineStandsInTheLog).toBe('notShown')
    const log = [jsonl(bodies)]
    expect((await looked({ document, log })).states.lineStandsInTheLog).toBe('passed')
    const checkpoint = await signCheckpoint(head(150), report)
    const whole = await looked({ document, log, checkpoint })
    expect(verdictOf(whole.checks).state).toBe('whole')
    expect(whole.checks[0]?.says).toContain('by 2026-11-02 09:35')
  })

  test('is broken where the log has another line there, though that log is signed', async () => {
    const document = await receiptOf(someLine)
    const others = bodies.with(someLine, bodies[0] ?? '')
    const nodeAt = nodesOf(others.map((body) => leafHash(Buffer.from(body))))
    const log = [jsonl(others)]
    const forked = { ...head(160), root: rootAt(nodeAt, 160) }
    const checkpoint = await signCheckpoint(forked, report)
    const { checks, states } = await looked({ document, log, checkpoint })
    expect(states).toMatchObject({
      logMakesTheCheckpoint: 'passed',
      lineStandsInTheLog: 'receipt_is_broken',
    })
    expect(checks.at(-1)?.says).toContain(`Look at line ${someLine + 1}.`)
  })

  test('is not shown, and not wrong, where the log or its checkpoint ends before it', async () => {
    const document = await receiptOf(someLine)
    const log = [jsonl(bodies.slice(0, someLine))]
    const short = await looked({ document, log })
    expect(short.states.lineStandsInTheLog).toBe('notShown')
    const why = `what is here ends at line ${someLine}; it takes line ${someLine + 1}.`
    expect(short.checks.at(-1)?.says).toBe(`Not shown, because ${why}`)
    const checkpoint = await signCheckpoint(head(someLine), report)
    const early = await looked({ document, log: [jsonl(bodies)], checkpoint })
    expect(early.states).toMatchObject({
      logMakesTheCheckpoint: 'passed',
      lineStandsInTheLog: 'notShown',
    })
    expect(early.checks.at(-1)?.says).toBe(`Not shown, because ${why}`)
    expect(verdictOf(early.checks).state).toBe('partly')
  })

  test('is shown by a log that reaches it, though a newer checkpoint goes further', async () => {
    const document = await receiptOf(someLine)
    const checkpoint = await signCheckpoint(head(160), report)
    const log = [jsonl(bodies.slice(0, someLine + 1))]
    const { checks, states } = await looked({ document, log, checkpoint })
    expect(states).toMatchObject({
      logMakesTheCheckpoint: 'notShown',
      lineStandsInTheLog: 'passed',
    })
    expect(checks[2]?.says).toContain(`ends at line ${someLine + 1}; it takes line 160.`)
  })

  test('is taken as the API hands it out, too', async () => {
    const document = JSON.stringify({ transfer: 'some-id', receipt: await receiptOf(someLine) })
    expect(fileKindOf(document)).toBe('receipt')
    const { kind, states } = await looked({ document, log: [jsonl(bodies)] })
    expect([kind, states.lineStandsInTheLog]).toEqual(['receipt', 'passed'])
  })

  test('says nothing where it, or the checkpoint beside it, is signed by nobody we know', async () => {
    const document = await receiptOf(someLine)
    const log = [jsonl(bodies)]
    const altered = await looked({ document: `${document.slice(0, -9)}AAAAAAAAA`, log })
    expect(altered.states).toMatchObject({ receiptIsSigned: 'signature_is_wrong' })
    expect(altered.states.lineStandsInTheLog).toBe('notShown')
    const stranger = await signCheckpoint(head(150), await testKey('report', 7))
    expect((await looked({ document, log, checkpoint: stranger })).states).toMatchObject({
      receiptIsSigned: 'passed',
      checkpointIsSigned: 'key_is_unknown',
      lineStandsInTheLog: 'notShown',
    })
  })
})

describe('a checkpoint', () => {
  test('is signed; and beside a log, its lines make the root', async () => {
    const document = await signCheckpoint(head(100), report)
    const alone = await looked({ document })
    expect([alone.kind, alone.states.checkpointIsSigned]).toEqual(['checkpoint', 'passed'])
    const whole = await looked({ document, log: [jsonl(bodies)] })
    expect(verdictOf(whole.checks).state).toBe('whole')
    const empty = await signCheckpoint(head(0), report)
    expect((await looked({ document: empty, log: [] })).states.logMakesTheCheckpoint).toBe('passed')
  })

  test('is of another log where one byte differs; one that ends before it shows nothing', async () => {
    const document = await signCheckpoint(head(100), report)
    const log = [jsonl(bodies).replace('"help"', '"gift"')]
    expect((await looked({ document, log })).states.logMakesTheCheckpoint).toBe('root_is_another')
    const short = [jsonl(bodies.slice(0, 99))]
    const { checks, states } = await looked({ document, log: short })
    expect(states.logMakesTheCheckpoint).toBe('notShown')
    expect(checks[1]?.says).toContain('what is here ends at line 99; it takes line 100.')
    const gap = await looked({ document, log: [jsonl(bodies.toSpliced(50, 1))] })
    expect(gap.states.logMakesTheCheckpoint).toBe('root_is_another')
    const cut = await looked({ document, log: [jsonl(bodies).slice(0, -1)] })
    expect(cut.states.logMakesTheCheckpoint).toBe('line_is_malformed')
  })
})

describe('the proof of a member', () => {
  const theirs = 'account-3'
  const text = () => memberProofText(madeMemberProof(made, theirs))

  test('shows that every line of the account is in the report, and that it is counted', async () => {
    const { checks, kind } = await looked({ document: text() })
    expect(kind).toBe('memberProof')
    expect(verdictOf(checks).state).toBe('whole')
    const { lines } = madeMemberProof(made, theirs)
    expect(lines.length).toBeGreaterThan(5)
    expect(checks[2]?.says).toBe(`All ${lines.length} lines stand in the log of report 1.`)
  })

  test('shows nothing of what it does not hold', async () => {
    const proof = madeMemberProof(made, theirs)
    const document = memberProofText({ ...proof, lines: [], balance: null })
    const { checks, states } = await looked({ document })
    expect(states).toMatchObject({
      linesStandInTheReport: 'notShown',
      balanceIsCounted: 'notShown',
    })
    expect(verdictOf(checks)).toMatchObject({ state: 'partly' })
  })

  test('with a line altered, or a line of somebody else, is refused', async () => {
    const proof = madeMemberProof(made, theirs)
    const [line, ...rest] = proof.lines
    if (line === undefined) throw new Error('The account has no line.')
    const altered = { ...line, body: line.body.replace(/,\d+,null/, ',90000,null') }
    const changed = memberProofText({ ...proof, lines: [...rest, altered] })
    expect((await looked({ document: changed })).states.linesStandInTheReport).toBe(
      'line_is_not_in_the_report',
    )
    const others = madeMemberProof(made, 'account-7').lines
    const stranger = others.filter(({ body }) => !body.includes(`"${theirs}"`))
    const mixed = memberProofText({ ...proof, lines: [...rest, ...stranger] })
    const { checks, states } = await looked({ document: mixed })
    expect(states.linesStandInTheReport).toBe('line_is_of_another_account')
    expect(checks[2]?.says).toContain(`Look at line ${(stranger[0]?.index ?? 0) + 1}.`)
  })

  test('with another balance or another salt is refused', async () => {
    const proof = madeMemberProof(made, theirs)
    const { balance } = proof
    if (balance === null) throw new Error('The proof has no balance.')
    for (const change of [
      { inSeconds: balance.inSeconds + 900 },
      { outSeconds: 0 },
      { salt: new Uint8Array(32) },
      { index: balance.index ^ 1 },
    ]) {
      const document = memberProofText({ ...proof, balance: { ...balance, ...change } })
      expect((await looked({ document })).states.balanceIsCounted).toBe('balance_is_not_counted')
    }
  })

  test('that is none is told where', async () => {
    const document = JSON.stringify({ ...JSON.parse(text()), balance: { inSeconds: -1 } })
    const { checks, states } = await looked({ document })
    expect(states.reportIsSigned).toBe('member_proof_is_malformed')
    expect(checks[0]?.says).toContain('Look at balance.')
    const stranger = [{ origin, keys: [(await testKey('report', 9)).publicKey] }]
    const { checks: unknown } = await verifyDocument({ document: text(), rings: stranger })
    expect(unknown[0]?.finding?.finding).toBe('key_leaf_is_missing')
  })

  test('with any one bit of its figures and hashes turned is never whole', async () => {
    const proof = madeMemberProof(made, theirs)
    const small = memberProofText({ ...proof, lines: proof.lines.slice(0, 1) })
    const from = small.indexOf('"publicId"')
    let whole = 0
    for (const flipped of flipsOf(Buffer.from(small.slice(from)))) {
      const document = small.slice(0, from) + Buffer.from(flipped).toString('latin1')
      whole += Number(
        verdictOf((await verifyDocument({ document, rings })).checks).state === 'whole',
      )
    }
    expect(whole).toBe(0)
  })
})

describe('a file of keys', () => {
  const jwk = () => JSON.stringify(report.publicKey)
  const wellKnown = (more: object = {}) =>
    JSON.stringify({ communities: { riverside: { origin, keys: rings[0]?.keys }, ...more } })
  const read = (text: string) => {
    const found = readKeyFile(text)
    if ('finding' in found) throw new Error(found.finding)
    return found
  }
  const look = (text: string, asked?: string) =>
    verifyDocument({
      document: made.jws,
      rings: read(text),
      ...(asked !== undefined && { origin: asked }),
    })

  test('is the host’s own, a set of JWKs, or one JWK', async () => {
    for (const text of [wellKnown(), `{"keys":[${jwk()}]}`, jwk()]) {
      expect((await look(text)).checks[0]).toMatchObject({ state: 'passed' })
    }
    expect(await look(wellKnown())).toMatchObject({ origin, originBy: 'keys' })
    // Keys alone do not say whose they are; then the document does, and that is told.
    expect(await look(jwk())).toMatchObject({ origin, originBy: 'document' })
    expect(await look(jwk(), origin)).toMatchObject({ origin, originBy: 'asked' })
  })

  test('of several communities gives the keys of the one that is meant', async () => {
    const hillside = {
      origin: 'time.example/hillside',
      keys: [(await testKey('report', 4)).publicKey],
    }
    const text = wellKnown({ hillside })
    expect(await look(text)).toMatchObject({ origin, originBy: 'keys' })
    const asked = await look(text, hillside.origin)
    expect(asked.checks[0]?.finding?.finding).toBe('key_leaf_is_missing')
    const elsewhere = JSON.stringify({ communities: { hillside, other: hillside } })
    expect((await look(elsewhere)).checks[0]?.finding?.finding).toBe('key_leaf_is_missing')
  })

  test('of another community alone, with the same key, does not take the report for its own', async () => {
    const other = { origin: 'time.example/hillside', keys: [report.publicKey] }
    const looked = await look(JSON.stringify({ communities: { other } }))
    expect(looked.checks[0]).toMatchObject({ finding: { finding: 'report_is_of_another_log' } })
    expect(looked.checks[0]?.says).toContain(`It is of ${origin}.`)
  })

  test.each([
    ['not JSON', 'x'],
    ['of something else', '{"a":1}'],
    ['a key with a wrong name', () => JSON.stringify({ ...report.publicKey, kid: 'x' })],
    ['one key cut short', () => `{"keys":[${jwk()},{"kty":"OKP"}]}`],
  ])('that is %s is none', (_, text) => {
    expect(readKeyFile(typeof text === 'string' ? text : text())).toMatchObject({
      finding: 'key_is_malformed',
    })
  })
})

describe('what a file is, is seen by its beginning', () => {
  test('whatever it is called', async () => {
    const files = {
      report: made.jws,
      receipt: await receiptOf(3),
      checkpoint: await signCheckpoint(head(9), report),
      memberProof: memberProofText(madeMemberProof(made, 'account-1')),
      keys: JSON.stringify(report.publicKey),
      log: made.log,
      balances: made.balances,
    }
    const seen = Object.entries(files).map(([kind, text]) => [kind, fileKindOf(text)])
    expect(seen).toEqual(Object.keys(files).map((kind) => [kind, kind]))
    expect(fileKindOf(JSON.stringify({ keys: [] }))).toBe('keys')
    for (const none of ['', 'x', '{}', 'a.b.c', '[1]', '\n\n']) expect(fileKindOf(none)).toBeNull()
  })

  test('and what is none of ours is looked at as a report, and found to be none', async () => {
    for (const none of ['', 'x', '{}', 'a.b.c']) {
      expect(kindOf(none)).toBe('report')
      const { states } = await looked({ document: none })
      expect(states.reportIsSigned).toBe('jws_is_malformed')
    }
    const { states } = await looked({ document: 'a\n\nb' })
    expect(states.checkpointIsSigned).toBe('note_is_malformed')
  })
})
