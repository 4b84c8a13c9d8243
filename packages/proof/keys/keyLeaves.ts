import { type Bytes, base64urlOf, bytesOfBase64url, utf8 } from '../bytes.ts'
import { isCount, type Leaf } from '../replay/leaf.ts'
import { type KeyUse, keyUses } from './key.ts'
import { type SigningKey, signed } from './signingKey.ts'

/**
 * Where a community's keys begin: in its first leaf, behind the seven parts that every one has
 * (origin, key, recovery key), or in a leaf of its own where the books began before the keys did.
 */
export interface KeysFounded {
  readonly origin: string
  readonly x: string
  readonly recoveryX: string
}
/** `["key.introduced", seq, at, use, x, generation, by, signature]` */
export interface KeyIntroduced {
  readonly use: KeyUse
  readonly x: string
  /** 0 for the first key of its use, one more for each that follows. */
  readonly generation: number
  /** The `kid` of who signed it. */
  readonly by: string
  readonly signature: string
}
/** `["key.voided", seq, at, kid, fromSize, by, signature]` */
export interface KeyVoided {
  readonly kid: string
  readonly fromSize: number
  readonly by: string
  readonly signature: string
}

export function keysFoundedOf({ body, kind }: Leaf): KeysFounded | null {
  if (kind !== 'community.founded' && kind !== 'key.founded') return null
  const [origin, x, recoveryX] = body.slice(kind === 'key.founded' ? 3 : 7)
  return isText(origin) && isKey(x) && isKey(recoveryX) ? { origin, x, recoveryX } : null
}

export function keyIntroducedOf({ body, kind }: Leaf): KeyIntroduced | null {
  const [use, x, generation, by, signature] = body.slice(3)
  if (kind !== 'key.introduced' || !isUse(use) || !isKey(x) || !isCount(generation)) return null
  return isText(by) && isText(signature) ? { use, x, generation, by, signature } : null
}

export function keyVoidedOf({ body, kind }: Leaf): KeyVoided | null {
  const [kid, fromSize, by, signature] = body.slice(3)
  if (kind !== 'key.voided' || !isText(kid) || !isCount(fromSize)) return null
  return isText(by) && isText(signature) ? { kid, fromSize, by, signature } : null
}

/**
 * What is signed to bring a key in. The generation lets no old introduction stand a second time;
 * and as an origin has no spaces, no checkpoint's text can be read as one of these.
 */
export function introductionText(
  origin: string,
  { generation, use, x }: Pick<KeyIntroduced, 'generation' | 'use' | 'x'>,
): Bytes {
  return utf8(`commonhour key introduced\n${origin}\n${use}\n${generation}\n${x}\n`)
}

/** What the recovery key signs to void another from a size of the log on. */
export function voidingText(
  origin: string,
  { fromSize, kid }: Pick<KeyVoided, 'fromSize' | 'kid'>,
): Bytes {
  return utf8(`commonhour key voided\n${origin}\n${kid}\n${fromSize}\n`)
}

/** An introduction, signed by the current or the recovery key. */
export async function introduce(
  origin: string,
  key: Pick<KeyIntroduced, 'generation' | 'use' | 'x'>,
  by: SigningKey,
): Promise<KeyIntroduced> {
  const signature = base64urlOf(await signed(by, introductionText(origin, key)))
  return { ...key, by: by.publicKey.kid, signature }
}

/** A voiding, signed by the recovery key. */
export async function voidKey(
  origin: string,
  key: Pick<KeyVoided, 'fromSize' | 'kid'>,
  by: SigningKey,
): Promise<KeyVoided> {
  const signature = base64urlOf(await signed(by, voidingText(origin, key)))
  return { ...key, by: by.publicKey.kid, signature }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isUse(value: unknown): value is KeyUse {
  return keyUses.some((use) => use === value)
}

function isKey(value: unknown): value is string {
  return isText(value) && bytesOfBase64url(value)?.length === 32
}
