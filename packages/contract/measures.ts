import * as v from 'valibot'
import { Day } from './times.ts'

/** One number of a community's health, never without its definition. */
export const Measure = v.object({
  name: v.picklist(['exchanges', 'coordinatorSecondsPerExchange']),
  /** Of the definition: numbers of two versions are not to be compared. */
  version: v.number(),
  definition: v.string(),
  /** Null where there is nothing to divide by. */
  value: v.nullable(v.number()),
  unit: v.picklist(['exchanges', 'seconds']),
  /** How many things it was computed from. */
  of: v.number(),
})
export type Measure = v.InferOutput<typeof Measure>

export const Measures = v.object({ from: Day, to: Day, items: v.array(Measure) })

/** From one day to another, both counted in. */
export const MeasuresQuery = v.strictObject({ from: Day, to: Day })
