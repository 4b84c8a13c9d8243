import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'

/** Where each part listens on 127.0.0.1 (ARCHITECTURE, "Names at run time"). */
export interface Ports {
  readonly web: number
  readonly api: number
  readonly identity: number
  readonly courier: number
  readonly audit: number
  readonly libsql: number
}

/**
 * `PORT` is the web's (8787), api, identity, courier and audit take the four after it;
 * `LIBSQL_PORT` is libSQL's (8080). With `PORT=0` all are free ones.
 * @throws when one is no port
 */
export async function portsOf(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Ports> {
  const { LIBSQL_PORT, PORT } = environment
  if (PORT === '0') {
    const [web = 0, api = 0, identity = 0, courier = 0, audit = 0, libsql = 0] = await freePorts(6)
    return { web, api, identity, courier, audit, libsql }
  }
  const web = portOf('PORT', PORT ?? '8787')
  const libsql = portOf('LIBSQL_PORT', LIBSQL_PORT ?? '8080')
  return { web, api: web + 1, identity: web + 2, courier: web + 3, audit: web + 4, libsql }
}

function portOf(name: string, text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_532) return port
  throw new Error(`${name} must be a number from 1 to 65531, or PORT=0 for free ones; not ${text}.`)
}

/** All are held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}

function listening(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
