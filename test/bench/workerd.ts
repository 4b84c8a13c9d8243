import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { copySeed } from './community.ts'
import { HttpGifts } from './http.ts'
import type { Opened } from './measure.ts'

const date = '2026-11-17'

/**
 * Point 2: the API's bundle in workerd itself (not `wrangler dev`, whose proxies would be
 * measured), its books in libsql-local over loopback HTTP, in a process of its own.
 */
export async function openWorkerdMeasures(bench: Bench): Promise<Opened> {
  const { folder, options, root, seed } = bench
  const directory = await copySeed(seed, folder, 'workerd')
  const books = new Child(join(import.meta.dirname, 'booksProgram.ts'))
  try {
    const { base, url } = await books.call<Ports>('open', directory, seed.jwks)
    const config = await writeWorker(join(folder, 'worker'), root, base, url)
    const { close, port } = await serveWorker(root, config)
    const gifts = new HttpGifts(seed, `http://127.0.0.1:${port}`, base, null)
    const name = 'whole HTTP API, workerd'
    return {
      measures: options.clients.map((clients) => gifts.measure('2', name, clients)),
      check: () => gifts.check(),
      async close() {
        gifts.close()
        await close()
        await books.call('close')
        await books.close()
      },
    }
  } catch (cause) {
    await books.close()
    throw cause
  }
}

interface Ports {
  /** The origin: whose public keys the API asks for. */
  readonly base: string
  /** libsql-local. */
  readonly url: string
}

async function writeWorker(folder: string, root: string, base: string, url: string) {
  await mkdir(folder)
  const [bundle] = (
    await build({
      entryPoints: [join(root, 'workers/api/main.ts')],
      ...{ bundle: true, minify: true, write: false, format: 'esm' as const, target: 'es2024' },
      conditions: ['workerd', 'browser'],
    })
  ).outputFiles
  await writeFile(join(folder, 'api.js'), bundle?.contents ?? '')
  // The platform's counter is not ours to measure, nor to be stopped by.
  const entry = `import api from 'api.js'
const QUOTA = { limit: async () => ({ success: true }) }
export default { fetch: (request, env) => api.fetch(request, { ...env, QUOTA }) }\n`
  await writeFile(join(folder, 'entry.js'), entry)
  const bindings = {
    BASE_URL: base,
    FINGERPRINT_SECRET: 'a secret of this bench',
    LIBSQL_HOST_URL: `${url}dev/host/`,
    LIBSQL_COMMUNITY_URL: `${url}dev/{community}/`,
  }
  const bound = Object.entries(bindings).map(
    ([name, text]) => `(name = "${name}", text = "${text}")`,
  )
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "api", worker = .api),
    (name = "internet", network = (allow = ["private", "public", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "api")],
);
const api :Workerd.Worker = (
  modules = [
    (name = "entry.js", esModule = embed "entry.js"),
    (name = "api.js", esModule = embed "api.js"),
  ],
  compatibilityDate = "${date}",
  bindings = [${bound.join(', ')}],
);
`
  const path = join(folder, 'config.capnp')
  await writeFile(path, config)
  return path
}

async function serveWorker(root: string, config: string) {
  // workerd comes with wrangler.
  const wrangler = createRequire(join(root, 'package.json')).resolve('wrangler/package.json')
  const { default: binary } = createRequire(wrangler)('workerd') as { default: string }
  const args = ['serve', '--control-fd=3', config]
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  // Also when the bench is stopped before this has come to stand.
  process.once('exit', () => child.kill())
  try {
    return { port: await portOf(child), close: () => stop(child) }
  } catch (cause) {
    await stop(child)
    throw cause
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('workerd did not listen in time.')), 15_000)
    const said = child.stdio[3] as Readable
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code}.`)))
    said.on('data', (line: Buffer) => {
      const port = /"port":(\d+)/.exec(line.toString())?.[1]
      if (port === undefined) return
      clearTimeout(late)
      resolve(Number(port))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
