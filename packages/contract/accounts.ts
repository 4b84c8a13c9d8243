import * as v from 'valibot'
import { Id } from './ids.ts'
import { GrossSeconds, SignedSeconds } from './seconds.ts'
import { Day, Moment } from './times.ts'

export const AccountKind = v.picklist([
  'member',
  'organisation',
  'household',
  'pool',
  'peer',
  'opening',
])
export type AccountKind = v.InferOutput<typeof AccountKind>

/**
 * Where hours stand. `availableSeconds` = balance − heldOut − floor: what may still be set aside or
 * moved.
 */
export const Account = v.object({
  id: Id,
  kind: AccountKind,
  member: v.nullable(Id),
  givenSeconds: SignedSeconds,
  receivedSeconds: SignedSeconds,
  giftSeconds: SignedSeconds,
  importedSeconds: SignedSeconds,
  inSeconds: GrossSeconds,
  outSeconds: GrossSeconds,
  balanceSeconds: SignedSeconds,
  heldOutSeconds: GrossSeconds,
  heldInSeconds: GrossSeconds,
  availableSeconds: SignedSeconds,
  floorSeconds: SignedSeconds,
  floorUntil: v.nullable(Day),
  ceilingSeconds: v.nullable(SignedSeconds),
  status: v.picklist(['open', 'frozen', 'closed']),
  version: v.number(),
})
export type Account = v.InferOutput<typeof Account>

/** Why a line stands out: brought in, undone, undoing, or done by someone for someone. */
export const LineMark = v.nullable(v.picklist(['imported', 'reversed', 'reversal', 'by-for']))

/** One of the two of "by Rosa for Ana". */
const ActingPerson = v.nullable(v.object({ member: Id, name: v.string() }))

/** One line of a statement with its running balance. */
export const StatementLine = v.object({
  version: v.number(),
  seq: v.number(),
  at: Moment,
  workedOn: v.nullable(Day),
  deltaSeconds: SignedSeconds,
  /** What had moved here and was taken back since: the line then stands for both. */
  undoneSeconds: v.optional(SignedSeconds),
  balanceSeconds: SignedSeconds,
  purpose: v.string(),
  with: v.object({ member: v.nullable(Id), name: v.string() }),
  title: v.string(),
  transfer: Id,
  exchange: v.nullable(Id),
  mark: LineMark,
  /** Who acted for whom: both where a delegate or a coordinator did, else null. */
  by: ActingPerson,
  for: ActingPerson,
})
export type StatementLine = v.InferOutput<typeof StatementLine>

/**
 * How far the log is signed: the newest report and the newest head, each with how many lines it
 * covers. A line stands in it where its `seq` is below that size.
 */
export const SignedSoFar = v.object({
  report: v.nullable(v.object({ no: v.number(), size: v.number() })),
  head: v.nullable(v.object({ size: v.number(), at: Moment })),
})
export type SignedSoFar = v.InferOutput<typeof SignedSoFar>

export const Statement = v.object({
  account: Id,
  from: v.nullable(Day),
  to: v.nullable(Day),
  openingSeconds: SignedSeconds,
  closingSeconds: SignedSeconds,
  givenSeconds: SignedSeconds,
  receivedSeconds: SignedSeconds,
  items: v.array(StatementLine),
  signed: SignedSoFar,
  next: v.nullable(v.string()),
})
export type Statement = v.InferOutput<typeof Statement>
