import { stat } from 'node:fs/promises'
import { openBooks } from '@commonhour/ledger'
import { dataDirectory } from '@commonhour/libsql-local'
import { answerCalls } from './child.ts'
import { community, openDirectory, readMembers } from './community.ts'
import { type Acts, batches, writes } from './engineActs.ts'
import { cpuMsOfThis, drive, type Run, withCpu } from './measure.ts'

/** What the books take on disk, and the process that serves them in memory. */
export interface Size {
  readonly fileBytes: number
  readonly memoryBytes: number
}

let close = async () => {}
let batch: Acts
let write: Acts
let size = async (): Promise<Size> => ({ fileBytes: 0, memoryBytes: 0 })

async function measured(clients: number, seconds: number, acts: Acts): Promise<Run> {
  const act = await acts(clients)
  return withCpu(cpuMsOfThis, () => drive(clients, seconds, act))
}

answerCalls({
  async open(directory: string) {
    const { libsql, open } = openDirectory(directory)
    const books = openBooks(open(community))
    const members = await readMembers(directory)
    batch = batches(books, members)
    write = writes(books, members)
    size = async () => {
      await books.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
      const { size: fileBytes } = await stat(dataDirectory(directory)(community) ?? '')
      return { fileBytes, memoryBytes: process.memoryUsage().rss }
    }
    close = () => libsql.close()
  },
  batch: (clients: number, seconds: number) => measured(clients, seconds, batch),
  write: (clients: number, seconds: number) => measured(clients, seconds, write),
  size: () => size(),
  close: () => close(),
})
