import type { Open } from '@commonhour/host'

/** The open books of one community: what every handler reads and writes through. */
export interface Books {
  readonly client: ReturnType<Open>
}

/** One client per request: on workerd a shared one queues one request's work behind another's. */
export function openBooks(client: ReturnType<Open>): Books {
  return { client }
}
