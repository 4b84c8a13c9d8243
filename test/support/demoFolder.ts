import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStandalone, type StandaloneOptions } from '@commonhour/standalone'

const root = resolve(import.meta.dirname, '../..')
const variable = 'COMMONHOUR_TEST_DEMO'

/** vitest's global setup: one folder per run for what its files share; nothing is seeded yet. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-demo-'))
  process.env[variable] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/** What every standalone of a test has in common. */
export const quiet = {
  root,
  production: false,
  demo: true,
  environment: {},
  say: () => {},
} satisfies Partial<StandaloneOptions>

/**
 * A data directory of its own with the demo in it. The demo is made once per run, by whoever asks
 * first, and copied from there.
 */
export async function demoDirectory(): Promise<{ directory: string; remove(): Promise<void> }> {
  const shared = process.env[variable]
  if (shared === undefined) throw new Error('The global setup of vitest.config.ts has not run.')
  // Within the run's folder: what a test that failed leaves behind goes with it.
  const directory = await mkdtemp(join(shared, 'data-'))
  await cp(await seeded(shared), directory, { recursive: true })
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}

const patienceMs = 200_000

async function seeded(shared: string): Promise<string> {
  const made = join(shared, 'made')
  const making = join(shared, 'making')
  if (await madeFirst(making)) {
    await seed(join(making, 'data')).catch(async (cause) => {
      await rm(making, { recursive: true, force: true })
      throw cause
    })
    await mkdir(made)
  }
  const until = Date.now() + patienceMs
  while (!(await isThere(made))) {
    if (!(await isThere(making))) throw new Error('The demo could not be made by another test.')
    if (Date.now() > until) throw new Error('The demo was not made in time.')
    await sleep(100)
  }
  return join(making, 'data')
}

async function seed(directory: string): Promise<void> {
  const assets = new Map()
  const standalone = await openStandalone({ ...quiet, directory, assets, base: 'http://localhost' })
  await standalone.close()
}

/** A folder is made by one asker alone. */
async function madeFirst(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
