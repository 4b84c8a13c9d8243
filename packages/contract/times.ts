import * as v from 'valibot'

/** A moment, RFC 3339 UTC with `Z`. Inside the code a moment is milliseconds since the epoch. */
export const Moment = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/,
    'a moment such as 2026-12-01T09:30:00Z',
  ),
  v.check(isMoment, 'a moment that exists'),
)
/** A day of the calendar, `YYYY-MM-DD`. */
export const Day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-12-01'),
  v.check(isDay, 'a day that exists'),
)

/** Milliseconds since the epoch → RFC 3339 UTC. */
export function momentOf(at: number): string {
  return new Date(at).toISOString()
}

/** RFC 3339 UTC → milliseconds since the epoch. */
export function atOf(moment: string): number {
  return Date.parse(moment)
}

/** Milliseconds since the epoch → the UTC day. */
export function dayOf(at: number): string {
  return momentOf(at).slice(0, 10)
}

/** Parsing is lenient: 24:00 is the next day's beginning, and 30 February is in March. */
function isMoment(text: string): boolean {
  const at = Date.parse(text)
  return !Number.isNaN(at) && dayOf(at) === text.slice(0, 10)
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && dayOf(at) === text
}
