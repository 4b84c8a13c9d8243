import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Asset } from './env.ts'
import { markFile } from './parts/markFile.ts'

export { fixedHeaders } from './plumbing/guard.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Makes the stylesheet, the scripts and the mark, each under a path that carries a hash of its
 * bytes: `/assets/web-….css`; and the service worker, whose path must stay. `passkey` is for the
 * pages of signing in, `verify` for one page alone, and far larger than `web`.
 * Standalone serves the map; the edge build writes it to a directory.
 * @param root the folder of this file, where a bundle has moved it
 */
export async function buildAssets(root = here('.')): Promise<Map<string, Asset>> {
  const [css, js, passkey, verify, small, large] = await Promise.all([
    bundled(`${root}/styles/web.css`),
    bundled(`${root}/script/web.ts`),
    bundled(`${root}/script/passkey.ts`),
    bundled(`${root}/script/verify.ts`),
    readFile(`${root}/icons/icon-192.png`),
    readFile(`${root}/icons/icon-512.png`),
  ])
  const files = [
    named('web.css', css, 'text/css; charset=utf-8'),
    named('web.js', js, script),
    named('web.svg', encode(markFile), 'image/svg+xml'),
    named('passkey.js', passkey, script),
    named('verify.js', verify, script),
    named('icon192.png', Uint8Array.from(small), 'image/png'),
    named('icon512.png', Uint8Array.from(large), 'image/png'),
  ]
  // What every page needs; its bytes are others whenever theirs are, so that browsers notice.
  const kept = files.slice(0, 3).map(([name]) => name)
  const worker = await bundled(`${root}/script/sw.ts`, { FILES: JSON.stringify(kept) })
  // The Worker at the edge asks which files there are; see main.ts.
  const names = encode(JSON.stringify(files.map(([name]) => name)))
  const list: Asset = { bytes: names, type: 'application/json', immutable: false }
  const sw: Asset = { bytes: worker, type: script, immutable: false }
  return new Map([...files, ['/assets/names.json', list], ['/sw.js', sw]])
}

const script = 'text/javascript; charset=utf-8'

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

async function bundled(
  entry: string,
  define: Record<string, string> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    define,
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
