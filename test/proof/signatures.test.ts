import type { ReportSignatures } from '@commonhour/contract'
import {
  type CheckName,
  cosign,
  digestOfReport,
  fileKindOf,
  kidOf,
  type Shown,
  type SigningKey,
  signingKeyOf,
  tellChecks,
  verdictOf,
  verifyReport,
} from '@commonhour/proof'
import { beforeAll, describe, expect, test } from 'vitest'
import { madeLog } from '../support/log.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport } from '../support/reports.ts'

/** Keys that stewards made for themselves. */
let [rosa, tom, grace]: SigningKey[] = []
let key: SigningKey
let founding: string[]
beforeAll(async () => {
  const seeds = [1, 2, 3].map((fill) => new Uint8Array(32).fill(fill))
  ;[rosa, tom, grace] = await Promise.all(seeds.map((seed) => signingKeyOf(seed, 'report')))
  key = await testKey('report')
  const keys = [origin, key.publicKey.x, (await testKey('recovery')).publicKey.x]
  founding = [...madeLog(60, { seed: 5, keys }).bodies]
})

type Step = [act: 'added' | 'removed', of: SigningKey | undefined, needed: number]
/** A report over a log in which these steps stand. */
async function reported(...steps: Step[]): Promise<MadeReport> {
  const at = Number(JSON.parse(founding.at(-1) ?? '')[2])
  const lines = steps.map(([act, of, needed], more) => {
    const { kid, x } = of?.publicKey ?? { kid: '', x: '' }
    return JSON.stringify([`cosigner.${act}`, 60 + more, at, 'member', kid, x, needed, 'actor'])
  })
  return madeReport([...founding, ...lines], { key })
}

/** What the API hands out once these have signed. */
async function signed(
  { jws, report: { no } }: MadeReport,
  by: (SigningKey | undefined)[],
  more: Partial<ReportSignatures> = {},
): Promise<string> {
  const said = { origin, no, digest: digestOfReport(jws) }
  const signatures = by.map(async (one) => ({
    kid: kidOf(one?.publicKey.x ?? ''),
    signature: await cosign(said, one?.privateKey as CryptoKey),
    at: '2026-04-03T10:00:00Z',
  }))
  const cosigners = [rosa, tom, grace].map((one) => {
    const { kid, x } = one?.publicKey ?? { kid: '', x: '' }
    return { kid, x }
  })
  const { digest } = said
  const all = { no, digest, needed: 0, cosigners, signatures: await Promise.all(signatures) }
  return JSON.stringify({ ...all, ...more })
}

async function look(made: MadeReport, signatures: string, more: Partial<Shown> = {}) {
  const shown = {
    ...{ report: made.jws, keys: [key.publicKey], origin, signatures },
    ...{ log: [made.log], balances: [made.balances] },
    ...more,
  }
  const checks = tellChecks(await verifyReport(shown), 'report', shown)
  const [last] = checks.slice(-1)
  expect(last?.check).toBe('stewardsSigned' satisfies CheckName)
  expect(last?.says).toMatch(/^[A-Z].*\.$/)
  expect(last?.says).not.toMatch(/undefined|NaN|null| {2}/)
  return { state: last?.state, finding: last?.finding?.finding, says: last?.says, checks }
}

describe('stewards’ signatures', () => {
  test('hold where as many are good as the log asks for, named by key', async () => {
    const made = await reported(['added', rosa, 1], ['added', tom, 2])
    const { checks, says, state } = await look(made, await signed(made, [rosa, tom]))
    expect(state).toBe('passed')
    const kids = [rosa, tom].map((one) => one?.publicKey.kid).join(', ')
    expect(says).toBe(`The log asks for 2; 2 are good, by keys that it names: ${kids}.`)
    expect(verdictOf(checks)).toMatchObject({ state: 'partly' })
    expect(checks.filter((one) => one.state === 'notShown').map(({ check }) => check)).toEqual([
      'followsTheOneBefore',
    ])
  })

  test('are not shown where fewer are here, whatever the file says is asked for', async () => {
    const made = await reported(['added', rosa, 1], ['added', tom, 2])
    const { says, state } = await look(made, await signed(made, [rosa, rosa]))
    expect([state, says]).toEqual([
      'notShown',
      'Not shown, because the log asks for 2, and 1 are here.',
    ])
  })

  test('by keys that entered later, or had left, do not count', async () => {
    const made = await reported(['added', rosa, 0], ['added', tom, 1], ['removed', tom, 1])
    const all = await look(made, await signed(made, [rosa, tom, grace]))
    expect(all.state).toBe('passed')
    expect(all.says).toContain('2 more fit keys that this log does not name')
    const others = await look(made, await signed(made, [tom, grace]))
    expect(others.state).toBe('notShown')
    expect(others.says).toContain('the log asks for 1, and 0 are here. 2 more fit keys')
  })

  test('of a key that nobody names are left out', async () => {
    const made = await reported(['added', rosa, 1])
    const { says, state } = await look(made, await signed(made, [rosa, tom], { cosigners: [] }))
    expect([state, says?.includes('more fit')]).toEqual(['passed', false])
  })

  test('are nothing to show where the log asks for none', async () => {
    const made = await reported()
    const { says, state } = await look(made, await signed(made, []))
    expect([state, says]).toEqual([
      'notShown',
      'Nothing to show: the log asks for no steward’s signature.',
    ])
  })

  test('show nothing without the log, or with another one', async () => {
    const made = await reported(['added', rosa, 1])
    const text = await signed(made, [rosa])
    const { log: _, ...rest } = { log: undefined }
    const { checks } = await look(made, text, { log: [made.log.replace('"help"', '"halp"')] })
    expect(checks.at(-1)).toMatchObject({ state: 'notShown' })
    const shown = { report: made.jws, keys: [key.publicKey], origin, signatures: text, ...rest }
    const [last] = tellChecks(await verifyReport(shown), 'report', shown).slice(-1)
    expect(last).toMatchObject({
      state: 'notShown',
      says: 'Not shown, because log.jsonl was not handed in.',
    })
  })

  test('are wrong where one does not fit, even without the log', async () => {
    const made = await reported(['added', rosa, 1])
    const { signatures } = JSON.parse(await signed(made, [tom])) as ReportSignatures
    const forged = [{ ...signatures[0], kid: rosa?.publicKey.kid }]
    const text = await signed(made, [], { signatures: forged as ReportSignatures['signatures'] })
    const { finding, says } = await look(made, text)
    expect(finding).toBe('cosignature_is_wrong')
    expect(says).toContain(`It names the key ${rosa?.publicKey.kid}.`)
    const shown = { report: made.jws, keys: [key.publicKey], origin, signatures: text }
    expect((await verifyReport(shown)).at(-1)?.state).toBe('failed')
  })

  test('of another report, or none at all, are wrong', async () => {
    const made = await reported(['added', rosa, 1])
    for (const other of [{ no: 7 }, { digest: '0'.repeat(64) }]) {
      const { finding } = await look(made, await signed(made, [rosa], other))
      expect(finding).toBe('signatures_are_of_another_report')
    }
    for (const none of ['', '{}', '{"no":1}', made.jws]) {
      expect((await look(made, none)).finding).toBe('signatures_are_malformed')
    }
  })

  test('a kid that is not its key’s own names nobody', async () => {
    const made = await reported(['added', rosa, 1])
    const cosigners = [{ kid: rosa?.publicKey.kid ?? '', x: tom?.publicKey.x ?? '' }]
    const { state } = await look(made, await signed(made, [rosa], { cosigners }))
    expect(state).toBe('passed')
    const { state: none } = await look(
      await reported(),
      await signed(await reported(), [tom], { cosigners }),
    )
    expect(none).toBe('notShown')
  })

  test('are told as not shown where the report is not signed itself', async () => {
    const made = await reported(['added', rosa, 1])
    const { says, state } = await look(made, await signed(made, [rosa]), { report: 'a.b.c' })
    expect([state, says]).toEqual(['notShown', expect.stringContaining('nothing holds it up')])
  })

  test('are known by their beginning', async () => {
    expect(fileKindOf(await signed(await reported(), []))).toBe('signatures')
  })
})
