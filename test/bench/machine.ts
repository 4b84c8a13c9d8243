import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { medianOf } from './measure.ts'
import { postgresVersion } from './postgres.ts'

/** Where a result was measured; no name and no path of the machine. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly node: string
  readonly libsql: string
  readonly postgres: string | null
  /** Median time to write 4 kB and have the disk say so, in milliseconds. */
  readonly fsyncMs: number
}

export async function describeMachine(folder: string): Promise<Machine> {
  // Its exports hide its own version from `import`.
  const libsql = readFileSync(
    join(import.meta.dirname, '../node_modules/libsql/package.json'),
    'utf8',
  )
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    libsql: (JSON.parse(libsql) as { version: string }).version,
    postgres: await postgresVersion(),
    fsyncMs: fsyncMs(join(folder, 'fsync')),
  }
}

/** Of one, five and fifteen minutes. */
export function loadNow(): number[] {
  return loadavg().map((one) => Math.round(one * 100) / 100)
}

function fsyncMs(path: string): number {
  const file = openSync(path, 'w')
  const page = Buffer.alloc(4096, 1)
  const times = Array.from({ length: 50 }, () => {
    writeSync(file, page)
    const began = performance.now()
    fsyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  rmSync(path)
  return Math.round(medianOf(times) * 1000) / 1000
}
