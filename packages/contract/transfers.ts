import * as v from 'valibot'
import { Id } from './ids.ts'
import { Seconds } from './seconds.ts'
import { ReversalReason, Text } from './texts.ts'
import { Day, Moment } from './times.ts'

export const Purpose = v.picklist(['help', 'gift', 'grant', 'correction', 'import', 'treaty'])
export type Purpose = v.InferOutput<typeof Purpose>
export const TransferKind = v.picklist(['post', 'hold', 'settle', 'release', 'reverse'])
export type TransferKind = v.InferOutput<typeof TransferKind>

/** A receipt: a compact JWS, `typ: commonhour-receipt+jwt`, signed with a key for receipts only. */
export const TransferReceipt = v.object({ transfer: Id, receipt: v.string() })
export type TransferReceipt = v.InferOutput<typeof TransferReceipt>

/**
 * A gift by the holder of `fromAccount`, or an admitted app's booking of help confirmed on its
 * side. `fromAccount` is the account whose standing falls.
 */
export const TransferBooking = v.strictObject({
  id: Id,
  purpose: v.picklist(['gift', 'help']),
  fromAccount: Id,
  toAccount: Id,
  seconds: Seconds,
  memo: v.optional(Text, ''),
  workedOn: v.optional(v.nullable(Day), null),
})
export type TransferBooking = v.InferOutput<typeof TransferBooking>

/**
 * Several of them in one request, by an app that books a day's list: all rows or none. Each is
 * judged where the rows before it leave its accounts.
 */
export const TransferBookings = v.strictObject({
  transfers: v.pipe(
    v.array(TransferBooking),
    v.minLength(1, 'a transfer'),
    v.maxLength(100, 'at most 100 transfers'),
  ),
})
export type TransferBookings = v.InferOutput<typeof TransferBookings>

/** The id of the reversing transfer, made by the caller, and a reason of the list. */
export const TransferReversal = v.strictObject({ id: Id, reason: ReversalReason })
export type TransferReversal = v.InferOutput<typeof TransferReversal>

export const Transfer = v.object({
  id: Id,
  seq: v.number(),
  kind: TransferKind,
  purpose: Purpose,
  fromAccount: Id,
  toAccount: Id,
  seconds: Seconds,
  at: Moment,
  workedOn: v.nullable(Day),
  exchange: v.nullable(Id),
  reverses: v.nullable(Id),
  reversedBy: v.nullable(Id),
  charter: v.number(),
  by: v.nullable(v.string()),
  for: v.nullable(Id),
  memo: v.string(),
  /** The signed promise that its line stands in the log; null while the community has no keys. */
  receipt: v.nullable(v.string()),
})
export type Transfer = v.InferOutput<typeof Transfer>
/** What one request booked, in the order of its rows. */
export const BookedTransfers = v.object({ transfers: v.array(Transfer) })
export type BookedTransfers = v.InferOutput<typeof BookedTransfers>

/** A pool: a shared account for gifts; its standing is public, its givers are not. */
export const Pool = v.object({ account: Id, name: v.string(), balanceSeconds: v.number() })
export type Pool = v.InferOutput<typeof Pool>
