import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Standalone } from './standalone.ts'

/** How long requests under way may take once it is told to stop, in milliseconds. */
const patienceMs = 10_000

interface Incoming {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } }
}

/** Serves on a port; `close` refuses new requests and waits for those under way. */
export function listen(
  { fetch }: Pick<Standalone, 'fetch'>,
  port: number,
  hostname: string,
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        port,
        hostname,
        fetch: (request: Request, bindings: Incoming) =>
          fetch(request, bindings.incoming?.socket?.remoteAddress ?? ''),
      },
      (address: AddressInfo) => resolve({ port: address.port, close }),
    )
    server.on('error', reject)
    const close = () =>
      new Promise<void>((done) => {
        server.close(() => done())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections()
        }, patienceMs).unref()
      })
  })
}
