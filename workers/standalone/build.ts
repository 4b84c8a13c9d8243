import { join } from 'node:path'
import { build } from 'esbuild'

/** Bundles every Worker and the web client for Node; gives the program's path. Node runs no TSX. */
export async function buildStandalone(root: string): Promise<string> {
  const outfile = join(root, 'workers/standalone/dist/main.js')
  await build({
    entryPoints: [join(root, 'workers/standalone/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['libsql'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
    // Bundled CommonJS asks for `require`, which a module has not.
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  })
  return outfile
}
