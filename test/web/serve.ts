import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeHost } from './fakeHost.ts'

/** Serves a fake host on a loopback port, so that a real browser can look at it. */
export async function serve(
  make: (base: string) => Promise<FakeHost>,
): Promise<{ base: string; host: FakeHost; close: () => Promise<void> }> {
  let host: FakeHost | undefined
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = 'GET' } = incoming
    const headers = new Headers(incoming.headers as Record<string, string>)
    const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) }
    const request = new Request(`${base}${incoming.url}`, { method, headers, ...body })
    const response = await (host as FakeHost).fetch(request)
    const cookies = response.headers.getSetCookie()
    outgoing.writeHead(response.status, {
      ...Object.fromEntries(response.headers),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    })
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://localhost:${(server.address() as AddressInfo).port}`
  host = await make(base)
  return {
    base,
    host,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
