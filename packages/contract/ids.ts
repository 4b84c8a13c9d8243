import * as v from 'valibot'

/** UUIDv7, lower case: made by whoever creates the thing (RFC 9562 §5.7). */
export const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const Id = v.pipe(v.string(), v.regex(idPattern, 'a UUIDv7 in lower case'))
/** Any UUID: what callers send as `Idempotency-Key`. */
export const IdempotencyKey = v.pipe(v.string(), v.uuid('a UUID'))
/** A community's name in addresses; never changed once given. */
export const slugPattern = /^[a-z][a-z0-9-]{1,39}$/
export const Slug = v.pipe(
  v.string(),
  v.regex(slugPattern, 'a slug: 2 to 40 of a–z, 0–9 and -, beginning with a letter'),
)

/**
 * A UUIDv7 from a time and 10 random bytes; pure, so that tests and simulations repeat.
 * @param at milliseconds since the epoch
 * @param random at least 10 bytes
 */
export function uuidv7(at: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) % 256
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20].reduce((text, at, dash) => dashAt(text, at + dash), hex)
}

function dashAt(text: string, at: number): string {
  return `${text.slice(0, at)}-${text.slice(at)}`
}
