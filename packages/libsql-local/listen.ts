import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, bodyTooLarge, MAX_BODY_BYTES } from './answer.ts'
import { ProtocolError } from './hrana.ts'

const GRACE_MILLISECONDS = 5_000

/**
 * Serves answers on 127.0.0.1. Plain node:http: there is one kind of request, and web Request and
 * Response objects would only be built to be taken apart again.
 */
export async function listenOn(port: number, answer: Answer) {
  const server = createServer((request, response) => {
    void respond(request, response, answer, () => !server.listening)
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
        // Whoever never finishes sending must not keep the files open; their work has not begun.
        setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS).unref()
      })
      return closed
    },
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  isClosing: () => boolean,
): Promise<void> {
  const asker = new AbortController()
  response.once('close', () => asker.abort())
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const reply = await answer(request.method ?? 'GET', path, () => readBody(request), asker.signal)
  if (response.destroyed) return
  const text = JSON.stringify(reply.body)
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    // A connection kept open for more would hold up the close.
    ...(isClosing() ? { connection: 'close' } : {}),
  })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<string> {
  // Only browsers name an origin: any page in one can reach 127.0.0.1, and none has business here.
  if (request.headers.origin !== undefined) {
    throw new ProtocolError(403, 'BROWSERS_ARE_REFUSED', 'No page speaks to the database')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // Read on without keeping it: a sender cut off in the middle would never see the answer.
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
    }
  } catch {
    throw new ProtocolError(400, 'BODY_IS_INCOMPLETE', 'The connection ended before the body did')
  }
  if (bytes > MAX_BODY_BYTES) throw bodyTooLarge()
  return Buffer.concat(chunks).toString('utf8')
}
