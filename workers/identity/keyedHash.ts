/**
 * HMAC-SHA-256 of a text under our secret, as hex. A code has a million values and an e-mail can be
 * guessed: a plain hash of either would be undone in a moment by whoever has the database.
 * @param purpose keeps the hashes of one use apart from those of another
 */
export async function keyedHash(secret: string, purpose: string, text: string): Promise<string> {
  const encode = (value: string) => new TextEncoder().encode(value)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, encode(`${purpose}\n${text}`))
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
