import * as v from 'valibot'

/** A short line people read: trimmed, 1 to 120 characters. */
export const Title = v.pipe(v.string(), v.trim(), v.minLength(1, 'some words'), v.maxLength(120))
/** A longer text people read: trimmed, at most 2,000 characters. */
export const Text = v.pipe(v.string(), v.trim(), v.maxLength(2000))
/** A person's or community's name: trimmed, 1 to 80 characters. */
export const Name = v.pipe(v.string(), v.trim(), v.minLength(1, 'a name'), v.maxLength(80))
/** A language of the client: BCP 47, short. */
export const Language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'a language such as en'),
)
/**
 * Why something was called off. Reasons are closed lists: they stand in the log, which is never
 * erased, so no words of people may enter it through them.
 */
export const CancellationReason = v.picklist([
  'plans_changed',
  'no_longer_needed',
  'could_not_come',
  'no_show',
  'no_answer',
  'recorded_by_mistake',
  'other',
])
/** Why an account has a line of its own: a closed list, as above. */
export const LineReason = v.picklist([
  'welcome',
  'supported',
  'moved_in',
  'illness',
  'hardship',
  'mistake',
  'ended',
  'other',
])
export type LineReason = v.InferOutput<typeof LineReason>
/** Why moved hours were undone: a closed list, as above. */
export const ReversalReason = v.picklist([
  'did_not_happen',
  'booked_twice',
  'wrong_hours',
  'wrong_person',
  'recorded_by_mistake',
  'both_agreed',
  'other',
])
