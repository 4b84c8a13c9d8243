import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import {
  hasAssets,
  type WorkerName,
  workerNames,
  wranglerEnvironment,
  wranglerIn,
} from './wrangler.ts'

/** How big each bundle may be at most, in bytes of gzip: the time an isolate takes to start. */
export const budgetBytes: Readonly<Record<WorkerName, number>> = {
  web: 320_000,
  api: 180_000,
  identity: 480_000,
  courier: 130_000,
  audit: 120_000,
}

export interface BundleSize {
  readonly name: WorkerName
  readonly gzipBytes: number
  readonly budgetBytes: number
}

/** Builds every Worker as a deployment would, without deploying it, and weighs what came out. */
export async function bundleSizes(root: string): Promise<BundleSize[]> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-bundles-'))
  try {
    const sizes: BundleSize[] = []
    for (const name of workerNames) {
      const gzipBytes = gzipSync(await bundled(root, folder, name)).length
      sizes.push({ name, gzipBytes, budgetBytes: budgetBytes[name] })
    }
    return sizes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function bundled(root: string, folder: string, name: WorkerName): Promise<Buffer> {
  const out = join(folder, name)
  const assets = hasAssets(name) ? ['--assets', join(folder, 'assets', name)] : []
  const deploying = ['deploy', '--env', name, '--dry-run', '--outdir', out, ...assets]
  await promisify(execFile)(process.execPath, [wranglerIn(root), ...deploying], {
    cwd: root,
    env: wranglerEnvironment(folder),
  })
  return readFile(join(out, 'main.js'))
}

/** One line per Worker, and whether all keep their budget. */
export function sizesSaid(sizes: readonly BundleSize[]): { lines: string; kept: boolean } {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
  const lines = sizes.map(
    ({ budgetBytes, gzipBytes, name }) =>
      `${name.padEnd(9)}${kB(gzipBytes)} gzip of${kB(budgetBytes)}${gzipBytes > budgetBytes ? '  too big' : ''}\n`,
  )
  return {
    lines: lines.join(''),
    kept: sizes.every(({ budgetBytes, gzipBytes }) => gzipBytes <= budgetBytes),
  }
}
