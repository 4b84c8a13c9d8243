import { mkdir, realpath, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { copySeed } from './community.ts'
import { HttpGifts } from './http.ts'
import type { Opened } from './measure.ts'

/** Points 1 and 3: the whole HTTP API on standalone, in a process of its own. */
export async function openStandaloneMeasures(bench: Bench): Promise<Opened> {
  const { folder, options, root, seed } = bench
  const directory = await copySeed(seed, folder, 'standalone')
  const program = await bundled(join(folder, 'program'))
  const profile = options.profile
  const child = new Child(
    program,
    profile === null
      ? []
      : ['--cpu-prof', '--cpu-prof-dir', profile, '--cpu-prof-name', 'standalone.cpuprofile'],
  )
  try {
    const port = await child.call<number>('open', root, directory)
    const gifts = new HttpGifts(seed, `http://127.0.0.1:${port}`, `http://localhost:${port}`, () =>
      child.call<number>('cpu'),
    )
    const name = 'whole HTTP API, standalone'
    const few = '… each token ten times and more'
    const { clients, points } = options
    return {
      measures: [
        ...(points.has('1') ? clients.map((count) => gifts.measure('1', name, count)) : []),
        ...(points.has('1') ? clients.map((count) => gifts.measureFew(few, count)) : []),
        ...(points.has('3') ? clients.map((count) => gifts.measureBulk(count)) : []),
      ],
      check: () => gifts.check(),
      async close() {
        gifts.close()
        await child.call('close')
        await child.close()
      },
    }
  } catch (cause) {
    await child.close()
    throw cause
  }
}

/** As `pnpm start` bundles it: Node runs no TSX. The native library is found beside the bundle. */
export async function bundled(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules')
  await mkdir(modules, { recursive: true })
  const libsql = join(import.meta.dirname, '../node_modules/libsql')
  await symlink(await realpath(libsql), join(modules, 'libsql'))
  const outfile = join(folder, 'standalone.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'standaloneProgram.ts')],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', target: 'node24' },
    ...{ external: ['libsql'], jsx: 'automatic', jsxImportSource: 'hono/jsx', logLevel: 'warning' },
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  })
  return outfile
}
