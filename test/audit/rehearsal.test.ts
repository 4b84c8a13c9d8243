import { type KeyWrite, writeKeys } from '@commonhour/ledger'
import {
  firstFinding,
  isFinding,
  openCheckpoint,
  openReport,
  type PublicKey,
  readPublicKey,
  type SigningKey,
  seedOf,
  signingKeyOf,
  signReport,
  succeedKeys,
  verifyReport,
} from '@commonhour/proof'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failedText } from '../../packages/proof/words/failed.ts'
import { ok } from '../api/acts.ts'
import { base } from '../support/asking.ts'
import { recovery, secret } from '../support/auditing.ts'
import { openAuditWorld, type World } from './world.ts'

// SECURITY, "A key that is lost or stolen", from the first report to what everybody holds at the
// end: stewards, the thief, and an outsider who never fetched the keys again.

const day = 86_400_000
const [second, third] = [
  'the secret after the theft, 32 B.',
  'the secret after the fire, 32 B..',
].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array]

let world: World
beforeEach(async () => {
  world = await openAuditWorld()
})
afterEach(() => world.place.dispose())

interface Known {
  readonly origin: string
  readonly keys: readonly PublicKey[]
}

/** The keys as anyone fetches them, `/.well-known/commonhour.json`. */
async function published(): Promise<Known> {
  const request = new Request(`${base}/.well-known/commonhour.json`)
  const answer = await world.place.api.fetch(request, { address: '127.0.0.1' })
  const { communities } = (await answer.json()) as { communities: { riverside: Known } }
  const { keys, origin } = communities.riverside
  return { origin, keys: keys.map(readPublicKey).filter((key) => !isFinding(key)) as PublicKey[] }
}
const reportKeys = ({ keys }: Known) => keys.filter(({ use }) => use === 'report')

/** A day goes by with help in it; an auditor has it reported, under the host's secret then. */
async function reported(no: number, hostSecret: Uint8Array): Promise<string> {
  const { ask, now, pass, rosa } = world.place
  await world.help()
  const on = new Date(now()).toISOString().slice(0, 10)
  pass(day)
  ok(await ask(rosa, 'requestReport', {}, { body: { from: on, to: on } }))
  expect(await world.audit({ secret: hostSecret }).round()).toMatchObject({ reports: 1 })
  const headers = { accept: 'application/jose' }
  return String((await ask(null, 'readReport', { no: String(no) }, { headers })).body)
}

async function finding(no: number, report: string, previous: string | null, known: Known) {
  const attached = async (name: 'readReportLog' | 'readReportBalances') => [
    String((await world.place.ask(world.place.rosa, name, { no: String(no) })).body),
  ]
  const checks = await verifyReport({
    ...{ ...known, report, log: await attached('readReportLog') },
    balances: await attached('readReportBalances'),
    ...(previous !== null && { previous }),
  })
  return firstFinding(checks)
}

/** The stewards bring their paper. */
async function recover(hostSecret: Uint8Array, voidFrom: number | null) {
  const next = await succeedKeys(hostSecret, await world.keys(), recovery, voidFrom)
  const writes: KeyWrite[] = [
    ...(next.voided === null ? [] : [{ act: 'voided', ...next.voided } as const]),
    { act: 'introduced', ...next.receipt },
    { act: 'introduced', ...next.report },
  ]
  expect(await writeKeys(world.place.books, writes, world.place.now())).toBeNull()
}

test('a theft and a loss, whole: what stood stands, what the thief signs counts for nothing', async () => {
  const first = await reported(1, secret)
  const old = await published()
  const trusted = (await world.bodies()).length
  const { origin } = old
  const thief: SigningKey = await signingKeyOf(
    seedOf(secret, { origin, use: 'report', generation: 0 }),
    'report',
  )

  // 1. Stolen: audit is stopped, another secret put in place, the old key void from there on.
  await recover(second, trusted + 1)
  const after = await reported(2, second)
  const now = await published()
  expect(reportKeys(now).map(({ until }) => until)).toEqual([trusted, null])
  expect(now.keys).toEqual(
    expect.arrayContaining(old.keys.filter(({ use }) => use !== 'report' && use !== 'receipt')),
  )
  expect(await finding(1, first, null, now)).toBeNull()
  expect(await finding(2, after, first, now)).toBeNull()

  // 2. What the thief signs beyond that size is refused by whoever fetched the keys again.
  const genuine = await openReport(after, now)
  if (isFinding(genuine)) throw new Error(genuine.finding)
  const forged = await signReport({ ...genuine.report, keyLeaf: null }, thief)
  expect(await openReport(forged, now)).toMatchObject({ finding: 'key_was_not_valid' })

  // 3. Who has the old keys only: a report brings the line of its key along; a head does not, and
  // is refused in a sentence that says what to do. That is why whoever holds reports is told.
  expect(await finding(2, after, first, old)).toBeNull()
  const unknown = await openCheckpoint(await world.note(), old)
  if (!isFinding(unknown)) throw new Error('A head under a new key passed for an old client.')
  expect(unknown.finding).toBe('key_is_unknown')
  expect(failedText(unknown)).toMatch(/^[A-Z].*key.*\.$/)
  expect(isFinding(await openCheckpoint(await world.note(), now))).toBe(false)

  // 4. Lost: the same without voiding; nothing that was signed falls.
  const size = (await world.bodies()).length
  await recover(third, null)
  const last = await reported(3, third)
  const atLast = await published()
  expect(reportKeys(atLast).map(({ until }) => until === null)).toEqual([false, false, true])
  expect(reportKeys(atLast)[1]?.until).toBeGreaterThanOrEqual(size)
  for (const [no, report, before] of [
    [1, first, null],
    [2, after, first],
    [3, last, after],
  ] as const) {
    expect([no, await finding(no, report, before, atLast)]).toEqual([no, null])
  }
  // Retired keys stay where everybody fetches them.
  expect(new Set(atLast.keys.map(({ kid }) => kid))).toEqual(
    new Set([...old.keys, ...now.keys, ...atLast.keys].map(({ kid }) => kid)),
  )
})

test('a report that was signed after the theft is void, and audit makes none upon it', async () => {
  await reported(1, secret)
  const { ask, pass, rosa } = world.place
  await recover(second, 1)
  pass(day)
  ok(await ask(rosa, 'requestReport', {}, { body: { from: '2026-03-03', to: '2026-03-03' } }))
  expect(await world.audit({ secret: second }).round()).toEqual({ alarms: 1 })
  expect(await world.alarms()).toEqual(['previous_report_is_not_ours'])
  // The log is sealed on, and anyone is told so: only reports wait.
  await world.help()
  expect(await world.audit({ secret: second }).round()).toEqual({ alarms: 1 })
  expect((await world.heads()).at(-1)).toBe((await world.bodies()).length)
  expect(ok(await ask(null, 'readProof', {}))).not.toHaveProperty('unsignedSince')
  expect(ok(await ask(rosa, 'readAlarm', {})).alarm.code).toBe('previous_report_is_not_ours')
})
