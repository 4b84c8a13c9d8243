/** A random public id, 128 bits in hex: what stands in the log in place of any other id. */
export function newPublicId(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)))
}

/** The salt of a commitment, 256 bits in hex. */
export function newSalt(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(32)))
}

/**
 * A memo's commitment: SHA-256(salt ‖ text), hex. Erasing salt and text leaves it saying nothing.
 */
export function memoHash(salt: string, text: string): Promise<string> {
  return sha256(salt + text)
}

/** SHA-256 of UTF-8 text, hex. */
export async function sha256(text: string): Promise<string> {
  return hexOf(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  )
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
