import { serialize } from 'hono/utils/cookie'
import type { WebEnv } from '../env.ts'
import { codeOf, type Language, languageFor, spokenOf } from '../messages.ts'

/** What this browser reads in, chosen at the foot of a page or kept from whoever signed in last. */
export function languageCookieName(env: WebEnv): string {
  return env.sessionCookieSecure ? '__Host-language' : 'language'
}

export function languageCookie(env: WebEnv, language: Language): string {
  return serialize(languageCookieName(env), codeOf(language), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: env.sessionCookieSecure,
    maxAge: yearSeconds,
  })
}

const yearSeconds = 365 * 86_400

/** What was chosen in this browser, else what it asks for of itself. */
export function askedLanguage(
  chosen: string | undefined,
  accepted: string | undefined,
): Language | undefined {
  return spokenOf([chosen ?? '']) ?? languageFor(accepted ?? '')
}
