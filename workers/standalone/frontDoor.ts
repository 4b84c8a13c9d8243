interface Door {
  fetch(request: Request, from?: { address?: string | undefined }): Promise<Response>
}
export interface Doors {
  readonly api: Door
  readonly identity: Door
  readonly web: Door
  /** Mail and the courier's rounds; null in production, where nothing stands under `/dev`. */
  readonly development: ((request: Request) => Promise<Response>) | null
}

const apiPaths = /^\/((v1|docs|healthz|readyz)(\/|$)|\.well-known\/commonhour\.json$)/
const identityPaths = /^\/(auth|oauth|\.well-known)(\/|$)/

/** One origin, four doors (ARCHITECTURE, "Names at run time"). */
export function frontDoor(doors: Doors): (request: Request, address: string) => Promise<Response> {
  return async (request, address) => {
    const { pathname } = new URL(request.url)
    if (apiPaths.test(pathname)) return doors.api.fetch(request, { address })
    if (identityPaths.test(pathname)) return doors.identity.fetch(addressed(request, address))
    const { development } = doors
    if (development !== null && /^\/dev(\/|$)/.test(pathname)) return development(request)
    return doors.web.fetch(addressed(request, address))
  }
}

/**
 * The address the socket saw, where Cloudflare would write it; what the caller wrote is replaced.
 */
function addressed(request: Request, address: string): Request {
  const headers = new Headers(request.headers)
  headers.set('cf-connecting-ip', address)
  return new Request(request, { headers })
}
