import { createHash } from 'node:crypto'
import {
  isFinding,
  nodesForInclusion,
  openCheckpoint,
  openReport,
  verifyLineProof,
  verifyMemberProof,
} from '@commonhour/proof'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAuditWorld, type World } from '../audit/world.ts'
import type { Who } from '../support/asking.ts'
import type { Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'

const day = 86_400_000
let world: World
let it: Acts
let ana: Someone
let luis: Someone
beforeEach(async () => {
  world = await openAuditWorld()
  it = actsOf(world.place)
  ana = await world.place.joins('Ana Soler')
  luis = await world.place.joins('Luis Vidal')
})
afterEach(() => world.place.dispose())

const ask = (...asked: Parameters<World['place']['ask']>) => world.place.ask(...asked)
const round = () => world.audit().round()
const gift = async (from: Someone, to: Someone, seconds = quarter): Promise<string> =>
  ok(await it.gift(from, to.account, seconds)).id
/** A report of the day it is, made on the day after. */
async function report(): Promise<string> {
  const on = new Date(world.place.now()).toISOString().slice(0, 10)
  world.place.pass(day)
  const body = { from: on, to: on }
  const { no } = ok(await ask(world.place.rosa, 'requestReport', {}, { body }))
  expect(await round()).toMatchObject({ reports: 1 })
  return String(no)
}
const fileOf = (who: Who, no: string, account: string, query: Record<string, string> = {}) =>
  ask(who, 'readMemberProof', { no, account }, { query })
async function statesOf(file: unknown) {
  const checks = await verifyMemberProof(JSON.stringify(file), await world.keys())
  return checks.map(({ finding, state }) => finding?.finding ?? state)
}
const proven = ['passed', 'passed', 'passed', 'passed']

describe('the line of a transfer', () => {
  test('waits for a signed head, stands in it, then in the newest report', async () => {
    await round()
    await it.helped(luis, ana, hour)
    const transfer = await gift(luis, ana)
    const early = await ask(ana, 'readTransferProof', { transfer })
    expect(outcome(early)).toBe('proof_is_not_ready')
    expect(early.body.detail).toContain('within a minute')
    await round()
    const covered = ok(await ask(ana, 'readTransferProof', { transfer }))
    expect(covered).toMatchObject({ transfer, report: null, signed: await world.note() })
    const head = await openCheckpoint(covered.signed, await world.keys())
    if (isFinding(head)) throw new Error(head.finding)
    expect(rootOver(covered)).toBe(Buffer.from(head.root).toString('base64'))
    const no = await report()
    const reported = ok(await ask(ana, 'readTransferProof', { transfer }))
    expect(reported).toMatchObject({ report: Number(no), body: covered.body })
    expect((await openReport(reported.signed, await world.keys())) as object).toMatchObject({
      report: { no: Number(no) },
    })
    const { root, toSize } = ok(await ask(null, 'readReport', { no }))
    expect([reported.root, reported.size, rootOver(reported)]).toEqual([root, toSize, root])
  })

  test('verifies as it is, under a head and under a report, and not once it is turned', async () => {
    await it.helped(luis, ana, hour)
    const transfer = await gift(luis, ana)
    await round()
    const states = async (file: object) => {
      const checks = await verifyLineProof(JSON.stringify(file), await world.keys())
      return checks.map(({ check, finding, state }) => [check, finding?.finding ?? state])
    }
    for (const under of ['a head', 'a report']) {
      if (under === 'a report') await report()
      const file = ok(await ask(ana, 'readTransferProof', { transfer }))
      expect(await states(file)).toEqual([
        ['headIsSigned', 'passed'],
        ['lineStandsUnderIt', 'passed'],
      ])
      const turned = [
        { ...file, body: file.body.replace('900', '1800') },
        { ...file, index: file.index + 1 },
        { ...file, proof: file.proof.slice(1) },
      ]
      for (const wrong of turned) {
        expect((await states(wrong)).at(-1)).toEqual([
          'lineStandsUnderIt',
          'line_is_not_in_the_report',
        ])
      }
      const other = { ...file, signed: file.signed.replace(/[A-Za-z](?=[^A-Za-z]*$)/, '0') }
      expect((await states(other)).map(([, state]) => state)).not.toContain('passed')
      expect(await states({ ...file, report: under === 'a head' ? 1 : null })).not.toContainEqual([
        'headIsSigned',
        'passed',
      ])
    }
    expect((await states({ transfer }))[0]?.[1]).toBe('line_proof_is_malformed')
  })

  test('is shown to its two sides and to auditors, to nobody else', async () => {
    await it.helped(luis, ana, hour)
    const transfer = await gift(luis, ana)
    await round()
    const nia = await world.place.joins('Nia Okafor')
    const asked = [ana, luis, world.place.rosa, nia]
    const said = await Promise.all(asked.map((who) => ask(who, 'readTransferProof', { transfer })))
    expect(said.map(outcome)).toEqual([200, 200, 200, 'not_found'])
  })

  test('hours set aside have one too', async () => {
    const exchange = await it.agreed(luis, ana, quarter)
    const { holds } = ok(await ask(ana, 'readExchange', { exchange }))
    await round()
    const { body } = ok(await ask(ana, 'readTransferProof', { transfer: holds[0] }))
    expect(body).toContain('transfer.hold')
  })
})

describe('what a member holds of a report', () => {
  test('verifies as it is: who signed, the lines, and the balance', async () => {
    await round()
    await it.helped(luis, ana, hour)
    await gift(luis, ana)
    const no = await report()
    const file = ok(await fileOf(ana, no, ana.account))
    expect(file).toMatchObject({
      lines: [{}, {}],
      balance: { inSeconds: quarter, outSeconds: hour },
      withheld: null,
    })
    expect(await statesOf(file)).toEqual(proven)
  })

  test('is refused wherever a field of it is turned', async () => {
    await it.helped(luis, ana, hour)
    const no = await report()
    const file = ok(await fileOf(ana, no, ana.account))
    const [line] = file.lines
    const { balance } = file
    const turned = [
      { ...file, report: file.report.replace(/.$/, (end: string) => (end === 'A' ? 'Q' : 'A')) },
      { ...file, publicId: 'another' },
      { ...file, lines: [{ ...line, index: line.index - 1 }] },
      { ...file, lines: [{ ...line, body: line.body.replace('3600', '7200') }] },
      { ...file, lines: [{ ...line, proof: line.proof.slice(1) }] },
      { ...file, balance: { ...balance, inSeconds: hour } },
      { ...file, balance: { ...balance, outSeconds: 0 } },
      { ...file, balance: { ...balance, index: balance.index ^ 1 } },
      { ...file, balance: { ...balance, path: balance.path.slice(1) } },
      { ...file, balance: { ...balance, salt: Buffer.alloc(32).toString('base64') } },
    ]
    for (const wrong of turned) {
      const failed = (await statesOf(wrong)).filter((state) => !/^(passed|notShown)$/.test(state))
      expect(failed, JSON.stringify({ ...wrong, report: '' })).not.toEqual([])
    }
    expect(await statesOf(file)).toEqual(proven)
  })

  test('is one line of it where one is asked for, or those of some days', async () => {
    await it.helped(luis, ana, hour)
    const before = await gift(luis, ana)
    await report()
    const after = await gift(luis, ana)
    const second = await report()
    const late = await gift(luis, ana)
    await round()
    const one = ok(await fileOf(ana, second, ana.account, { transfer: after }))
    expect(one.lines).toHaveLength(1)
    expect(one.lines[0].body).toContain(after)
    expect(await statesOf(one)).toEqual(proven)
    const days = ok(await fileOf(ana, second, ana.account, { to: '2026-03-02' }))
    expect(days.lines.map(({ body }: { body: string }) => body.includes(before))).toContain(true)
    expect(days.lines).toHaveLength(2)
    expect(ok(await fileOf(ana, second, ana.account)).lines).toHaveLength(3)
    expect(ok(await fileOf(ana, '1', ana.account)).lines).toHaveLength(2)
    const early = await fileOf(ana, '1', ana.account, { transfer: after })
    expect([outcome(early), early.body.detail]).toEqual([
      'proof_is_not_ready',
      expect.stringContaining('once the auditors have had a later one made'),
    ])
    expect(outcome(await fileOf(ana, second, ana.account, { transfer: late }))).toBe(
      'proof_is_not_ready',
    )
    const both = { transfer: after, from: '2026-03-02' }
    expect(outcome(await fileOf(ana, second, ana.account, both))).toBe('request_is_malformed')
  })

  test('holds a hundred lines at most, the newest', async () => {
    await it.helped(luis, ana, hour)
    for (let count = 0; count < 50; count += 1) {
      await gift(luis, ana)
      await it.helped(luis, ana, quarter)
    }
    const file = ok(await fileOf(ana, await report(), ana.account))
    expect(file.lines).toHaveLength(100)
    const indexes = file.lines.map(({ index }: { index: number }) => index)
    expect(indexes).toEqual([...indexes].sort((one, other) => other - one))
    expect(await statesOf(file)).toEqual(proven)
  })

  test('is theirs alone, and a delegate’s who may see: never an auditor’s', async () => {
    await it.helped(luis, ana, hour)
    const no = await report()
    const nia = await world.place.joins('Nia Okafor')
    const askers = [ana, luis, world.place.rosa, nia]
    const said = await Promise.all(askers.map((who) => fileOf(who, no, ana.account)))
    expect(said.map(outcome)).toEqual([200, 'not_found', 'not_found', 'not_found'])
    const body = { id: world.place.id(), delegate: nia.member, scope: 'see', untilOn: '2026-06-30' }
    ok(await ask(ana, 'offerDelegation', { member: ana.member }, { body }))
    ok(await ask(nia, 'acceptDelegation', { delegation: body.id }))
    const headers = { 'on-behalf-of': ana.member }
    const forAna = await ask(nia, 'readMemberProof', { no, account: ana.account }, { headers })
    expect(await statesOf(ok(forAna))).toEqual(proven)
    expect(
      outcome(
        await ask(world.place.rosa, 'readMemberProof', { no, account: ana.account }, { headers }),
      ),
    ).toBe('actor_may_not_act_for_them')
    expect(outcome(await fileOf(world.place.rosa, no, world.place.pool))).toBe('not_found')
    // Nia joined after it ended.
    expect(outcome(await fileOf(nia, no, nia.account))).toBe('proof_is_not_ready')
    expect(outcome(await fileOf(ana, '9', ana.account))).toBe('not_found')
  })

  test('says of a balance whose salt was erased that nothing can be shown of it', async () => {
    await it.helped(luis, ana, hour)
    const no = await report()
    await world.place.books.client.execute('DELETE FROM report_salt')
    const file = ok(await fileOf(ana, no, ana.account))
    expect(file).toMatchObject({ balance: null, withheld: 'salt_was_erased' })
    expect(await statesOf(file)).toEqual(['passed', 'passed', 'passed', 'notShown'])
    expect(await round()).not.toMatchObject({ alarms: 1 })
  })
})

test('what a proof looks up grows with the digits of the log, not with the log', () => {
  for (const size of [1_000, 1_000_000, 1_000_000_000]) {
    const most = 2 * Math.ceil(Math.log2(size))
    for (const index of [0, 7, size / 2, size - 1]) {
      expect(nodesForInclusion(index, size).length).toBeLessThanOrEqual(most)
    }
  }
})

/** The root that a line and its proof make, reckoned here by the definition (RFC 9162 §2.1.3.2). */
function rootOver(it: { index: number; size: number; body: string; proof: string[] }): string {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  let hash = sha(Uint8Array.of(0), Buffer.from(it.body))
  let [at, last] = [it.index, it.size - 1]
  for (const beside of it.proof.map((text) => Buffer.from(text, 'base64'))) {
    const isRight = at % 2 === 1 || at === last
    hash = isRight ? sha(Uint8Array.of(1), beside, hash) : sha(Uint8Array.of(1), hash, beside)
    while (isRight && at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1]
    ;[at, last] = [at >> 1, last >> 1]
  }
  return hash.toString('base64')
}
