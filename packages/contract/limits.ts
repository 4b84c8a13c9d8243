import * as v from 'valibot'
import { Id } from './ids.ts'
import { Motion } from './motions.ts'
import { LineReason } from './texts.ts'
import { Day, Moment } from './times.ts'

/**
 * A line of a member's own, until the end of a day. `until` null ends one: the charter's number
 * applies again, and is what `floorSeconds` must then say.
 */
export const LineChange = v.strictObject({
  id: Id,
  floorSeconds: v.pipe(v.number(), v.integer(), v.maxValue(0), v.minValue(-36_000_000)),
  until: v.nullable(Day),
  reason: LineReason,
})
export type LineChange = v.InferOutput<typeof LineChange>

/** One change of someone's line, as it stands in the log. */
export const Line = v.object({
  at: Moment,
  floorSeconds: v.number(),
  until: v.nullable(Moment),
  reason: LineReason,
  by: v.nullable(Id),
  name: v.nullable(v.string()),
})
export type Line = v.InferOutput<typeof Line>

/** A member's line: the one in force, the charter's, and every change, newest first. */
export const Lines = v.object({
  member: Id,
  account: Id,
  floorSeconds: v.number(),
  floorUntil: v.nullable(Day),
  charterFloorSeconds: v.number(),
  items: v.array(Line),
  motions: v.array(Motion),
})
export type Lines = v.InferOutput<typeof Lines>

/** What became of a change: done, or a motion that waits for a second steward. */
export const LineChanged = v.object({
  line: v.nullable(Line),
  motion: v.nullable(Motion),
})
export type LineChanged = v.InferOutput<typeof LineChanged>
