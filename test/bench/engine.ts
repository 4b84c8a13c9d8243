import { join } from 'node:path'
import { openBooks } from '@commonhour/ledger'
import type { Bench } from './bench.ts'
import { Child } from './child.ts'
import { copySeed, openOver } from './community.ts'
import { batches } from './engineActs.ts'
import { drive, type Measure, type Opened, type Run, withCpu } from './measure.ts'

const here = import.meta.dirname

/** Point 4: libsql-local with the real client and the ledger's real batches, in one process. */
export async function openEngineMeasures({ folder, options, seed }: Bench): Promise<Opened> {
  const directory = await copySeed(seed, folder, 'engine')
  const child = new Child(join(here, 'engineProgram.ts'))
  await child.call('open', directory)
  const measure = (name: string, call: string, clients: number): Measure => ({
    ...{ point: '4', name, clients },
    run: (seconds) => child.call<Run>(call, clients, seconds),
  })
  return {
    measures: [
      ...options.clients.map((clients) => measure('write batch, in process', 'batch', clients)),
      ...options.clients.map((clients) =>
        measure('facts, decision, write batch, in process', 'write', clients),
      ),
    ],
    async close() {
      await child.call('close')
      await child.close()
    },
  }
}

/** Point 4 over loopback: the client here, libsql-local in a process of its own. */
export async function openLoopbackMeasures({ folder, options, seed }: Bench): Promise<Opened> {
  const directory = await copySeed(seed, folder, 'loopback')
  const child = new Child(join(here, 'booksProgram.ts'))
  const { url } = await child.call<{ url: string }>('open', directory, {})
  const books = openBooks(openOver(url)('bench'))
  const acts = batches(books, seed.members)
  return {
    measures: options.clients.map((clients) => ({
      ...{ point: '4', name: 'write batch, over loopback', clients },
      run: async (seconds: number) => {
        const act = await acts(clients)
        return withCpu(
          () => child.call('cpu'),
          () => drive(clients, seconds, act),
        )
      },
    })),
    async close() {
      books.client.close()
      await child.call('close')
      await child.close()
    },
  }
}
