import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { copySeed } from './community.ts'
import type { Measure, Opened, Run } from './measure.ts'

/** Point 5: native libSQL without client, protocol or server: the limit of one file. */
export async function openRawMeasures({ folder, seed }: Bench): Promise<Opened> {
  const directory = await copySeed(seed, folder, 'raw')
  const child = new Child(join(import.meta.dirname, 'rawProgram.ts'))
  await child.call('open', directory)
  const measure = (into: string, perCommit: number): Measure => ({
    ...{ point: '5', name: `${into}, ${perCommit} per commit`, clients: 1 },
    run: (seconds) => child.call<Run>('run', into, perCommit, seconds),
  })
  return {
    measures: [
      measure('bare table', 1),
      measure('bare table', 1000),
      measure('transfer with its triggers', 1),
      measure('transfer with its triggers', 1000),
    ],
    async close() {
      await child.call('close')
      await child.close()
    },
  }
}
