import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { copySeed } from './community.ts'
import type { Size } from './engineProgram.ts'
import type { Opened, Run } from './measure.ts'

const here = import.meta.dirname
const clients = 16

interface History {
  readonly transfers: number
  readonly child: Child
  readonly before: Size
  written: number
}

/** Point 8: one more transfer after a history, and what it takes on disk; the memory at the end. */
export async function openHistoryMeasures(bench: Bench): Promise<Opened> {
  const histories: History[] = []
  for (const transfers of bench.options.histories) histories.push(await grown(bench, transfers))
  return {
    measures: histories.map((it) => ({
      point: '8' as const,
      name: `facts, decision, write after ${it.transfers}`,
      clients,
      async run(seconds) {
        const run = await it.child.call<Run>('write', clients, seconds)
        it.written += run.done
        return run
      },
    })),
    notes: () => Promise.all(histories.map(noteOf)),
    async close() {
      for (const { child } of histories) {
        await child.call('close')
        await child.close()
      }
    },
  }
}

async function grown({ folder, seed }: Bench, transfers: number): Promise<History> {
  const directory = await copySeed(seed, folder, `history-${transfers}`)
  const grower = new Child(join(here, 'rawProgram.ts'))
  await grower.call('open', directory)
  await grower.call('grow', transfers)
  await grower.call('close')
  await grower.close()
  const child = new Child(join(here, 'engineProgram.ts'))
  await child.call('open', directory)
  return { transfers, child, before: await child.call<Size>('size'), written: 0 }
}

async function noteOf({ before, child, transfers, written }: History): Promise<string> {
  const { fileBytes, memoryBytes } = await child.call<Size>('size')
  const each = Math.round((fileBytes - before.fileBytes) / Math.max(1, written))
  const megabytes = Math.round(memoryBytes / 2 ** 20)
  return `After ${transfers} transfers: ${each} bytes of file for each of ${written} more, notice and idempotency row included; the process uses ${megabytes} MB`
}
