/** One file that the pages ask for. `immutable`: its path changes when its bytes do. */
export interface Asset {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  immutable: boolean
}

/** Everything the web client may touch: two doors, a clock, randomness and its own assets. */
export interface WebEnv {
  /** The one origin of the host, such as `http://localhost:8787`. */
  base: string
  /** The public API (`/v1`). */
  api: (request: Request) => Promise<Response>
  /** Sign-in (`/auth`). */
  identity: (request: Request) => Promise<Response>
  /** Milliseconds since the epoch. */
  now: () => number
  random: (bytes: number) => Uint8Array
  /** Whether cookies carry `Secure` and the `__Host-` prefix: true wherever the origin is https. */
  sessionCookieSecure: boolean
  /**
   * Whether to point at `/dev/mail` after a code was sent, and to show the parts at `/dev/style`:
   * in development alone.
   */
  developmentMail: boolean
  assets: Pick<ReadonlyMap<string, Asset>, 'get' | 'keys'>
}

/** The path of a file by its name without the hash; '' where there is none. */
export function fileOf({ assets }: Pick<WebEnv, 'assets'>, stem: string, ending: string): string {
  const isIt = (path: string) => path.startsWith(`/assets/${stem}-`) && path.endsWith(ending)
  return [...assets.keys()].find(isIt) ?? ''
}
