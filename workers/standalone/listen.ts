import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Standalone } from './standalone.ts'

/** How long requests under way may take once it is told to stop, in milliseconds. */
const patienceMs = 10_000

interface Incoming {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } }
}

/** Serves on a port; `close` refuses new connections and waits for the requests under way. */
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
      (address: AddressInfo) => resolve({ port: address.port, close: () => end(server) }),
    ) as Server
    server.on('error', reject)
  })
}

/** A client that keeps its connection and goes on asking would never let us end: it is told so. */
function end(server: Server): Promise<void> {
  return new Promise((done) => {
    server.prependListener('request', (_request, response) => {
      response.setHeader('connection', 'close')
    })
    const impatient = setTimeout(() => server.closeAllConnections(), patienceMs)
    const tidying = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(impatient)
      clearInterval(tidying)
      done()
    })
    server.closeIdleConnections()
  })
}
