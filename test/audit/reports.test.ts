import type { Report } from '@commonhour/contract'
import { saltQuery, snapshot } from '@commonhour/ledger'
import {
  balanceProofOf,
  balanceRootOf,
  balanceTreeOf,
  commitmentOf,
  cosign,
  firstFinding,
  isFinding,
  readBalances,
  refusalOfBalance,
  signingKeyOf,
  verifyReport,
} from '@commonhour/proof'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAuditWorld, type World } from './world.ts'

const day = 86_400_000
/** Keys that stewards made for themselves. */
const own = await signingKeyOf(new Uint8Array(32).fill(9), 'report')
const other = await signingKeyOf(new Uint8Array(32).fill(8), 'report')
let world: World
beforeEach(async () => {
  world = await openAuditWorld()
  await world.help()
  await world.audit().round()
})
afterEach(() => world.place.dispose())

const rosa = () => world.place.rosa
/** Rosa, who audits too, asks for a report of days; audit makes it in its next round. */
async function report(from: string, to: string): Promise<Report> {
  const asked = await world.place.ask(rosa(), 'requestReport', {}, { body: { from, to } })
  if (asked.status !== 202) throw new Error(JSON.stringify(asked.body))
  expect(asked.body).toMatchObject({ period: { from, to }, toSize: null, issuedAt: null })
  expect(await world.audit().round()).toMatchObject({ reports: 1 })
  const said = await world.place.ask(null, 'readReport', { no: String(asked.body.no) })
  expect(said.status).toBe(200)
  return said.body
}
const signed = async (no: number) => {
  const headers = { accept: 'application/jose' }
  const said = await world.place.ask(null, 'readReport', { no: String(no) }, { headers })
  expect(said.headers.get('content-type')).toBe('application/jose')
  return String(said.body)
}
const attachment = async (no: number, which: 'readReportLog' | 'readReportBalances') => {
  const said = await world.place.ask(rosa(), which, { no: String(no) })
  expect([said.status, said.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  return String(said.body)
}

test('an auditor has a report made, and an outsider verifies all of it offline', async () => {
  world.place.pass(day)
  const first = await report('2026-03-01', '2026-03-02')
  await world.help(7200)
  world.place.pass(2 * day)
  const second = await report('2026-03-03', '2026-03-03')
  expect(first).toMatchObject({ no: 1, fromSize: 0, previous: null })
  expect(second).toMatchObject({ no: 2, previous: { no: 1, size: first.toSize } })
  expect(first.transfers.help).toEqual({ count: 1, seconds: 3600 })
  expect(second.transfers.help).toEqual({ count: 1, seconds: 7200 })
  expect(second.accounts).toMatchObject({ count: 4, inSeconds: 10_800, outSeconds: 10_800 })
  const checks = await verifyReport({
    report: await signed(2),
    previous: await signed(1),
    log: [await attachment(2, 'readReportLog')],
    balances: [await attachment(2, 'readReportBalances')],
    ...(await world.keys()),
  })
  expect(firstFinding(checks)).toBeNull()
  expect(checks.filter(({ state }) => state !== 'passed')).toEqual([])
  await world.audit().round({ whole: true })
  expect(await world.alarms()).toEqual([])
})

test('a report covers exactly the lines of its days', async () => {
  world.place.pass(day)
  await world.help(1800)
  const bodies = (await world.bodies()).map((body) => JSON.parse(body) as [string, number, number])
  const end = Date.parse('2026-03-03T00:00:00Z')
  const { toSize } = await report('2026-03-02', '2026-03-02')
  expect(toSize).toBe(bodies.filter(([, , at]) => at < end).length)
  expect(bodies.length).toBeGreaterThan(toSize)
})

test('a member finds their own balance counted in a report, by a salt told to nobody else', async () => {
  world.place.pass(day)
  const { accounts } = await report('2026-03-02', '2026-03-02')
  const { rows } = await readBalances([await attachment(1, 'readReportBalances')])
  if (isFinding(rows)) throw new Error(rows.finding)
  const tree = balanceTreeOf(rows)
  if (isFinding(tree)) throw new Error(tree.finding)
  expect(balanceRootOf(tree).leafCount).toBe(accounts.balanceLeaves)
  const { salt } = await snapshot(world.place.books, { salt: saltQuery(1, world.ana.account) })
  if (salt === null) throw new Error('There is no salt.')
  const bytes = Uint8Array.from(salt.salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const own = { commitment: commitmentOf(salt.publicId, bytes), inSeconds: 0, outSeconds: 3600 }
  const proof = balanceProofOf(tree, salt.place)
  expect(refusalOfBalance(own, proof, balanceRootOf(tree))).toBeNull()
  expect(refusalOfBalance({ ...own, outSeconds: 0 }, proof, balanceRootOf(tree))).not.toBeNull()
})

test('reports are asked for by auditors, of days that are over, one after the other', async () => {
  const { ask, pass } = world.place
  const refused = async (from: string, to: string, who = rosa()) => {
    const said = await ask(who, 'requestReport', {}, { body: { from, to } })
    return said.body.code
  }
  expect(await refused('2026-03-01', '2026-03-01', world.ana)).toBe('actor_is_not_an_auditor')
  expect(await refused('2026-03-02', '2026-03-02')).toBe('report_period_is_not_over')
  expect(await refused('2026-03-02', '2026-03-01')).toBe('request_is_malformed')
  pass(3 * day)
  expect(await refused('2026-03-01', '2026-03-03')).toBeUndefined()
  expect(await refused('2026-03-01', '2026-03-03')).toBe('report_is_waiting')
  const waiting = await ask(null, 'readReport', { no: '1' })
  expect([waiting.status, waiting.body.code]).toEqual([409, 'proof_is_not_ready'])
  await world.audit().round()
  expect(await refused('2026-03-01', '2026-03-02')).toBe('report_period_goes_back')
  expect((await ask(null, 'readReport', { no: '2' })).status).toBe(404)
  expect((await ask(null, 'readReport', { no: '0' })).body.code).toBe('request_is_malformed')
  const { items } = (await ask(null, 'listReports', {})).body
  expect(items).toMatchObject([{ no: 1, fromSize: 0, period: { to: '2026-03-03' } }])
})

test('who holds a report need not ask again; attachments are for auditors alone', async () => {
  world.place.pass(day)
  await report('2026-03-02', '2026-03-02')
  const { ask } = world.place
  const said = await ask(null, 'readReport', { no: '1' })
  expect(said.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(said.headers.get('vary')).toBe('Accept')
  for (const name of ['readReportLog', 'readReportBalances'] as const) {
    expect((await ask(null, name, { no: '1' })).status).toBe(401)
    expect((await ask(world.ana, name, { no: '1' })).body.code).toBe('actor_is_not_an_auditor')
  }
})

describe('audit issues no report over', () => {
  test('lines that were altered', async () => {
    world.place.pass(day)
    const [row] = await world.rows(
      "SELECT sql FROM sqlite_schema WHERE name = 'log_is_never_updated'",
    )
    world.asOwner(
      'DROP TRIGGER log_is_never_updated',
      `UPDATE log SET body = replace(body, '3600', '3601')`,
      String(row?.sql),
    )
    const body = { from: '2026-03-02', to: '2026-03-02' }
    await world.place.ask(rosa(), 'requestReport', {}, { body })
    expect(await world.audit().round()).toEqual({ alarms: 1 })
    expect(await world.alarms()).toEqual(['log_is_altered'])
    expect((await world.place.ask(null, 'readReport', { no: '1' })).status).toBe(409)
  })

  test('report_is_altered: another report before it', async () => {
    world.place.pass(day)
    await report('2026-03-01', '2026-03-02')
    const [row] = await world.rows(
      "SELECT sql FROM sqlite_schema WHERE name = 'report_is_never_updated'",
    )
    world.asOwner(
      'DROP TRIGGER report_is_never_updated',
      `UPDATE report SET jws = replace(jws, '.', 'x.')`,
      String(row?.sql),
    )
    world.place.pass(day)
    const body = { from: '2026-03-03', to: '2026-03-03' }
    await world.place.ask(rosa(), 'requestReport', {}, { body })
    expect(await world.audit().round()).toEqual({ alarms: 1 })
    expect(await world.alarms()).toEqual(['report_is_altered'])
  })
})

describe('co-signers', () => {
  const enter = (x: string, needed: number, who = rosa()) =>
    world.place.ask(who, 'enterCosigner', {}, { body: { x, needed } })
  const sign = (signature: string, who = rosa()) =>
    world.place.ask(who, 'signReport', { no: '1' }, { body: { signature } })

  test('sign a report with keys of their own, and anyone counts the signatures', async () => {
    world.place.pass(day)
    const { origin } = await report('2026-03-02', '2026-03-02')
    const { digest } = (await world.place.ask(null, 'listReports', {})).body.items[0]
    const said = { origin, no: 1, digest }
    expect((await sign(await cosign(said, own.privateKey))).body.code).toBe('cosigner_is_unknown')
    expect((await enter(own.publicKey.x, 2)).body.code).toBe('cosigners_are_too_few')
    expect((await enter(own.publicKey.x, 1, world.ana)).body.code).toBe('actor_is_not_an_auditor')
    expect((await enter(own.publicKey.x, 1)).status).toBe(201)
    expect((await enter(other.publicKey.x, 1)).body.code).toBe('id_is_taken')
    for (const wrong of [
      await cosign(said, other.privateKey),
      await cosign({ ...said, no: 2 }, own.privateKey),
      await cosign({ ...said, digest: '0'.repeat(64) }, own.privateKey),
    ]) {
      expect((await sign(wrong)).body.code).toBe('signature_is_not_good')
    }
    const signature = await cosign(said, own.privateKey)
    expect((await sign(signature)).status).toBe(201)
    expect((await sign(signature)).body.code).toBe('report_is_signed_already')
    const { kid } = own.publicKey
    expect((await world.place.ask(null, 'readReportSignatures', { no: '1' })).body).toMatchObject({
      ...{ no: 1, digest, needed: 1, cosigners: [{ kid }] },
      signatures: [{ kid, signature }],
    })
    expect((await world.bodies()).at(-1)).toContain('cosigner.added')
    await world.audit().round({ whole: true })
    expect(await world.alarms()).toEqual([])
  })

  test('leave, and what they signed stays', async () => {
    const leave = (needed: number, who = rosa()) =>
      world.place.ask(who, 'leaveCosigners', {}, { body: { needed } })
    await enter(own.publicKey.x, 0)
    expect((await leave(0, world.ana)).body.code).toBe('cosigner_is_unknown')
    expect((await leave(1)).body.code).toBe('cosigners_are_too_few')
    expect((await leave(0)).body).toMatchObject({ kid: own.publicKey.kid })
    expect((await world.place.ask(rosa(), 'listCosigners', {})).body.items).toEqual([])
    // A key that stood in the log is nobody's again.
    expect((await enter(own.publicKey.x, 0)).body.code).toBe('id_is_taken')
  })
})
