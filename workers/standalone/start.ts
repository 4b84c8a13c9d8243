// Builds the whole thing with esbuild, then runs it in this process: `pnpm start`.
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAssets } from '../../web/build.ts'
import { buildStandalone } from './build.ts'

const root = resolve(import.meta.dirname, '../..')
process.stdout.write('Building Commonhour …\n')
const [program, assets] = await Promise.all([buildStandalone(root), buildAssets(join(root, 'web'))])
const { run } = (await import(pathToFileURL(program).href)) as typeof import('./main.ts')
await run({ root, assets, arguments: process.argv.slice(2), environment: process.env })
