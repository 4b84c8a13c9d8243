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
  // What the schema does not know is left out: nothing is signed that nobody reads.
  const said = v.parse(Report, report)
  const wrong = contradictionOf(said)
  if (wrong !== null) throw new TypeError(`${wrong.finding} ${JSON.stringify(wrong.facts)}`)
  return signJws(reportKind, JSON.stringify(said), key)
}

/** How the next report names this one: the SHA-256 of its JWS, hex. */
export function digestOfReport(jws: string): string {
  return hexOf(sha256(utf8(jws)))
}
