// What of a service worker's surroundings is used here: TypeScript knows them apart from pages
// only.

/** An event that goes on until what it waits for is done. */
export interface Lasting extends Event {
  waitUntil(until: Promise<unknown>): void
}

export interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/** Background Sync: the browser says that the network is back. */
export interface Syncing extends Lasting {
  readonly tag: string
}

interface Worker {
  addEventListener(kind: 'install' | 'activate', listen: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', listen: (event: Fetching) => void): void
  addEventListener(kind: 'sync', listen: (event: Syncing) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void>; matchAll(): Promise<readonly { url: string }[]> }
}

export const worker = self as unknown as Worker
