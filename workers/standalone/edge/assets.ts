// Writes what the platform serves by itself, before a Worker is asked: `node …/assets.ts web|api`.
// wrangler runs it before it bundles (wrangler.toml). EDGE_ASSETS: another folder than dist/edge.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { buildAssets, fixedHeaders } from '@commonhour/web/build'

const root = resolve(import.meta.dirname, '../../..')
type Files = ReadonlyMap<string, Uint8Array | string>

const makers: Record<string, () => Promise<Files>> = { web: webFiles, api: apiFiles }

const make = makers[process.argv[2] ?? '']
if (make === undefined) throw new Error('Say whose assets: web or api.')
const folder = process.env.EDGE_ASSETS ?? join(root, 'dist/edge')
await write(join(folder, process.argv[2] as string), await make())

/** Styles, script and mark; `_headers` says of them what the Worker says on standalone. */
async function webFiles(): Promise<Files> {
  const assets = await buildAssets()
  const rules = [...assets].map(([path, { immutable }]) => {
    const lasting = immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
    return `${path}\n  Cache-Control: ${lasting}\n`
  })
  const all = `/*\n${fixedHeaders.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`
  return new Map<string, Uint8Array | string>([
    ...[...assets].map(([path, { bytes }]) => [path, bytes] as const),
    ['/_headers', `${all}${rules.join('')}`],
  ])
}

/** Scalar's own file, from the package: the docs page asks no other host. */
async function apiFiles(): Promise<Files> {
  const require = createRequire(import.meta.url)
  const folder = join(require.resolve('@scalar/api-reference'), '../..')
  const headers = `/docs/scalar.js
  Cache-Control: public, max-age=3600
  Content-Type: text/javascript; charset=utf-8
  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
`
  return new Map<string, Uint8Array | string>([
    ['/docs/scalar.js', await readFile(join(folder, 'dist/browser/standalone.js'))],
    ['/_headers', headers],
  ])
}

/** What stands already is left alone: a Worker that runs may be serving it at this moment. */
async function write(directory: string, files: Files): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const old of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(old.parentPath, old.name)
    const isWanted = files.has(path.slice(directory.length).replaceAll('\\', '/'))
    if (old.isFile() && !isWanted) await rm(path, { force: true })
  }
  for (const [name, content] of files) {
    const path = join(directory, name)
    const before = await readFile(path).catch(() => null)
    if (before?.equals(Buffer.from(content))) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}
