import * as v from 'valibot'
import { Moment } from './times.ts'

/** Everything for which audit signs nothing, in the order in which it looks. */
export const AlarmCode = v.picklist([
  'books_cannot_be_read',
  'schema_is_not_released',
  'log_is_shorter',
  'memory_is_behind',
  'keys_are_not_founded',
  'key_is_not_ours',
  'log_is_forked',
  'sums_are_not_zero',
  'log_is_altered',
  'node_is_altered',
  'projections_differ',
  'charter_is_altered',
  'report_is_altered',
  'previous_report_is_not_ours',
])
export type AlarmCode = v.InferOutput<typeof AlarmCode>

/** The one that stops reports alone: the log itself is whole, and its heads are signed on. */
export const stopsReportsOnly: AlarmCode = 'previous_report_is_not_ours'

/** What stands between the books and the next signature, for stewards. */
export const Alarm = v.object({
  /** The newest of those that stand. */
  code: AlarmCode,
  /** Since when something has been amiss. */
  since: Moment,
  /** The last head that was signed: what it covers was looked at; null where none was. */
  signed: v.nullable(v.object({ size: v.number(), at: Moment })),
})
export type Alarm = v.InferOutput<typeof Alarm>

/** Whether something is amiss; null where audit signs. */
export const AlarmStanding = v.object({ alarm: v.nullable(Alarm) })
export type AlarmStanding = v.InferOutput<typeof AlarmStanding>
