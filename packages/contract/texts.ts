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
/** A reason from a closed list or a code of ours: lower snake case; never free text. */
export const ReasonCode = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z_]{1,59}$/, 'a code such as booked_twice'),
)
