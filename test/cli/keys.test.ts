import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeKeys } from '@commonhour/ledger'
import { beginKeys, seedOf, signingKeyOf } from '@commonhour/proof'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place } from './place.ts'

const origin = 'hours.example/valley'
const [first, second] = [1, 2].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer]
const paper = Buffer.alloc(32, 7)
const recovery = await signingKeyOf(paper, 'recovery')

let place: Place
beforeAll(async () => {
  place = await openPlace()
  await mkdir(place.directory, { recursive: true })
  await keep(first)
  const created = await place.run(['community', 'create', 'valley', '--founder', 'rosa@v.example'])
  expect(created.code, created.err).toBe(0)
})
afterAll(() => place.remove())

/** The host's secret, as its first start would have kept it. */
async function keep(secret: Buffer) {
  const text = JSON.stringify({ auditSecret: secret.toString('base64url') })
  await writeFile(join(place.directory, 'secrets.json'), text)
}
const recoveryFile = (seed: Buffer) =>
  place.file('recovery-key.json', JSON.stringify({ key: { d: seed.toString('base64url') } }))
const keys = async () => {
  const listed = await place.run(['keys', 'list', '--community', 'valley', '--json'])
  expect(listed.code, listed.out).toBe(0)
  return listed.json.keys as { kid: string; use: string; x: string; until: number | null }[]
}
const reports = async () => (await keys()).filter(({ use }) => use === 'report')

test('before audit has begun them a community has no keys', async () => {
  const listed = await place.run(['keys', 'list', '--community', 'valley', '--json'])
  expect([listed.code, listed.json.fault]).toEqual([1, 'proof_is_not_ready'])
  const unknown = await place.run(['keys', 'list', '--community', 'nowhere', '--json'])
  expect(unknown.json.fault).toBe('community_is_unknown')
})

test('they are renewed by the key that stands', async () => {
  await place.look('valley', async (books) => {
    const recoveryX = recovery.publicKey.x
    const { founded, receipt } = await beginKeys(first, { origin, recoveryX })
    const writes = [
      { act: 'founded', ...founded },
      { act: 'introduced', ...receipt },
    ] as const
    expect(await writeKeys(books, writes, Date.now())).toBeNull()
  })
  expect(await reports()).toMatchObject([{ until: null }])
  const renewed = await place.run(['keys', 'renew', '--community', 'valley'])
  expect(renewed).toMatchObject({ code: 0, err: '' })
  expect(await reports()).toMatchObject([{ until: expect.any(Number) }, { until: null }])
})

test('after a theft they are recovered with the key on paper, and no other', async () => {
  await keep(second)
  const renewed = await place.run(['keys', 'renew', '--community', 'valley', '--json'])
  expect([renewed.code, renewed.json.fault]).toEqual([1, 'not_found'])
  const recover = async (file: string, size: string) => {
    const how = ['--recovery', file, '--void-from', size]
    return place.run(['keys', 'recover', '--community', 'valley', ...how])
  }
  expect((await recover(await recoveryFile(first), '5')).code).toBe(1)
  const file = await recoveryFile(paper)
  expect((await recover(file, 'soon')).code).toBe(1)
  expect(await recover(file, '5')).toMatchObject({ code: 0, err: '' })
  const standing = await reports()
  const next = await signingKeyOf(
    seedOf(second, { origin, use: 'report', generation: 2 }),
    'report',
  )
  expect(standing.at(-1)).toMatchObject({ x: next.publicKey.x, until: null })
  expect(standing[1]).toMatchObject({ until: 4 })
})
