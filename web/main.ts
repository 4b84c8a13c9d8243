import type { Fetcher } from '@cloudflare/workers-types/index.ts'
import { createWeb, type Web } from './index.ts'

/** What wrangler.toml binds to this Worker. */
export interface Bindings {
  API: Fetcher
  IDENTITY: Fetcher
  /** Serves `/assets/*` before this Worker is asked; here it tells the names of the files. */
  ASSETS: Fetcher
  /** The one origin of the host. */
  BASE: string
  /** `yes` shows where development mail can be read. */
  DEVELOPMENT_MAIL?: string
}

let web: Promise<Web> | undefined

/** The Worker at the edge: made once per isolate, since it keeps nothing but parsed texts and tokens. */
export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    web ??= webFrom(bindings)
    return (await web).fetch(request)
  },
}

async function webFrom(bindings: Bindings): Promise<Web> {
  const list = await bindings.ASSETS.fetch(`${bindings.BASE}/assets/names.json`)
  const names = (await list.json()) as string[]
  return createWeb({
    base: bindings.BASE,
    api: through(bindings.API),
    identity: through(bindings.IDENTITY),
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    sessionCookieSecure: bindings.BASE.startsWith('https:'),
    developmentMail: bindings.DEVELOPMENT_MAIL === 'yes',
    assets: new Map(names.map((name) => [name, served])),
  })
}

/** The bytes stand with the platform; only the names are wanted here. */
const served = { bytes: new Uint8Array(), type: '', immutable: true }

/** A service binding as a function; the two `Request` types are the same thing at run time. */
function through(binding: Fetcher): (request: Request) => Promise<Response> {
  return (request) => binding.fetch(request as never) as unknown as Promise<Response>
}
