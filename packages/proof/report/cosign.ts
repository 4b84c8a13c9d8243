import type { Report } from '@commonhour/contract'
import { type Bytes, base64urlOf, bytesOfBase64url, utf8 } from '../bytes.ts'
import { isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import { readJws } from '../jws.ts'
import { verifyingKeyOf } from '../keys/key.ts'
import { reportKind } from './sign.ts'

/** What a steward signs of a report: which one, by the SHA-256 of its JWS. */
export interface Cosigned {
  readonly origin: string
  readonly no: number
  readonly digest: string
}

/** As an origin has no spaces, no checkpoint or key's text can be read as this one. */
export function cosigningText({ digest, no, origin }: Cosigned): Bytes {
  return utf8(`commonhour report\n${origin}\n${no}\n${digest}\n`)
}

/** A steward's signature under a report, base64url. */
export async function cosign(said: Cosigned, privateKey: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.sign('Ed25519', privateKey, cosigningText(said))
  return base64urlOf(new Uint8Array(bytes))
}

/** Whether the holder of a key signed this report. */
export async function isCosigned(said: Cosigned, x: string, signature: string): Promise<boolean> {
  const bytes = bytesOfBase64url(signature)
  const key = await verifyingKeyOf({ x })
  if (bytes?.length !== 64 || key === null) return false
  return crypto.subtle.verify('Ed25519', key, bytes, cosigningText(said))
}

/** What a report says, for who trusts where it came from: no signature is looked at. */
export function payloadOf(jws: string): Report | null {
  const read = readJws(jws, reportKind)
  return isFinding(read) ? null : (jsonOf(read.text) as Report)
}
