import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeKeys } from '@commonhour/ledger'
import { beginKeys, seedOf, signingKeyOf } from '@commonhour/proof'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace, type Place } from './place.ts'

const origin = 'hours.example/valley'
const [first, second, third] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [
  Buffer,
  Buffer,
  Buffer,
]
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

describe('founded where the secret and the name of the host are known', () => {
  const base = 'https://hours.example'
  const founded = async (slug: string, more: readonly string[] = []) => {
    const args = ['community', 'create', slug, '--founder', `rosa@${slug}.example`, ...more]
    return place.run(args, undefined, { BASE_URL: base })
  }
  const bodies = (slug: string) =>
    place.look(slug, async (_, client) => {
      const { rows } = await client.execute('SELECT body FROM log ORDER BY seq LIMIT 3')
      return rows.map(({ body }) => JSON.parse(String(body)))
    })

  test('keys stand right after the founding, and the recovery key is told once', async () => {
    const told = await founded('hills')
    expect(told).toMatchObject({ code: 0, err: '' })
    const [, recoveryKey = ''] = /two stewards:\n {2}([\w-]{43})\n/.exec(told.out) ?? []
    const { publicKey } = await signingKeyOf(Buffer.from(recoveryKey, 'base64url'), 'recovery')
    const [first, keysBegun, receipt] = await bodies('hills')
    expect(first[0]).toBe('community.founded')
    expect(keysBegun.slice(0, 4)).toEqual([
      'key.founded',
      1,
      expect.any(Number),
      'hours.example/hills',
    ])
    expect(keysBegun[5]).toBe(publicKey.x)
    expect(receipt[0]).toBe('key.introduced')
    // It is in no file of the host; typed in again from paper it replaces keys.
    await keep(third)
    const paper = await place.file('paper.txt', `${recoveryKey}\n`)
    const how = ['--community', 'hills', '--recovery', paper, '--json']
    expect((await place.run(['keys', 'recover', ...how])).json).toMatchObject({ replaced: true })
  })

  test('the report key is carried away, and the next host goes on with it', async () => {
    // For a machine the recovery key stands in the answer.
    expect((await founded('dale', ['--json'])).json.recoveryKey).toMatch(/^[\w-]{43}$/)
    const told = await place.run(['keys', 'export', '--community', 'dale', '--json'])
    const seed = seedOf(third, { origin: 'hours.example/dale', use: 'report', generation: 0 })
    const d = Buffer.from(seed).toString('base64url')
    expect(told.json.key).toMatchObject({ use: 'report', d })
    // The next host has a secret of its own.
    await keep(first)
    const adopt = (key: string) => place.run(['keys', 'adopt', '--community', 'dale', '--key', key])
    expect((await adopt(await recoveryFile(paper))).code).toBe(1)
    const file = await place.file('carried.json', told.out)
    expect(await adopt(file)).toMatchObject({ code: 0, err: '' })
    // Who was carried away stands no more.
    expect((await adopt(file)).code).toBe(1)
  })

  test('without the name of the host nothing is guessed: audit begins the keys', async () => {
    const args = ['community', 'create', 'plain', '--founder', 'rosa@plain.example', '--json']
    expect((await place.run(args)).json.recoveryKey).toBeNull()
    const listed = await place.run(['keys', 'list', '--community', 'plain', '--json'])
    expect(listed.json.fault).toBe('proof_is_not_ready')
  })
})
