/**
 * SHA-256 of a text, as lower-case hex. For long random secrets (session tokens, app secrets) and
 * for telling texts apart; a short code needs a key besides.
 */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
