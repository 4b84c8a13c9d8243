import { openBooks } from '@commonhour/ledger'
import { answerCalls } from './child.ts'
import { community, openDirectory, readMembers } from './community.ts'
import { type Acts, batches, writes } from './engineActs.ts'
import { cpuMsOfThis, drive, type Run, withCpu } from './measure.ts'

let close = async () => {}
let batch: Acts
let write: Acts

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
    close = () => libsql.close()
  },
  batch: (clients: number, seconds: number) => measured(clients, seconds, batch),
  write: (clients: number, seconds: number) => measured(clients, seconds, write),
  close: () => close(),
})
