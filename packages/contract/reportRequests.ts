import * as v from 'valibot'
import { Id } from './ids.ts'
import { Day, Moment } from './times.ts'

/** The days a report is to tell of, both counting, in UTC as the log is. */
export const ReportRequest = v.pipe(
  v.strictObject({ from: Day, to: Day }),
  v.forward(
    v.check(({ from, to }) => from <= to, 'a day not before the first'),
    ['to'],
  ),
)
export type ReportRequest = v.InferOutput<typeof ReportRequest>

/** A report in the list. What it covers and when it was issued is null while it is being made. */
export const ReportLine = v.object({
  no: v.number(),
  period: v.object({ from: Day, to: Day }),
  fromSize: v.nullable(v.number()),
  toSize: v.nullable(v.number()),
  issuedAt: v.nullable(Moment),
  /** The SHA-256 of its JWS, hex: what its co-signers sign, and what the next report names. */
  digest: v.nullable(v.string()),
  /** How many stewards signed it beside audit, and how many signatures a report wants now. */
  signatures: v.object({ made: v.number(), needed: v.number() }),
})
export type ReportLine = v.InferOutput<typeof ReportLine>

/** An Ed25519 key of 32 bytes, base64url: the `x` of its JWK. */
const KeyText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'the x of an Ed25519 key'))

/**
 * A steward's own public key, under which they sign reports from now on, and how many such
 * signatures a report wants.
 */
export const CosignerEntry = v.strictObject({
  x: KeyText,
  needed: v.pipe(v.number(), v.integer('a whole number'), v.minValue(0), v.maxValue(100)),
})
export type CosignerEntry = v.InferOutput<typeof CosignerEntry>
/** How many signatures a report wants once a co-signer is gone. */
export const CosignerRemoval = v.strictObject({ needed: CosignerEntry.entries.needed })
export type CosignerRemoval = v.InferOutput<typeof CosignerRemoval>

export const Cosigner = v.object({
  member: Id,
  name: v.string(),
  kid: v.string(),
  x: v.string(),
})
export type Cosigner = v.InferOutput<typeof Cosigner>

/** Ed25519 over four lines: `commonhour report`, origin, number and digest; base64url. */
export const ReportSigning = v.strictObject({
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/, 'a signature of 64 bytes')),
})
export type ReportSigning = v.InferOutput<typeof ReportSigning>

/** Who signed a report beside audit, of whom, and how many signatures it wants. */
export const ReportSignatures = v.object({
  no: v.number(),
  digest: v.string(),
  needed: v.number(),
  cosigners: v.array(v.object({ kid: v.string(), x: v.string() })),
  signatures: v.array(v.object({ kid: v.string(), signature: v.string(), at: Moment })),
})
export type ReportSignatures = v.InferOutput<typeof ReportSignatures>
