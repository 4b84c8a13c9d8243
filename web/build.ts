import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Asset } from './env.ts'
import { markFile } from './parts/markFile.ts'

export { fixedHeaders } from './plumbing/guard.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Makes the stylesheet, the scripts and the mark, each under a path that carries a hash of its
 * bytes: `/assets/web-….css`. `passkey` is for the pages of signing in, `verify` for one page
 * alone, and far larger than `web`.
 * Standalone serves the map; the edge build writes it to a directory.
 * @param root the folder of this file, where a bundle has moved it
 */
export async function buildAssets(root = here('.')): Promise<Map<string, Asset>> {
  const [css, js, passkey, verify] = await Promise.all([
    bundled(`${root}/styles/web.css`),
    bundled(`${root}/script/web.ts`),
    bundled(`${root}/script/passkey.ts`),
    bundled(`${root}/script/verify.ts`),
  ])
  const files = [
    named('web.css', css, 'text/css; charset=utf-8'),
    named('web.js', js, script),
    named('web.svg', encode(markFile), 'image/svg+xml'),
    named('passkey.js', passkey, script),
    named('verify.js', verify, script),
  ]
  // The Worker at the edge asks which files there are; see main.ts.
  const names = encode(JSON.stringify(files.map(([name]) => name)))
  const list: Asset = { bytes: names, type: 'application/json', immutable: false }
  return new Map([...files, ['/assets/names.json', list]])
}

const script = 'text/javascript; charset=utf-8'

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

async function bundled(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    // New enough to keep light-dark() and logical properties as they are written.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
  })
  return new Uint8Array(outputFiles[0]?.contents ?? [])
}

function named(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): [string, Asset] {
  const [stem, ending] = name.split('.')
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  return [`/assets/${stem}-${hash}.${ending}`, { bytes, type, immutable: true }]
}
