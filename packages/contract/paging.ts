import * as v from 'valibot'

/** How many items one page may hold. */
export const mostItems = 100

/**
 * Query of every list: `limit` (≤ 100, default 50) and the cursor that the last page gave as
 * `next`.
 */
export const pageQuery = {
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, `a whole number from 1 to ${mostItems}`),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(mostItems),
    ),
  ),
  after: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,200}$/, 'a cursor we gave'))),
}
export const PageQuery = v.strictObject(pageQuery)

/** One page: its items, and the cursor of the next one or null. */
export function page<const S extends v.GenericSchema>(item: S) {
  return v.object({ items: v.array(item), next: v.nullable(v.string()) })
}
