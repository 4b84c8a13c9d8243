import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listCommunities } from '@commonhour/host'
import { serverInProcess } from '@commonhour/host/node'
import { dataDirectory, openLibsql, takeLock } from '@commonhour/libsql-local'

/** What passes between a command and the databases it reaches through another process. */
export interface Wire {
  /** Called with each request before it is done, and after; it may end the one who asked. `lose`
   * says that the request went no further, as if the wire had been cut there. */
  watch(see: null | Watcher): void
  /** The states of the communities in the register, as they stand now. */
  states(): Promise<string[]>
  close(): Promise<void>
}
export type Watcher = (request: Passing) => Promise<'lose' | undefined>
export interface Passing {
  readonly path: string
  readonly body: string
  readonly when: 'before' | 'after'
}

/**
 * Serves a data directory as `pnpm start` does, so that a test sees each request and may stop it.
 */
export async function serveWire(directory: string): Promise<Wire> {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  let see: null | Watcher = null
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const path = request.url ?? '/'
    if ((await see?.({ path, body, when: 'before' })) === 'lose') return
    const method = request.method ?? 'GET'
    const answer = await libsql.fetch(`http://libsql.local${path}`, {
      method,
      ...(method === 'POST' && { body }),
    })
    await see?.({ path, body, when: 'after' })
    if (response.destroyed) return
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const lock = takeLock(directory, (server.address() as AddressInfo).port)
  return {
    watch(watcher) {
      see = watcher
    },
    async states() {
      const { open } = serverInProcess(libsql)
      return (await listCommunities(open('host'))).map(({ state }) => state)
    },
    async close() {
      lock.release()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await libsql.close()
    },
  }
}
