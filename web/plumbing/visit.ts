import { type Client, createClient, isRefusal, type Refusal } from '@commonhour/client'
import { uuidv7 } from '@commonhour/contract'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { actingCookieName, actingOf } from '../delegations/acting.ts'
import type { WebEnv } from '../env.ts'
import { type Language, languages, type Say, sayIn } from '../messages.ts'
import { deviceOf } from '../sessions/device.ts'
import { type Words, wordsIn } from '../words.ts'
import { addressed, addressHeader, type Identity, identityOf } from './identity.ts'
import { askedLanguage, languageCookieName } from './language.ts'
import type { Tokens } from './tokens.ts'

/** One request, as pages see it. */
export interface Visit {
  env: WebEnv
  url: URL
  /** The community named in the address; '' on the host's own pages. */
  community: string
  /** What the page is said in; see `visitIn`. */
  language: Language
  /** What was chosen in this browser, else what it asks for; undefined where we speak none. */
  asked: Language | undefined
  say: Say
  words: Words
  now: number
  session: string | undefined
  identity: Identity
  /** What they sit at, in two words; '' where the browser does not tell. */
  device: string
  /** The member this browser acts for here; undefined for whoever is signed in. */
  actingFor: string | undefined
  client: Client
  /** Why no token was had for this community, should that be so. */
  tokenRefusal: () => Refusal | undefined
  /** A parameter of the path. */
  param: (name: string) => string
  /** A value of the query, '' when absent. */
  query: (name: string) => string
  cookie: (name: string) => string | undefined
  /** A fresh UUIDv7 for a form: sent twice, it books once. */
  newId: () => string
  /** An address inside the community: `visit.to('needs', id)` → `/riverside/needs/…`. */
  to: (...parts: string[]) => string
}

export function sessionCookieName(env: WebEnv): string {
  return env.sessionCookieSecure ? '__Host-session' : 'session'
}

export function visitOf(c: Context, env: WebEnv, tokens: Tokens): Visit {
  const chosen = getCookie(c, languageCookieName(env))
  const asked = askedLanguage(chosen, c.req.header('accept-language'))
  const [first] = languages
  const language = asked ?? first
  const say = sayIn(language)
  const community = c.req.param('community') ?? ''
  const session = getCookie(c, sessionCookieName(env)) || undefined
  const address = c.req.header(addressHeader)
  const identity = identityOf(env, address, language.tag)
  const now = env.now()
  const url = new URL(c.req.url)
  const actingFor = actingOf(getCookie(c, actingCookieName(env)), community)
  const caller: Caller = { identity, session, community, tokens, now, refusal: undefined }
  return {
    env,
    url,
    community,
    language,
    asked,
    say,
    words: wordsIn(language, say),
    now,
    session,
    identity,
    device: deviceOf(c.req.header('user-agent') ?? ''),
    actingFor,
    client: clientFor(env, caller, address, actingFor),
    tokenRefusal: () => caller.refusal,
    param: (name) => c.req.param(name) ?? '',
    query: (name) => url.searchParams.get(name) ?? '',
    cookie: (name) => getCookie(c, name),
    newId: () => uuidv7(env.now(), env.random(10)),
    to: (...parts) => `/${[community, ...parts].join('/')}`,
  }
}

/** The same visit, said in another language. */
export function visitIn(visit: Visit, language: Language): Visit {
  if (language === visit.language) return visit
  const say = sayIn(language)
  return { ...visit, language, say, words: wordsIn(language, say) }
}

interface Caller {
  identity: Identity
  session: string | undefined
  community: string
  tokens: Tokens
  now: number
  refusal: Refusal | undefined
}

function clientFor(
  env: WebEnv,
  caller: Caller,
  address: string | undefined,
  onBehalfOf: string | undefined,
): Client {
  return createClient({
    onBehalfOf,
    base: env.base,
    fetch: (request) => env.api(addressed(request, address)),
    token: once(() => tokenFor(caller)),
  })
}

/** The token of this visitor for this community; none when signed out, and the API says so then. */
async function tokenFor(caller: Caller): Promise<string | undefined> {
  const { identity, session, community, tokens, now } = caller
  if (session === undefined) return undefined
  const kept = tokens.get(session, community, now)
  if (kept !== undefined) return kept
  const made = await identity.tokenFor(session, community)
  if (isRefusal(made)) {
    caller.refusal = made
    return undefined
  }
  tokens.put(session, community, made.token, Date.parse(made.expiresAt))
  return made.token
}

/** Two calls of one page that start together ask for one token. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
