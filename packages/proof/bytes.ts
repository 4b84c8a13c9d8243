/** Bytes that WebCrypto takes too: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

/** UTF-8 → text; null where the bytes are not UTF-8. A byte order mark stays a character. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Not in constant time: what is compared here is public. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

/** Lower-case hex, as `sha256sum` prints. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Base 64 with padding (RFC 4648 §4), as checkpoints write hashes. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Strict: one text for every value. Of two texts with the same bytes an attacker could make two
 * documents with one signature.
 */
export function bytesOfBase64(text: string): Bytes | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return base64Of(bytes) === text ? bytes : null
}

/** The alphabet for addresses, without padding (RFC 4648 §5), as JOSE writes it. */
export function base64urlOf(bytes: Uint8Array): string {
  return base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** As strict as {@link bytesOfBase64}. */
export function bytesOfBase64url(text: string): Bytes | null {
  if (!/^[\w-]*$/.test(text)) return null
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return bytesOfBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='))
}

/** A hash of 32 bytes from base 64; null where it is none. */
export function hashOfBase64(text: string): Bytes | null {
  const bytes = bytesOfBase64(text)
  return bytes?.length === 32 ? bytes : null
}
