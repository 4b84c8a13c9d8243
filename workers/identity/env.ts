import { type Open, openFromEnvironment } from '@commonhour/host'
import { type Mail, mailOverHttp } from './mail.ts'
import type { SignInLimits } from './signInLimits.ts'

/** Everything identity needs from where it runs. */
export interface IdentityEnv {
  /** The origin people and apps see, such as `http://localhost:8787`, without a closing `/`. */
  readonly base: string
  readonly open: Open
  /** At least 32 characters. With it and the host database anyone can be signed in. */
  readonly authSecret: string
  /** @throws when the message was not taken */
  sendMail(mail: Mail): Promise<void>
  /** Milliseconds since the epoch. The sign-in library reads the machine's clock besides. */
  now(): number
  /** The network address the person asks from, as the host's own front door saw it. */
  addressOf(request: Request): string
  /** Takes one line of what went wrong, without personal data; the console unless told. */
  log?(line: object): void
  /** How many tries are allowed; `signInLimits` unless told. */
  readonly limits?: SignInLimits
}

/** What the Worker is given at the edge. */
export interface IdentityBindings {
  readonly BASE_URL: string
  readonly AUTH_SECRET: string
  readonly LIBSQL_HOST_URL: string
  readonly LIBSQL_HOST_TOKEN?: string
  /** Takes `POST { from, to, subject, text }` as JSON; answers 2xx once it has the message. */
  readonly MAIL_URL: string
  readonly MAIL_TOKEN?: string
  readonly MAIL_FROM: string
}

/** Reads the bindings, once per request: at the edge a database client belongs to one request. */
export function environmentOf(bindings: IdentityBindings): IdentityEnv {
  for (const name of ['BASE_URL', 'AUTH_SECRET', 'MAIL_URL', 'MAIL_FROM'] as const) {
    if (!bindings[name]) throw new Error(`${name} is not set.`)
  }
  return {
    base: bindings.BASE_URL.replace(/\/$/, ''),
    open: openFromEnvironment(bindings),
    authSecret: bindings.AUTH_SECRET,
    sendMail: mailOverHttp(bindings.MAIL_URL, bindings.MAIL_FROM, bindings.MAIL_TOKEN),
    now: Date.now,
    // Cloudflare sets this on every request from outside, whatever the sender wrote there; web
    // hands it on when it asks for someone.
    addressOf: (request) => request.headers.get('cf-connecting-ip') ?? '',
  }
}
