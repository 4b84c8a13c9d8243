import { Report } from '@commonhour/contract'
import * as v from 'valibot'
import { type Bytes, hashOfBase64, utf8 } from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import { readJws, refusalOfJws } from '../jws.ts'
import { isValidAt, kidOf, type PublicKey, publicKeyOf, rawOf } from '../keys/key.ts'
import { isSignedIn } from '../keys/keyHistory.ts'
import { keyIntroducedOf } from '../keys/keyLeaves.ts'
import { leafHash } from '../merkle/hash.ts'
import { includes } from '../merkle/verify.ts'
import { readLeaf } from '../replay/leaf.ts'
import { digestOfReport, reportKind } from './sign.ts'

/** A report whose signature was looked at. */
export interface OpenedReport {
  readonly report: Report
  /** The key that signed it: one that was known, or one that its `keyLeaf` brought in. */
  readonly key: PublicKey
  /** How the next report names this one. */
  readonly digest: string
}

/**
 * The report that a known key of this community signed, or a key that a known one brought in by a
 * leaf of this very log. Whether its figures hold is another question.
 */
export async function openReport(
  jws: string,
  { keys, origin }: { readonly keys: readonly PublicKey[]; readonly origin: string },
): Promise<OpenedReport | Finding> {
  const read = readJws(jws, reportKind)
  if (isFinding(read)) return read
  const said = v.safeParse(Report, jsonOf(read.text))
  const known = keys.find(({ kid, use }) => kid === read.kid && use === reportKind.use)
  const leafKey = { kid: read.kid, keys, origin }
  const key = known ?? (await keyBroughtIn(said.success ? said.output : null, leafKey))
  if (isFinding(key)) return key
  const refusal = await refusalOfJws(jws, key)
  if (refusal !== null) return refusal
  if (!said.success) return finding('report_is_malformed', { field: fieldOf(said.issues) })
  const report = said.output
  if (report.origin !== origin) {
    return finding('report_is_of_another_log', { origin: report.origin })
  }
  if (!isValidAt(key, report.toSize)) return finding('key_was_not_valid', { size: report.toSize })
  return { report, key, digest: digestOfReport(jws) }
}

interface Sought {
  readonly kid: string
  readonly keys: readonly PublicKey[]
  readonly origin: string
}

/**
 * A key nobody knows yet: its leaf must stand in the log that the report is about, signed. Whether
 * that key was replaced or voided since, only the log shows (`keyStandsInTheLog`).
 */
async function keyBroughtIn(
  report: Report | null,
  { keys, kid, origin }: Sought,
): Promise<PublicKey | Finding> {
  if (report === null) return finding('key_is_unknown', { kid })
  if (report.keyLeaf === null) return finding('key_leaf_is_missing', { kid })
  const { body, index, proof } = report.keyLeaf
  const leaf = readLeaf(utf8(body))
  const said = leaf && keyIntroducedOf(leaf)
  if (!said || said.use !== reportKind.use || kidOf(said.x) !== kid || leaf.seq !== index) {
    return finding('key_leaf_is_missing', { kid })
  }
  if (!(await isSignedIn(said, { keys, origin, seq: index }))) {
    return finding('key_is_unknown', { kid })
  }
  const stands = includes({
    index,
    size: report.toSize,
    leaf: leafHash(utf8(body)),
    proof: hashesOf(proof),
    root: hashOf(report.root),
  })
  return stands
    ? publicKeyOf(rawOf(said), reportKind.use, index + 1)
    : finding('key_leaf_is_missing', { kid })
}

/** A hash of a report that was read: its schema has seen to its form. */
export function hashOf(text: string): Bytes {
  return hashOfBase64(text) as Bytes
}

export function hashesOf(texts: readonly string[]): Bytes[] {
  return texts.map(hashOf)
}

function fieldOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues[0]?.path?.map(({ key }) => String(key)).join('.') ?? ''
}
