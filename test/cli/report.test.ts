import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOf } from '@commonhour/contract'
import { cosign, digestOfReport, isCosigned, payloadOf, readOwnKey } from '@commonhour/proof'
import { openStandalone, type Standalone } from '@commonhour/standalone'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importOf, smallBank } from './banks.ts'
import { openPlace, type Place, type Ran, root } from './place.ts'

const auditor = 'rosa@portland.example'
const slug = 'portland'
const yesterday = dayOf(Date.now() - 86_400_000)

let place: Place
let standalone: Standalone | null
let folder: string
beforeAll(async () => {
  place = await openPlace()
  folder = join(await mkdtemp(join(tmpdir(), 'commonhour-report-')), 'one')
  standalone = await openStandalone({
    ...{ root, directory: place.directory, base: 'http://localhost:8787', assets: new Map() },
    ...{ production: false, demo: false, environment: {}, say: () => {} },
  })
  const more = ['--coordinator', auditor, '--coordinator-name', 'Rosa Keane']
  expect(await place.run(importOf(smallBank, more))).toMatchObject({ code: 0, err: '' })
  await audit()
}, 120_000)
afterAll(async () => {
  await standalone?.close()
  await place.remove()
})

async function audit(): Promise<void> {
  const asked = new Request('http://localhost:8787/dev/audit', { method: 'POST' })
  expect((await standalone?.fetch(asked, '127.0.0.1'))?.status).toBe(200)
}
const create = (...more: string[]) =>
  place.run(['report', 'create', '--community', slug, '--as', auditor, ...more])
const days = ['--from', yesterday, '--to', yesterday]

describe('refused', () => {
  test.each([
    [['--from', yesterday, '--to', '2020-01-01'], 'request_is_malformed'],
    [['--from', 'soon', '--to', yesterday], 'request_is_malformed'],
    [['--from', yesterday, '--to', dayOf(Date.now())], 'report_period_is_not_over'],
    [[...days, '--as', 'nobody@portland.example'], 'actor_is_not_a_member'],
    [[...days, '--community', 'nowhere'], 'community_is_unknown'],
  ])('%j: %s', async (more, code) => {
    const ran = await create(...more, '--json')
    expect([ran.code, ran.json.fault]).toEqual([1, code])
  })

  test('whoever is no auditor has none made', async () => {
    const { rows = [] } =
      (await standalone?.open('host').execute({
        sql: 'SELECT email FROM person WHERE email <> ? ORDER BY email LIMIT 1',
        args: [auditor],
      })) ?? {}
    const ran = await create(...days, '--as', String(rows[0]?.email), '--json')
    expect(ran.json.fault).toBe('actor_is_not_an_auditor')
  })

  test('what is not there cannot be fetched', async () => {
    const fetch = ['report', 'fetch', '7', '--community', slug, '--to', folder, '--json']
    expect((await place.run(fetch)).json.fault).toBe('not_found')
    const none = await place.run(['report', 'fetch', 'x', '--community', slug, '--to', folder])
    expect(none).toMatchObject({ code: 1 })
    expect(none.err).toContain('the number of a report, not x')
  })
})

describe('while the host runs', { timeout: 240_000 }, () => {
  test('a report is asked for and waited for until audit has signed it', async () => {
    let ran: Ran | undefined
    const asked = create(...days).then((one) => {
      ran = one
    })
    // As audit's clock would: again and again, whenever the request comes.
    while (ran === undefined) await Promise.all([audit(), new Promise((go) => setTimeout(go, 500))])
    await asked
    expect(ran, ran.err).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(
      /^Report 1 is asked for.*\nIt is made and signed\. Its SHA-256 is [0-9a-f]{64}\.$/m,
    )
    const listed = await place.run(['report', 'list', '--community', slug])
    expect(listed.out).toMatch(new RegExp(`^ {3}1 {2}${yesterday} to ${yesterday} {2}\\d+ lines`))
    const { json } = await place.run(['report', 'list', '--community', slug, '--json'])
    expect(json).toMatchObject({ needed: 0, reports: [{ no: 1, fromOn: yesterday }] })
  })

  test('and fetched with all that verify takes, for its owner’s eyes alone', async () => {
    const fetch = ['report', 'fetch', '1', '--community', slug, '--to', folder]
    const ran = await place.run(fetch)
    expect(ran, ran.err).toMatchObject({ code: 0, err: '' })
    expect((await stat(join(folder, 'log.jsonl'))).mode & 0o077).toBe(0)
    const verified = await place.run(verify())
    expect(verified, verified.err).toMatchObject({ code: 0 })
    expect(verified.out).toContain('✓ The totals: Counted anew from nothing')
    expect(verified.out).toContain('✓ Balances and log')
    expect(verified.out).toContain('– The stewards’ signatures: Nothing to show')
    const checkpoint = join(folder, 'checkpoint')
    const key = join(folder, 'commonhour.json')
    expect(await place.run(['verify', checkpoint, '--key', key])).toMatchObject({ code: 0 })
    const again = await place.run([...fetch, '--json'])
    expect([again.code, again.json.fault]).toEqual([1, 'id_is_taken'])
  })
})

describe('co-signing, offline', { timeout: 240_000 }, () => {
  const own = () => join(folder, 'my-key.json')
  const sign = (...more: string[]) =>
    place.run([
      ...['cosign', 'report', join(folder, 'report.jws'), '--with', own()],
      ...['--key', join(folder, 'commonhour.json'), '--json', ...more],
    ])

  test('a key is made once, for one’s own eyes, and its public half is printed', async () => {
    const made = await place.run(['cosign', 'key', '--to', own()])
    expect(made).toMatchObject({ code: 0, err: '' })
    expect((await stat(own())).mode & 0o077).toBe(0)
    const key = await readOwnKey(await readFile(own(), 'utf8'))
    expect(made.out.trim().split('\n').at(-1)).toBe(key?.publicKey.x)
    const before = await readFile(own(), 'utf8')
    const again = await place.run(['cosign', 'key', '--to', own(), '--json'])
    expect([again.code, again.json.fault]).toEqual([1, 'request_is_malformed'])
    expect(await readFile(own(), 'utf8')).toBe(before)
  })

  test('signs a report that holds: the signature that the API takes', async () => {
    const ran = await sign('--log', join(folder, 'log.jsonl'))
    expect(ran.code, ran.err).toBe(0)
    const jws = await readFile(join(folder, 'report.jws'), 'utf8')
    const key = await readOwnKey(await readFile(own(), 'utf8'))
    const said = { origin: payloadOf(jws)?.origin ?? '', no: 1, digest: digestOfReport(jws) }
    expect(await isCosigned(said, key?.publicKey.x ?? '', ran.json.signature)).toBe(true)
    expect(ran.json).toMatchObject({ no: 1, digest: said.digest, kid: key?.publicKey.kid })
    expect(ran.json.signature).toBe(await cosign(said, key?.privateKey as CryptoKey))
  })

  test('signs nothing where something is wrong, or where it could not begin', async () => {
    const log = await place.file('other.jsonl', '["community.founded",0,0]\n')
    const wrong = await sign('--log', log)
    expect([wrong.code, wrong.json.ok, wrong.json.signature]).toEqual([1, false, undefined])
    const noKey = await sign('--with', log)
    expect([noKey.code, noKey.json.fault]).toEqual([2, 'request_is_malformed'])
    const checkpoint = ['cosign', 'report', join(folder, 'checkpoint'), '--with', own()]
    const none = await place.run([...checkpoint, '--key', join(folder, 'commonhour.json')])
    expect(none).toMatchObject({ code: 2 })
    expect(none.err).toContain('Only reports are co-signed')
  })
})

test('without a host the report waits for its next start, and one at a time', {
  timeout: 240_000,
}, async () => {
  await standalone?.close()
  standalone = null
  const ran = await create(...days, '--json')
  expect([ran.code, ran.json]).toEqual([0, { no: 2, issued: false }])
  expect((await create(...days, '--json')).json.fault).toBe('report_is_waiting')
  const listed = await place.run(['report', 'list', '--community', slug])
  expect(listed.out).toMatch(/^ {3}2 .* being made\n {3}1 /)
  const fetch = ['report', 'fetch', '2', '--community', slug, '--to', `${folder}-2`, '--json']
  expect((await place.run(fetch)).json.fault).toBe('proof_is_not_ready')
  expect(await place.run(['doctor'])).toMatchObject({ code: 0 })
})

/** All that was fetched, looked at. */
function verify(): string[] {
  const at = (name: string) => join(folder, name)
  return [
    ...['verify', at('report.jws'), '--key', at('commonhour.json'), '--log', at('log.jsonl')],
    ...['--balances', at('balances.jsonl'), '--signatures', at('signatures.json')],
  ]
}
