import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, bodyTooLarge, MAX_BODY_BYTES } from './open.ts'

/**
 * Serves answers on 127.0.0.1. Plain node:http: there is one kind of request, and web Request and
 * Response objects would only be built to be taken apart again.
 */
export async function listenOn(port: number, answer: Answer) {
  const server = createServer((request, response) => {
    void respond(request, response, answer)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const taken = (server.address() as AddressInfo).port
  let closed: Promise<void> | null = null
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}/`,
    /** Takes no new connection and waits for the answers under way. */
    close(): Promise<void> {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
      return closed
    },
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer) {
  const asker = new AbortController()
  response.once('close', () => asker.abort())
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const reply = await answer(request.method ?? 'GET', path, () => readBody(request), asker.signal)
  if (response.destroyed) return
  const text = JSON.stringify(reply.body)
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    // What is left of a body we did not read must not be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw bodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
