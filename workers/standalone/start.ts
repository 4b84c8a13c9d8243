// Builds the whole thing with esbuild, then runs it in this process: `pnpm start`.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAssets } from '@commonhour/web/build'
import { stop as stopEsbuild } from 'esbuild'
import { buildStandalone } from './build.ts'
import { endWithLauncher } from './launcher.ts'

endWithLauncher()
const root = resolve(import.meta.dirname, '../..')
process.stdout.write('Building Commonhour …\n')
const [program, assets] = await Promise.all([buildStandalone(root), buildAssets()])
// Its helper process would otherwise stay for as long as we serve.
await stopEsbuild()
const { run } = (await import(pathToFileURL(program).href)) as typeof import('./main.ts')
await run({ root, assets, arguments: process.argv.slice(2), environment: process.env })
