import { bytesOfBase64url, textOf } from '../bytes.ts'
import { jsonOf } from '../json.ts'
import { receiptKind } from '../receipt.ts'
import type { DocumentKind } from './check.ts'

/** What lies on the table beside a document, by the shape of its first lines. */
export type FileKind = DocumentKind | 'keys' | 'log' | 'balances' | 'signatures'

// By how it begins: one that was altered further down is a proof that is none.
const proofBegins = /^\{\s*"(report|publicId|lines|balance)"/

/** Of one transfer, and with its line; a receipt beside its transfer has none. */
const lineBegins = /^\{\s*"(transfer|index|body)"/

/** A receipt as the API hands it out stands in a record, beside the transfer it is of. */
export function unwrapped(text: string): string {
  if (!text.trimStart().startsWith('{')) return text
  return textIn(recordOf(jsonOf(text))?.receipt) ?? text
}

/**
 * What a document is meant to be, by its shape; what is none of ours is looked at as a report, and
 * found to be none.
 */
export function kindOf(whole: string): DocumentKind {
  const text = unwrapped(whole)
  if (proofBegins.test(text.trimStart())) return 'memberProof'
  if (lineBegins.test(text.trimStart())) return 'lineProof'
  if (text.includes('\n\n')) return 'checkpoint'
  return partOf(text, 0)?.typ === receiptKind.typ ? 'receipt' : 'report'
}

/**
 * What a file is, by its beginning; null where nothing tells.
 * @param head the first thousand characters or more
 */
export function fileKindOf(head: string): FileKind | null {
  const text = unwrapped(head).trimStart()
  if (/^\["[A-Za-z0-9+/]{43}=",/.test(text)) return 'balances'
  if (/^\["[\w.]+",\d/.test(text)) return 'log'
  if (/^\{\s*"(no|digest|needed|cosigners|signatures)"/.test(text)) return 'signatures'
  if (/^\{\s*"(communities|keys|kty|crv|kid|x|use)"/.test(text)) return 'keys'
  if (proofBegins.test(text)) return 'memberProof'
  if (lineBegins.test(text)) return 'lineProof'
  if (text.includes('\n\n— ')) return 'checkpoint'
  return partOf(text, 0)?.typ === undefined ? null : kindOf(text)
}

/** Which log a document says it is of. Nobody has vouched for it yet. */
export function originIn(text: string, kind: DocumentKind): string | null {
  switch (kind) {
    case 'report':
      return textIn(partOf(text, 1)?.origin)
    case 'receipt':
      return textIn(partOf(unwrapped(text), 1)?.iss)
    case 'checkpoint':
      return textIn(text.split('\n')[0])
    case 'lineProof': {
      const signed = textIn(recordOf(jsonOf(text))?.signed)
      return signed === null ? null : originIn(signed, kindOf(signed))
    }
    case 'memberProof': {
      const report = textIn(recordOf(jsonOf(text))?.report)
      return report === null ? null : originIn(report, 'report')
    }
  }
}

/** The number that a report says it has; null where it is none. */
export function numberIn(report: string): number | null {
  const no = partOf(report, 1)?.no
  return typeof no === 'number' ? no : null
}

/** The header (0) or the payload (1) of a JWS. */
function partOf(jws: string, at: 0 | 1): Record<string, unknown> | null {
  const bytes = bytesOfBase64url(jws.trim().split('.')[at] ?? '')
  return recordOf(jsonOf((bytes && textOf(bytes)) ?? ''))
}

function recordOf(value: unknown): Record<string, unknown> | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : null
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
