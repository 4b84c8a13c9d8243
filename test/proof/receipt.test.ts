import {
  breachOf,
  type Head,
  inclusionProof,
  leafHash,
  nodesOf,
  openReceipt,
  type Receipt,
  rootAt,
  type SigningKey,
  signReceipt,
} from '@commonhour/proof'
import { CompactSign, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { madeLog } from '../support/log.ts'
import { origin, testKey } from '../support/proofKeys.ts'

const { bodies } = madeLog(100)
const leaves = bodies.map((body) => leafHash(new TextEncoder().encode(body)))
const nodeAt = nodesOf(leaves)
const at = 1_790_000_000_123
const lineOf = (seq: number) => ({
  origin,
  seq,
  leaf: leaves[seq] ?? leafHash(new Uint8Array()),
  at,
})

let key: SigningKey
beforeAll(async () => {
  key = await testKey('receipt')
})
const known = () => ({ keys: [key.publicKey], origin })

describe('a receipt', () => {
  test('promises what the line says, within 300 seconds of its moment', async () => {
    const receipt = await signReceipt(lineOf(7), key)
    expect(decodeProtectedHeader(receipt)).toEqual({
      alg: 'Ed25519',
      typ: 'commonhour-receipt+jwt',
      kid: key.publicKey.kid,
    })
    const claims = JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ iss: origin, seq: 7, at, by: at + 300_000, iat: 1_790_000_000 })
    expect(await openReceipt(receipt, known())).toEqual({ ...lineOf(7), by: at + 300_000 })
    // A lost answer is rendered again: it must be the same.
    expect(await signReceipt(lineOf(7), key)).toBe(receipt)
  })

  test('1,000 honest ones are opened', async () => {
    let opened = 0
    for (let seq = 0; seq < 1000; seq++) {
      const line = { ...lineOf(seq % 100), seq, at: at + seq }
      const read = await openReceipt(await signReceipt(line, key), known())
      opened += Number(!('finding' in read) && read.seq === seq)
    }
    expect(opened).toBe(1000)
  })

  test('with any byte another is refused', async () => {
    const receipt = await signReceipt(lineOf(7), key)
    let refused = 0
    for (const flipped of flipsOf(Buffer.from(receipt))) {
      const read = await openReceipt(Buffer.from(flipped).toString(), known())
      refused += Number('finding' in read)
    }
    expect(refused).toBe(receipt.length)
  })

  /** A JWS with another header or other claims, properly signed by a key of ours. */
  const forged = async (
    header: object,
    claims: unknown = null,
    by: CryptoKey = key.privateKey,
  ): Promise<string> => {
    const honest = (await signReceipt(lineOf(7), key)).split('.')[1] ?? ''
    const text = claims === null ? Buffer.from(honest, 'base64url') : Buffer.from(String(claims))
    const said = { alg: 'Ed25519', typ: 'commonhour-receipt+jwt', kid: key.publicKey.kid }
    return new CompactSign(text).setProtectedHeader({ ...said, ...header }).sign(by)
  }

  test('of another type, algorithm or key is refused', async () => {
    expect(await openReceipt(await forged({ typ: 'JWT' }), known())).toEqual({
      finding: 'jws_type_is_another',
      facts: { typ: 'JWT' },
    })
    const report = await forged({ typ: 'commonhour-report+jwt' })
    expect(await openReceipt(report, known())).toMatchObject({ finding: 'jws_type_is_another' })
    expect(await openReceipt(await forged({ typ: undefined }), known())).toMatchObject({
      finding: 'jws_type_is_another',
    })
    expect(await openReceipt(await forged({ kid: undefined }), known())).toMatchObject({
      finding: 'jws_is_malformed',
    })
    expect(await openReceipt(await forged({ jku: 'https://time.example' }), known())).toMatchObject(
      {
        finding: 'jws_is_malformed',
      },
    )
    const stranger = (await testKey('receipt', 1)).privateKey
    expect(await openReceipt(await forged({}, null, stranger), known())).toEqual({
      finding: 'signature_is_wrong',
      facts: { kid: key.publicKey.kid },
    })
    expect(await openReceipt(await forged({ kid: 'another' }), known())).toEqual({
      finding: 'key_is_unknown',
      facts: { kid: 'another' },
    })
  })

  test('signed with any other algorithm is refused, EdDSA too', async () => {
    const replaced = async (header: object) => {
      const [, claims, signature] = (await signReceipt(lineOf(7), key)).split('.')
      const kid = key.publicKey.kid
      const said = { alg: 'Ed25519', typ: 'commonhour-receipt+jwt', kid, ...header }
      return [Buffer.from(JSON.stringify(said)).toString('base64url'), claims, signature].join('.')
    }
    for (const alg of ['none', 'HS256', 'EdDSA', 'ES256', 'ed25519', null]) {
      expect(await openReceipt(await replaced({ alg }), known())).toMatchObject({
        finding: 'jws_algorithm_is_another',
      })
    }
    // Properly signed as EdDSA, by the right key: still not what we sign with.
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
    const { kid } = key.publicKey
    const eddsa = await new CompactSign(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'commonhour-receipt+jwt', kid })
      .sign(privateKey)
    expect(await exportJWK(privateKey)).toMatchObject({ crv: 'Ed25519' })
    expect(await openReceipt(eddsa, known())).toMatchObject({ finding: 'jws_algorithm_is_another' })
  })

  test.each(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', 'e30.e30.', 'ÿ.ÿ.ÿ', 'null', '{}'])(
    '"%s" is none',
    async (text) => {
      expect(await openReceipt(text, known())).toEqual({ finding: 'jws_is_malformed', facts: {} })
    },
  )

  test('in another writing of the same bytes is refused', async () => {
    const receipt = await signReceipt(lineOf(7), key)
    const [header = '', claims = '', signature = ''] = receipt.split('.')
    // The last character of 64 bytes holds four bits that say nothing.
    const last = signature.at(-1) ?? ''
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const same = alphabet[alphabet.indexOf(last) + 1] ?? ''
    const written = [
      `${header}.${claims}.${signature.slice(0, -1)}${same}`,
      `${header}.${claims}.${signature}==`,
      `${header}.${claims}.${signature} `,
      `${header}.${claims}.\n${signature}`,
      ` ${receipt}`,
      `${receipt}\n`,
    ]
    for (const text of written) {
      expect(await openReceipt(text, known())).toMatchObject({ finding: 'jws_is_malformed' })
    }
    const text = Buffer.from(header, 'base64url').toString()
    for (const other of ['[]', 'null', '"x"', '{', `[${text}]`]) {
      const moved = `${Buffer.from(other).toString('base64url')}.${claims}.${signature}`
      expect(await openReceipt(moved, known())).toMatchObject({ finding: 'jws_is_malformed' })
    }
    const notText = `${header}.${Buffer.of(0xff).toString('base64url')}.${signature}`
    expect(await openReceipt(notText, known())).toMatchObject({ finding: 'jws_is_malformed' })
  })

  test('that promises something else is none', async () => {
    const honest = { iss: origin, seq: 7, at, by: at + 300_000, iat: Math.floor(at / 1000) }
    const leaf = Buffer.from(leaves[7] ?? []).toString('base64')
    const wrong = [
      'no JSON',
      JSON.stringify(honest),
      ...[
        { by: at + 300_001 },
        { iat: Math.floor(at / 1000) + 1 },
        { seq: -1 },
        { seq: '7' },
        { leaf: leaf.slice(4) },
        { iss: '' },
        { more: 1 },
      ].map((other) => JSON.stringify({ ...honest, leaf, ...other })),
    ]
    for (const claims of wrong) {
      expect(await openReceipt(await forged({}, claims), known())).toEqual({
        finding: 'receipt_is_malformed',
        facts: {},
      })
    }
  })

  test('of another community, or of a time when its key was not valid, is refused', async () => {
    const receipt = await signReceipt({ ...lineOf(7), origin: 'time.example/hillside' }, key)
    expect(await openReceipt(receipt, known())).toEqual({
      finding: 'receipt_is_of_another_log',
      facts: { origin: 'time.example/hillside' },
    })
    const own = await signReceipt(lineOf(7), key)
    const ended = { ...key.publicKey, until: 7 }
    expect(await openReceipt(own, { origin, keys: [ended] })).toEqual({
      finding: 'key_was_not_valid',
      facts: { size: 8 },
    })
    expect(await openReceipt(own, { origin, keys: [{ ...ended, until: 8 }] })).toMatchObject({
      seq: 7,
    })
  })

  test('is signed by receipt keys, and accepted from them, only', async () => {
    const report = await testKey('report')
    await expect(signReceipt(lineOf(7), report)).rejects.toThrow('A report key signs no')
    const byReport = await forged({ kid: report.publicKey.kid }, null, report.privateKey)
    expect(await openReceipt(byReport, { origin, keys: [report.publicKey] })).toMatchObject({
      finding: 'key_is_unknown',
    })
  })
})

describe('what was promised', () => {
  const head: Head = { origin, size: 60, root: rootAt(nodeAt, 60) }
  const promised = (seq: number): Receipt => ({ ...lineOf(seq), by: at + 300_000 })

  test('is kept by a head that holds the line', () => {
    for (let seq = 0; seq < 60; seq++) {
      expect(breachOf(promised(seq), head, inclusionProof(nodeAt, seq, 60))).toBeNull()
    }
  })

  test('is broken by a head in which another line stands there', () => {
    const proof = inclusionProof(nodeAt, 7, 60)
    const broken = { finding: 'receipt_is_broken', facts: { seq: 7, size: 60 } }
    expect(breachOf({ ...promised(7), leaf: promised(8).leaf }, head, proof)).toEqual(broken)
    expect(breachOf(promised(7), { ...head, root: rootAt(nodeAt, 59) }, proof)).toEqual(broken)
    expect(breachOf(promised(7), head, proof.slice(1))).toEqual(broken)
  })

  test('is not shown by a head that ends before, or by one of another log', () => {
    expect(breachOf(promised(60), head, [])).toEqual({
      finding: 'receipt_is_not_covered',
      facts: { seq: 60, size: 60 },
    })
    expect(breachOf(promised(7), { ...head, origin: 'other.example' }, [])).toEqual({
      finding: 'receipt_is_of_another_log',
      facts: { origin: 'other.example' },
    })
  })
})
