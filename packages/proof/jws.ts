import { CompactSign, compactVerify, errors } from 'jose'
import { type Bytes, bytesOfBase64url, textOf, utf8 } from './bytes.ts'
import { type Finding, finding, isFinding } from './findings.ts'
import { jsonOf } from './json.ts'
import { type KeyUse, type PublicKey, verifyingKeyOf } from './keys/key.ts'
import type { SigningKey } from './keys/signingKey.ts'

/** The only algorithm we sign with and accept (RFC 9864). `EdDSA` would leave the curve open. */
export const jwsAlgorithm = 'Ed25519'

/** A kind of signed document: its `typ`, and the use that a key must have to sign it. */
export interface JwsKind {
  readonly typ: string
  readonly use: KeyUse
}

/** Signs a text; the same text and key always give the same JWS. */
export async function signJws(
  { typ, use }: JwsKind,
  text: string,
  key: SigningKey,
): Promise<string> {
  if (key.publicKey.use !== use) throw new TypeError(`A ${key.publicKey.use} key signs no ${typ}.`)
  return new CompactSign(utf8(text))
    .setProtectedHeader({ alg: jwsAlgorithm, typ, kid: key.publicKey.kid })
    .sign(key.privateKey)
}

/** What is written in a JWS. Nobody has vouched for it before its signature is looked at. */
export interface UnverifiedJws {
  readonly kid: string
  readonly text: string
}

/**
 * Reads a compact JWS of one kind. Strict: one text for every document, and a header that says
 * nothing but algorithm, type and key.
 */
export function readJws(jws: string, { typ }: JwsKind): UnverifiedJws | Finding {
  const parts = jws.split('.').map(bytesOfBase64url)
  const [header, payload, signature, ...more] = parts
  if (!header || !payload || signature?.length !== 64 || more.length > 0) {
    return finding('jws_is_malformed')
  }
  const said = headerOf(header)
  const text = textOf(payload)
  if (said === null || text === null) return finding('jws_is_malformed')
  if (said.typ !== typ) return finding('jws_type_is_another', { typ: shown(said.typ) })
  if (said.alg !== jwsAlgorithm) {
    return finding('jws_algorithm_is_another', { alg: shown(said.alg) })
  }
  const { kid } = said
  if (typeof kid !== 'string' || Object.keys(said).length !== 3) return finding('jws_is_malformed')
  return { kid, text }
}

/** Null where the key signed this JWS. */
export async function refusalOfJws(jws: string, key: PublicKey): Promise<Finding | null> {
  const wrong = finding('signature_is_wrong', { kid: key.kid })
  const verifying = await verifyingKeyOf(key)
  if (verifying === null) return wrong
  try {
    await compactVerify(jws, verifying, { algorithms: [jwsAlgorithm] })
    return null
  } catch (thrown) {
    if (thrown instanceof errors.JOSEError) return wrong
    throw thrown
  }
}

/** The text of a JWS that one of the keys signed: one with the use that this kind asks for. */
export async function openJws(
  jws: string,
  kind: JwsKind,
  keys: readonly PublicKey[],
): Promise<{ text: string; key: PublicKey } | Finding> {
  const read = readJws(jws, kind)
  if (isFinding(read)) return read
  const key = keys.find(({ kid, use }) => kid === read.kid && use === kind.use)
  if (key === undefined) return finding('key_is_unknown', { kid: read.kid })
  return (await refusalOfJws(jws, key)) ?? { text: read.text, key }
}

function headerOf(bytes: Bytes): Record<string, unknown> | null {
  const header = jsonOf(textOf(bytes) ?? '')
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return null
  return header as Record<string, unknown>
}

function shown(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
