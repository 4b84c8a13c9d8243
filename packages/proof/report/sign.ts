import { Report } from '@commonhour/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { hexOf, utf8 } from '../bytes.ts'
import { type JwsKind, signJws } from '../jws.ts'
import type { SigningKey } from '../keys/signingKey.ts'
import { contradictionOf } from './contradiction.ts'

export const reportKind: JwsKind = { typ: 'commonhour-report+jwt', use: 'report' }

/** Signs a report as a compact JWS. One that is no report, or contradicts itself, is not signed. */
export async function signReport(report: Report, key: SigningKey): Promise<string> {
  const wrong = contradictionOf(v.parse(Report, report))
  if (wrong !== null)
    throw new TypeError(`Not signed: ${wrong.finding} ${JSON.stringify(wrong.facts)}`)
  return signJws(reportKind, JSON.stringify(report), key)
}

/** How the next report names this one: the SHA-256 of its JWS, hex. */
export function digestOfReport(jws: string): string {
  return hexOf(sha256(utf8(jws)))
}
