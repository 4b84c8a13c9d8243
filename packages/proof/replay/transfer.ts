import { Purpose, TransferKind } from '@commonhour/contract'
import { isCount, type Leaf } from './leaf.ts'

/** A transfer as its leaf says it; the accounts by the ids that only the log knows. */
export interface LoggedTransfer {
  readonly kind: TransferKind
  readonly id: string
  readonly purpose: Purpose
  readonly fromAccount: string
  readonly toAccount: string
  readonly seconds: number
  /** What a settle, release or reverse resolves. */
  readonly ref: string | null
  readonly exchange: string | null
  readonly charter: number
}

/** What begins the kind of every transfer's leaf. */
export const transferPrefix = 'transfer.'

/**
 * `["transfer.post", seq, at, id, purpose, from, to, seconds, ref, group, exchange, expiresAt,
 * workedOn, charter, actor, onBehalfOf, reason, memoHash]`; null where a part that moves is not so.
 */
export function transferOf({ body, kind: leafKind }: Leaf): LoggedTransfer | null {
  const [id, purposeSaid, fromAccount, toAccount, seconds, ref, , exchange, , , charter] =
    body.slice(3)
  const kind = TransferKind.options.find((one) => transferPrefix + one === leafKind)
  const purpose = Purpose.options.find((one) => one === purposeSaid)
  if (kind === undefined || purpose === undefined || !isText(id)) return null
  if (!isText(fromAccount) || !isText(toAccount) || fromAccount === toAccount) return null
  if (!isCount(seconds) || seconds === 0 || !isCount(charter)) return null
  if (!isTextOrNull(exchange)) return null
  const moves = { kind, id, purpose, fromAccount, toAccount, seconds, exchange, charter }
  if (kind === 'post' || kind === 'hold') return ref === null ? { ...moves, ref } : null
  return isText(ref) ? { ...moves, ref } : null
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value)
}
