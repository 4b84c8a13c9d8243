/** Bytes that WebCrypto takes too. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Lower-case hex, as hashes stand in our tables. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Base 64 with padding, as reports write hashes. */
export function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

/** SHA-256 in hex, as `sha256sum` prints it. */
export async function digestOf(bytes: Bytes): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
