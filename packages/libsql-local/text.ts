const LONE_SURROGATE =
  /(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])/

/**
 * Why the native engine (libsql 0.5) cannot be given this text, or null.
 * Past a NUL it stores text but never reads it back. From half a surrogate pair escaped in JSON,
 * SQLite's JSON functions make bytes that are not UTF-8, and the engine ends the process on them.
 */
export function refusedText(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character'
  if (/^\s*[[{"]/.test(text) && LONE_SURROGATE.test(text)) {
    return 'escapes half a surrogate pair'
  }
  return null
}
