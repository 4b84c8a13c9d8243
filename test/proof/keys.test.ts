import {
  introduce,
  isFinding,
  isValidAt,
  keyHistoryOf,
  type Leaf,
  publicKeyOf,
  readLeaf,
  readPublicKey,
  type SigningKey,
  seedOf,
  signed,
  signingKeyOf,
  voidKey,
} from '@commonhour/proof'
import { calculateJwkThumbprint } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromHex, toHex } from '../support/bytes.ts'
import { origin, testKey } from '../support/proofKeys.ts'

const secret = fromHex('0b'.repeat(32))

describe('a public key', () => {
  // RFC 8037, appendix A: the key, and its thumbprint (A.3).
  const raw = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')

  test('is called by its thumbprint, as RFC 8037 and jose compute it', async () => {
    const key = publicKeyOf(raw, 'report')
    expect(key.x).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
    expect(key.kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    expect(key.kid).toBe(await calculateJwkThumbprint({ ...key }))
  })

  test('is read back as it is published', () => {
    const key = publicKeyOf(raw, 'receipt', 7)
    expect(readPublicKey(JSON.parse(JSON.stringify(key)))).toEqual(key)
  })

  test.each([
    ['nothing', null],
    ['a list', []],
    ['another curve', { ...publicKeyOf(raw, 'report'), crv: 'X25519' }],
    ['another type', { ...publicKeyOf(raw, 'report'), kty: 'EC' }],
    ['another use', { ...publicKeyOf(raw, 'report'), use: 'sig' }],
    ['another kid', { ...publicKeyOf(raw, 'report'), kid: 'kPrK' }],
    ['a short key', { ...publicKeyOf(raw.slice(1), 'report') }],
    ['an ending of other bits', { ...publicKeyOf(raw, 'report'), x: `${'A'.repeat(42)}B` }],
    ['a size below zero', { ...publicKeyOf(raw, 'report'), from: -1 }],
  ])('is not read from %s', (_, value) => {
    expect(readPublicKey(value)).toEqual({ finding: 'key_is_malformed', facts: {} })
  })
})

describe('a key of a community', () => {
  test('follows from secret, community, use and generation, and from each of them', () => {
    const place = { origin, use: 'report', generation: 0 } as const
    const seeds = [
      seedOf(secret, place),
      seedOf(fromHex('0c'.repeat(32)), place),
      seedOf(secret, { ...place, origin: 'time.example/hillside' }),
      seedOf(secret, { ...place, use: 'receipt' }),
      seedOf(secret, { ...place, generation: 1 }),
    ].map(toHex)
    expect(new Set(seeds).size).toBe(5)
    expect(toHex(seedOf(secret, place))).toBe(seeds[0])
    // Kept for ever: another value would be other keys for every community there is.
    expect(seeds[0]).toBe('d8379647531e688d528bb21bc4c3656d4c2082d840e246835612e4a14b397523')
  })

  test('is HKDF-SHA-256 as WebCrypto computes it', async () => {
    const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    const text = (value: string) => new TextEncoder().encode(value)
    const info = text(JSON.stringify(['commonhour key', 'recovery', origin, 3]))
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: text('commonhour'), info }
    const bits = new Uint8Array(await crypto.subtle.deriveBits(hkdf, key, 256))
    const place = { origin, use: 'recovery', generation: 3 } as const
    expect(toHex(seedOf(secret, place))).toBe(toHex(bits))
  })

  test('is not made from a short secret', () => {
    const place = { origin, use: 'report', generation: 0 } as const
    expect(() => seedOf(secret.slice(1), place)).toThrow('at least 32 bytes')
  })

  test('signs as RFC 8032 says, and cannot be taken out', async () => {
    // RFC 8032 §7.1, test 1.
    const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const key = await signingKeyOf(seed, 'report')
    expect(key.publicKey.x).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
    expect(toHex(await signed(key, new Uint8Array()))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    )
    expect(key.privateKey.extractable).toBe(false)
  })
})

describe('the keys that a log names', () => {
  let first: SigningKey
  let second: SigningKey
  let third: SigningKey
  let receipts: SigningKey
  let recovery: SigningKey
  beforeAll(async () => {
    first = await testKey('report', 0)
    second = await testKey('report', 1)
    third = await testKey('report', 2)
    receipts = await testKey('receipt', 0)
    recovery = await testKey('recovery', 0)
  })

  const leaf = (kind: string, seq: number, ...parts: unknown[]): Leaf => {
    const body = JSON.stringify([kind, seq, 1000 + seq, ...parts])
    return readLeaf(new TextEncoder().encode(body)) as Leaf
  }
  const founded = () =>
    leaf(
      'community.founded',
      0,
      ...['id', 'riverside', 'test', 0, origin, first.publicKey.x, recovery.publicKey.x],
    )
  const introduced = async (
    seq: number,
    key: SigningKey,
    generation: number,
    by: SigningKey,
    of = origin,
  ) => {
    const { use, x } = key.publicKey
    const said = await introduce(of, { use, x, generation }, by)
    return leaf('key.introduced', seq, use, x, generation, said.by, said.signature)
  }
  const voided = async (seq: number, key: SigningKey, fromSize: number, by: SigningKey) => {
    const said = await voidKey(origin, { kid: key.publicKey.kid, fromSize }, by)
    return leaf('key.voided', seq, said.kid, fromSize, said.by, said.signature)
  }
  /** From where until where each key may sign; a key that is none is missing. */
  const spans = async (...leaves: Leaf[]) => {
    const history = await keyHistoryOf([founded(), ...leaves])
    const named = { first, second, third, receipts, recovery }
    return Object.fromEntries(
      Object.entries(named).flatMap(([name, { publicKey }]) =>
        (history?.keys ?? [])
          .filter(({ kid }) => kid === publicKey.kid)
          .map(({ from, until }) => [name, [from, until]]),
      ),
    )
  }
  const begun = { first: [1, null], recovery: [1, null] }

  test('begin in the first leaf, or in one of their own where the books began earlier', async () => {
    expect(await spans()).toEqual(begun)
    expect((await keyHistoryOf([founded()]))?.origin).toBe(origin)
    const old = leaf('community.founded', 0, 'id', 'riverside', 'test', 0)
    expect(await keyHistoryOf([old])).toBeNull()
    const late = leaf('key.founded', 9, origin, first.publicKey.x, recovery.publicKey.x)
    const history = await keyHistoryOf([old, late])
    expect(history?.keys.map(({ from, use }) => [use, from])).toEqual([
      ['report', 10],
      ['recovery', 10],
    ])
  })

  test('do not begin in a leaf without an origin or with keys that are none', async () => {
    const [x, y] = [first.publicKey.x, recovery.publicKey.x]
    for (const parts of [
      [null, x, y],
      ['', x, y],
      [origin, 'AAAA', y],
      [origin, x, null],
    ]) {
      expect(await keyHistoryOf([leaf('key.founded', 5, ...parts)])).toBeNull()
    }
  })

  test('a second beginning is none', async () => {
    const again = leaf('key.founded', 5, origin, second.publicKey.x, third.publicKey.x)
    expect(await spans(again)).toEqual(begun)
  })

  test('the current key brings in the next, and ends with it', async () => {
    const next = await introduced(10, second, 1, first)
    expect(await spans(next)).toEqual({ ...begun, first: [1, 10], second: [11, null] })
    const history = await keyHistoryOf([founded(), next])
    const [old, now] = ['report', 'report'].map((_, at) =>
      history?.keys.filter(({ use }) => use === 'report').at(at),
    )
    expect([10, 11].map((size) => old && isValidAt(old, size))).toEqual([true, false])
    expect([10, 11].map((size) => now && isValidAt(now, size))).toEqual([false, true])
  })

  test('so does the recovery key', async () => {
    const next = await introduced(10, second, 1, recovery)
    expect(await spans(next)).toEqual({ ...begun, first: [1, 10], second: [11, null] })
  })

  test('a receipt key is brought in by the report key, and brings in nothing', async () => {
    const next = await introduced(5, receipts, 0, first)
    expect(await spans(next)).toEqual({ ...begun, receipts: [6, null] })
    const more = await introduced(9, second, 1, receipts)
    expect(await spans(next, more)).toEqual({ ...begun, receipts: [6, null] })
  })

  test('a recovery key is brought in by the recovery key alone', async () => {
    const other = await testKey('recovery', 1)
    const byReport = await introduced(5, other, 1, first)
    expect((await keyHistoryOf([founded(), byReport]))?.keys).toHaveLength(2)
    const byRecovery = await introduced(5, other, 1, recovery)
    const history = await keyHistoryOf([founded(), byRecovery])
    expect(history?.keys.filter(({ use }) => use === 'recovery').map(({ until }) => until)).toEqual(
      [5, null],
    )
  })

  test('what is not signed so is no key', async () => {
    const stranger = await testKey('report', 0, 'time.example/hillside')
    const good = await introduced(10, second, 1, first)
    const spoilt = (at: number, value: unknown) =>
      leaf('key.introduced', 10, ...good.body.slice(3).with(at, value))
    const none = [
      await introduced(10, second, 1, stranger),
      await introduced(10, second, 1, second),
      await introduced(10, second, 1, first, 'time.example/hillside'),
      await introduced(10, second, 2, first),
      await introduced(10, second, 0, first),
      await introduced(10, first, 1, recovery),
      spoilt(0, 'receipt'),
      spoilt(0, 'sig'),
      spoilt(1, third.publicKey.x),
      spoilt(1, 'AAAA'),
      spoilt(2, 1.5),
      spoilt(3, recovery.publicKey.kid),
      spoilt(3, null),
      spoilt(4, 'AAAA'),
      spoilt(4, `${String(good.body[7]).slice(0, -4)}AAAA`),
    ]
    for (const one of none) expect(await spans(one)).toEqual(begun)
  })

  test('an ended key brings in nothing more, and no introduction counts twice', async () => {
    const next = await introduced(10, second, 1, first)
    const late = await introduced(12, third, 2, first)
    expect(await spans(next, late)).toEqual({ ...begun, first: [1, 10], second: [11, null] })
    const again = leaf('key.introduced', 14, ...next.body.slice(3))
    const third2 = await introduced(13, third, 2, second)
    expect(await spans(next, third2, again)).toEqual({
      ...begun,
      first: [1, 10],
      second: [11, 13],
      third: [14, null],
    })
  })

  test('the recovery key voids a key from a size on, and with it whatever that key brought in', async () => {
    const stolen = await introduced(20, second, 1, first)
    const stop = await voided(30, first, 15, recovery)
    expect(await spans(stolen, stop)).toEqual({ ...begun, first: [1, 14] })
    const fresh = await introduced(31, third, 1, recovery)
    expect(await spans(stolen, stop, fresh)).toEqual({
      ...begun,
      first: [1, 14],
      third: [32, null],
    })
  })

  test('nobody else voids a key', async () => {
    const next = await introduced(10, second, 1, first)
    const byItself = await voided(20, first, 5, first)
    const byNext = await voided(20, second, 5, second)
    const forged = leaf(
      'key.voided',
      20,
      ...(await voided(20, first, 5, recovery)).body.slice(3).with(1, 4),
    )
    expect(await spans(next, byItself, byNext, forged)).toEqual({
      ...begun,
      first: [1, 10],
      second: [11, null],
    })
  })

  test('of two voids the earlier size counts', async () => {
    const two = [await voided(20, first, 9, recovery), await voided(21, first, 12, recovery)]
    expect(await spans(...two)).toEqual({ ...begun, first: [1, 8] })
  })
})

test('a value that is none is told apart from a finding', () => {
  expect(isFinding({ finding: 'key_is_unknown', facts: {} })).toBe(true)
  expect(isFinding(null)).toBe(false)
})
