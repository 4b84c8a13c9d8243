import type { Fetcher } from '@cloudflare/workers-types/index.ts'
import { createWeb, type Web } from './index.ts'

/** What wrangler.toml binds to this Worker. */
export interface Bindings {
  API: Fetcher
  IDENTITY: Fetcher
  /** Serves `/assets/*` before this Worker is asked; here it tells the names of the files. */
  ASSETS: Fetcher
  /** The one origin of the host. */
  BASE_URL: string
  /** In development: where mail that was sent is kept. Its pages are shown under `/dev`. */
  DEVELOPMENT_MAIL?: string
}

let web: Web | undefined

/**
 * The Worker at the edge, and the host's one origin: what is not a page goes on to who answers it.
 * The pages are made once per isolate, since they keep nothing but parsed texts and tokens.
 */
export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    if (apiPaths.test(pathname)) return through(bindings.API)(request)
    if (identityPaths.test(pathname)) return through(bindings.IDENTITY)(request)
    const { DEVELOPMENT_MAIL: mail } = bindings
    if (mail && developmentPaths.test(pathname)) {
      return fetch(new URL(pathname + search, mail), { method: request.method })
    }
    web ??= await webFrom(bindings)
    return web.fetch(request)
  },
}

// As standalone's front door has them; both hosts are held to the same answers by test/edge.
const apiPaths = /^\/((v1|docs|healthz|readyz)(\/|$)|\.well-known\/commonhour\.json$)/
const identityPaths = /^\/(auth|oauth|\.well-known)(\/|$)/
const developmentPaths = /^\/dev(?!\/style$)(\/|$)/

async function webFrom(bindings: Bindings): Promise<Web> {
  const base = bindings.BASE_URL?.replace(/\/$/, '')
  if (!base) throw new Error('BASE_URL is not set.')
  const list = await bindings.ASSETS.fetch(`${base}/assets/names.json`)
  const names = (await list.json()) as string[]
  return createWeb({
    base,
    api: through(bindings.API),
    identity: through(bindings.IDENTITY),
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    sessionCookieSecure: base.startsWith('https:'),
    developmentMail: Boolean(bindings.DEVELOPMENT_MAIL),
    assets: new Map(names.map((name) => [name, served])),
  })
}

/** The bytes stand with the platform; only the names are wanted here. */
const served = { bytes: new Uint8Array(), type: '', immutable: true }

/** A service binding as a function; the two `Request` types are the same thing at run time. */
function through(binding: Fetcher): (request: Request) => Promise<Response> {
  return (request) => binding.fetch(request as never) as unknown as Promise<Response>
}
