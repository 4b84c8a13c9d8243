import { type Fault, isFault } from '@commonhour/contract'
import * as v from 'valibot'
import { malformedField } from './fields.ts'

/** The cursor of the next page: where this one ended, opaque to callers (base64url of JSON). */
export function cursorOf(place: readonly (string | number)[]): string {
  return btoa(JSON.stringify(place)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Where the last page ended; null for the first page.
 * @param schema what `cursorOf` was given, such as `v.tuple([v.number(), Id])`
 * @returns or `request_is_malformed` naming `/after`
 */
export function placeOf<const S extends v.GenericSchema>(
  schema: S,
  after: string | undefined,
): v.InferOutput<S> | null | Fault {
  if (after === undefined) return null
  const place = decoded(after)
  if (isFault(place)) return place
  const read = v.safeParse(schema, place)
  return read.success ? read.output : notOurs(after)
}

/** The place in a list that goes by one number, such as a log index. */
export const NumberPlace = v.tuple([v.pipe(v.number(), v.safeInteger('a whole number'))])

function decoded(after: string): unknown {
  try {
    return JSON.parse(atob(after.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return notOurs(after)
  }
}

function notOurs(after: string): Fault {
  return malformedField('/after', 'a cursor we gave', after)
}
