import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkNames,
  leafHash,
  memberProofText,
  nodesOf,
  rootAt,
  type SigningKey,
  signCheckpoint,
  signReceipt,
} from '@commonhour/proof'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoDirectory } from '../support/demoFolder.ts'
import { jsonl } from '../support/log.ts'
import { madeMemberProof } from '../support/memberProofs.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport, sha256 } from '../support/reports.ts'
import { cutOffline } from './offline.ts'
import { openPlace, type Place, type Ran } from './place.ts'

// The real command, on a real log, with no network and no data directory in reach.

let place: Place
let online: () => void
let key: SigningKey
let receiptKey: SigningKey
let bodies: string[]
let older: MadeReport
let made: MadeReport
let files: Record<'report' | 'previous' | 'log' | 'balances' | 'key', string>

beforeAll(async () => {
  place = await openPlace()
  key = await testKey('report')
  receiptKey = await testKey('receipt')
  bodies = await demoLog()
  older = await madeReport(bodies, { key, toSize: Math.floor(bodies.length / 2) })
  made = await madeReport(bodies, { key, previous: older })
  files = {
    report: await place.file('report-2.jws', made.jws),
    previous: await place.file('report-1.jws', `${older.jws}\n`),
    log: await place.file('log.jsonl', made.log),
    balances: await place.file('balances.jsonl', made.balances),
    key: await place.file('commonhour.json', wellKnown(key, receiptKey)),
  }
  online = cutOffline()
}, 240_000)
afterAll(async () => {
  online()
  expect(existsSync(place.directory)).toBe(false)
  await place.remove()
})

/** 18 months as the migrations' own triggers wrote them; signed here by another key than theirs. */
async function demoLog(): Promise<string[]> {
  const demo = await demoDirectory()
  const db = new Database(join(demo.directory, 'communities', 'riverside.db'))
  const rows = db.prepare('SELECT body FROM log ORDER BY seq').all() as { body: string }[]
  db.close()
  await demo.remove()
  return rows.map(({ body }, seq) => {
    const parts = JSON.parse(body) as unknown[]
    if (seq === 0) return JSON.stringify(parts.slice(0, 7))
    const [kind, ...rest] = parts
    return String(kind).startsWith('key.') ? JSON.stringify([`other-${kind}`, ...rest]) : body
  })
}

const wellKnown = (...keys: SigningKey[]) =>
  JSON.stringify({
    communities: { riverside: { origin, keys: keys.map(({ publicKey }) => publicKey) } },
  })

const verify = (...words: string[]) => place.run(['verify', ...words])
const full = (changed: Partial<typeof files> = {}) => {
  const { balances, key: keys, log, previous, report } = { ...files, ...changed }
  const beside = ['--previous', previous, '--log', log, '--balances', balances]
  return [report, ...beside, '--key', keys]
}

function firstOf({ json }: Ran) {
  return json.checks.find(({ state }: { state: string }) => state === 'failed')
}

test('nothing here reaches a network', () => {
  const asked = spawnSync(process.execPath, ['-e', 'fetch("http://127.0.0.1:1")'])
  expect([asked.status, String(asked.stderr)]).toEqual([99, 'asked the network'])
})

describe('a report with all its files', () => {
  test('is told check by check, and ends with 0', async () => {
    const ran = await verify(...full())
    expect(ran, ran.err).toMatchObject({ code: 0, err: '' })
    const [head, ...lines] = ran.out.trimEnd().split('\n')
    expect(head).toBe(`A report of ${origin} (as the keys say)`)
    expect(lines.slice(0, 11).map((line) => line.slice(2, 3))).toEqual([
      ...Array(6).fill('✓'),
      '–',
      ...Array(4).fill('✓'),
    ])
    expect(ran.out).toContain('The key: Not shown, because this log names no keys.')
    const { accounts } = made.report
    expect(ran.out).toContain(`Counted anew from nothing: ${accounts.count} accounts`)
    expect(ran.out).toContain('What was handed in holds: 10 of 11 checks')
    expect(lines.at(-1)).toContain('No signature shows that help took place')
  })

  test('says the same in JSON', async () => {
    const ran = await verify(...full(), '--json')
    expect(ran.code).toBe(0)
    expect(ran.json).toMatchObject({ ok: true, kind: 'report', origin, originBy: 'keys' })
    expect(ran.json.checks.map(({ check }: { check: string }) => check)).toEqual(checkNames)
    expect(ran.json.checks[7].figures.inSeconds).toBe(made.report.accounts.inSeconds)
  })

  test('without them says of each check why it is not shown', async () => {
    const ran = await verify(files.report, '--key', files.key)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('Not shown, because an older report was not handed in.')
    expect(ran.out.match(/because log.jsonl was not handed in/g)).toHaveLength(4)
    expect(ran.out.match(/because balances.jsonl was not handed in/g)).toHaveLength(3)
    expect(ran.out).toContain('What was handed in holds: 3 of 11 checks')
    const first = await verify(files.previous, '--key', files.key)
    expect(first.out).toContain('Nothing to show: this is the first report.')
  })

  test('takes a JWK or a set of them, and then says who named the community', async () => {
    const jwk = await place.file('key.jwk', JSON.stringify(key.publicKey))
    const set = await place.file('keys.json', JSON.stringify({ keys: [key.publicKey] }))
    const bare = await verify(files.report, '--key', jwk)
    expect(bare.code).toBe(0)
    expect(bare.out).toContain('as it says itself; compare that with what you expect')
    const asked = await verify(files.report, '--key', set, '--origin', origin)
    expect([asked.code, asked.out.split('\n')[0]]).toEqual([
      0,
      `A report of ${origin} (as you asked)`,
    ])
    const other = await verify(files.report, '--key', set, '--origin', 'time.example/hillside')
    expect(other.code).toBe(1)
    expect(other.out).toContain(`It is of ${origin}.`)
  })
})

/** A report whose signer vouches for false files. */
async function lying(name: 'log' | 'balances', text: string): Promise<Partial<typeof files>> {
  const lied = await madeReport(bodies, { key, previous: older }, (report) => ({
    ...report,
    attachments: {
      ...report.attachments,
      [name]: { digest: sha256(text), bytes: Buffer.byteLength(text) },
    },
  }))
  return {
    report: await place.file(`lying-${name}.jws`, lied.jws),
    [name]: await place.file(`lying-${name}.jsonl`, text),
    ...(name === 'log' && { balances: await place.file('its-balances.jsonl', lied.balances) }),
  }
}

describe('whatever was tampered with, the first thing that is wrong is said, and it ends with 1', () => {
  const someLine = () => bodies.findIndex((body) => body.startsWith('["transfer.settle"'))
  const altered = (at: number, change: (body: string) => string) =>
    jsonl(bodies.with(at, change(bodies[at] ?? '')))
  const inFile = async (name: 'log' | 'balances' | 'report' | 'previous', text: string) => ({
    [name]: await place.file(`altered-${name}`, text),
  })
  type Tampering = () => Promise<Partial<typeof files>>
  const cases: [what: string, check: string, finding: string, says: () => string, Tampering][] = [
    [
      'the signature of the report',
      'reportIsSigned',
      'signature_is_wrong',
      () => 'it was altered, or signed by someone else',
      () => inFile('report', made.jws.replace(/.{8}$/, 'AAAAAAAA')),
    ],
    [
      'a report cut short',
      'reportIsSigned',
      'jws_is_malformed',
      () => 'Fetch it again, whole.',
      () => inFile('report', made.jws.slice(0, -40)),
    ],
    [
      'a key that nobody vouches for',
      'reportIsSigned',
      'key_leaf_is_missing',
      () => `It names the key ${key.publicKey.kid}.`,
      async () => ({
        key: await place.file('strangers.json', wellKnown(await testKey('report', 3))),
      }),
    ],
    [
      'a key that ended before',
      'reportIsSigned',
      'key_was_not_valid',
      () => `The log had ${bodies.length.toLocaleString('en')} lines.`,
      async () => {
        const ended = { ...key, publicKey: { ...key.publicKey, until: 10 } }
        return { key: await place.file('ended.json', wellKnown(ended)) }
      },
    ],
    [
      'another report as the one before',
      'followsTheOneBefore',
      'previous_is_another',
      () => 'It names a report 1; you hold a report 1, or another one of that number.',
      async () => {
        const other = await madeReport(bodies, { key, toSize: 40 })
        return inFile('previous', other.jws)
      },
    ],
    [
      'one byte of the log',
      'logIsTheOneSigned',
      'attachment_is_another',
      () => 'log.jsonl has as many bytes as the report names, but not the same.',
      () =>
        inFile(
          'log',
          altered(someLine(), (body) => body.replace('"help"', '"gift"')),
        ),
    ],
    [
      'a line of the log that is none any more',
      'logIsTheOneSigned',
      'attachment_is_another',
      () => `Line ${(someLine() + 1).toLocaleString('en')} is the first that is wrong by itself.`,
      () =>
        inFile(
          'log',
          altered(someLine(), (body) => body.slice(1)),
        ),
    ],
    [
      'a line taken out of the log',
      'logIsTheOneSigned',
      'attachment_is_another',
      () => `Line ${(someLine() + 1).toLocaleString('en')} is the first that is wrong by itself.`,
      () => inFile('log', jsonl(bodies.toSpliced(someLine(), 1))),
    ],
    [
      'a log that its signer altered',
      'linesMakeTheRoot',
      'transfer_is_unmatched',
      () => `Look at line ${(someLine() + 1).toLocaleString('en')}.`,
      () =>
        lying(
          'log',
          altered(someLine(), (body) => body.replace('"help"', '"gift"')),
        ),
    ],
    [
      'a log that its signer cut off',
      'linesMakeTheRoot',
      'root_is_another',
      () => `The file has ${(bodies.length - 1).toLocaleString('en')} lines`,
      () => lying('log', jsonl(bodies.slice(0, -1))),
    ],
    [
      'a line of the balances',
      'balancesAreTheOnesSigned',
      'attachment_is_another',
      () => 'balances.jsonl has as many bytes as the report names',
      () => inFile('balances', made.balances.replace(/^\["./, '["!')),
    ],
    [
      'balances that their signer altered',
      'balancesMakeTheRoot',
      'balance_row_is_malformed',
      () => 'Look at line 2.',
      () => lying('balances', made.balances.replace(/\n\[/, '\n{')),
    ],
  ]
  test.each(cases)('%s', async (_, check, finding, says, tamper) => {
    const changed = await tamper()
    const ran = await verify(...full(changed), '--json')
    expect([ran.code, ran.json.ok, ran.err]).toEqual([1, false, ''])
    expect(firstOf(ran)).toMatchObject({ check, finding: { finding } })
    expect(firstOf(ran).says).toContain(says())
  })
})

test('to people it says what is wrong in its place, then which was the first', async () => {
  const other = await place.file('another-log.jsonl', older.log)
  const ran = await verify(...full({ log: other }))
  expect(ran.code).toBe(1)
  expect(ran.out).toContain('  ✗ The file of the log: This file is not the one the report names.')
  expect(ran.out).toContain('  – The totals: Not shown, because what it rests on does not hold')
  expect(ran.out).toContain('  ✓ Every balance: All ')
  const first = 'Something is wrong. First: The file of the log.'
  expect(ran.err).toBe(`${first}\nKeep all files as they are.\n`)
})

describe('other documents are known by their shape:', () => {
  const nodeAt = () => nodesOf(bodies.map((body) => leafHash(Buffer.from(body))))

  test('a checkpoint, beside the log it is of', async () => {
    const size = bodies.length - 3
    const note = await signCheckpoint({ origin, size, root: rootAt(nodeAt(), size) }, key)
    const path = await place.file('checkpoint', note)
    const ran = await verify(path, '--log', files.log, '--key', files.key)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(`A checkpoint of ${origin}`)
    expect(ran.out).toContain('Everything holds: all 2 checks.')
    const other = await place.file('checkpoint-2', note.replace(`${size}\n`, `${size - 1}\n`))
    const wrong = await verify(other, '--key', files.key, '--json')
    expect([wrong.code, firstOf(wrong).finding.finding]).toEqual([1, 'signature_is_wrong'])
  })

  test('a receipt, beside the log and a checkpoint of it', async () => {
    const seq = 20
    const leaf = leafHash(Buffer.from(bodies[seq] ?? ''))
    const at = JSON.parse(bodies[seq] ?? '')[2]
    const path = await place.file(
      'receipt',
      await signReceipt({ origin, seq, leaf, at }, receiptKey),
    )
    const root = rootAt(nodeAt(), bodies.length)
    const note = await signCheckpoint({ origin, size: bodies.length, root }, key)
    const beside = ['--log', files.log, '--checkpoint', await place.file('its-checkpoint', note)]
    const ran = await verify(path, ...beside, '--key', files.key)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('Everything holds: all 4 checks.')
    const alone = await verify(path, '--key', files.key)
    expect([alone.code, alone.out.match(/Not shown, because/g)?.length]).toEqual([0, 3])
    const other = await place.file('other-log.jsonl', jsonl(bodies.with(seq, '[]')))
    const wrong = await verify(path, '--log', other, '--key', files.key, '--json')
    expect([wrong.code, firstOf(wrong).finding.finding]).toEqual([1, 'receipt_is_broken'])
  })

  test('the proof of one member', async () => {
    const publicId = made.publicIds[0] ?? ''
    const proof = madeMemberProof(made, publicId)
    const path = await place.file('my-proof.json', memberProofText(proof))
    const ran = await verify(path, '--key', files.key)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('are counted in the sums of report 2.')
    const balance = proof.balance && {
      ...proof.balance,
      outSeconds: proof.balance.outSeconds + 900,
    }
    const other = await place.file('other.json', memberProofText({ ...proof, balance }))
    const wrong = await verify(other, '--key', files.key, '--json')
    expect([wrong.code, firstOf(wrong).finding.finding]).toEqual([1, 'balance_is_not_counted'])
  })
})

test('of a large file it tells how far it was read', async () => {
  const lines = Array.from({ length: 9000 }, (_, at) => `${at} ${'x'.repeat(1000)}`)
  const leaves = lines.map((line) => leafHash(Buffer.from(line)))
  const head = { origin, size: lines.length, root: rootAt(nodesOf(leaves), lines.length) }
  const note = await place.file('large', await signCheckpoint(head, key))
  const log = await place.file('large.jsonl', jsonl(lines))
  const ran = await verify(note, '--log', log, '--key', files.key)
  expect(ran.code).toBe(0)
  const told = ran.out.split('\n').filter((line) => line.startsWith('  kB of large.jsonl '))
  expect(told.length).toBeGreaterThan(20)
  expect(told.length).toBeLessThanOrEqual(50)
  expect(told.at(-1)).toMatch(/ 9053 of 9053$/)
  const quiet = await verify(note, '--log', log, '--key', files.key, '--json')
  expect(quiet.json.ok).toBe(true)
})

describe('what cannot begin ends with 2, not as something wrong:', () => {
  const nowhere = 'no-such-file'
  const asked: [what: string, words: () => string[], says: string][] = [
    ['no file', () => ['--key', files.key], 'Say FILE.'],
    ['no key', () => [files.report], 'Say --key FILE.'],
    ['a word too many', () => [files.report, files.log, '--key', files.key], 'There is no'],
    ['an option that is none', () => [files.report, '--keys', files.key], 'There is no'],
    ['a key without a value', () => [files.report, '--key='], '--key needs a value.'],
    ['a report that is not there', () => [nowhere, '--key', files.key], `not ${nowhere}`],
    ['a folder', () => [place.directory, '--key', files.key], 'a file that can be read'],
    ['a key that is not there', () => [files.report, '--key', nowhere], `not ${nowhere}`],
    ['keys that are none', () => [files.report, '--key', files.log], 'a JWK, or a set of JWKs'],
    ...['previous', 'log', 'balances', 'checkpoint'].map(
      (word): [string, () => string[], string] => [
        `no ${word}`,
        () => [files.report, '--key', files.key, `--${word}`, nowhere],
        `${word}: a file that can be read, not ${nowhere}`,
      ],
    ),
  ]
  test.each(asked)('%s', async (_, words, says) => {
    const ran = await verify(...words())
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toContain(says)
  })

  test('and in JSON says which field', async () => {
    const ran = await verify(files.report, '--key', nowhere, '--json')
    expect([ran.code, ran.json.fault]).toEqual([2, 'request_is_malformed'])
    expect(ran.json.fields).toMatchObject([{ pointer: '/key', received: nowhere }])
  })
})
