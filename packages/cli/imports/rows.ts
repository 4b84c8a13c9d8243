import { type Fault, isFault, uuidv7 } from '@commonhour/contract'
import { findOrCreatePerson } from '@commonhour/host'
import {
  type Books,
  type ImportedRows,
  snapshot,
  writeImported,
  writtenIdsQuery,
} from '@commonhour/ledger'
import type { Output } from '../output.ts'
import type { Place } from '../place.ts'
import type { ImportPlan, PlannedMember } from './plan.ts'

/** Rows written in one batch: few enough that others are served in between. */
const batchRows = 200

interface Writing {
  readonly books: Books
  readonly place: Place
  readonly plan: ImportPlan
  readonly output: Output
}

/** Writes every row of the plan that does not stand yet, in order, in batches. */
export async function writeRows({ books, output, place, plan }: Writing): Promise<Fault | null> {
  const { written } = await snapshot(books, { written: writtenIdsQuery })
  const isMissing = ({ id }: { id: string }) => !written.has(id)
  const write = async (rows: Partial<ImportedRows>) =>
    writeImported(books, { ...none, ...rows, import: plan.import.id, now: Date.now() })
  const { members, publications, transfers } = plan
  return (
    (await inBatches(output, 'members', members, isMissing, async (some) =>
      write({ members: await withPersons(place, some) }),
    )) ??
    (await inBatches(output, 'needs and offers', publications, isMissing, (some) =>
      write({ publications: some }),
    )) ??
    (await inBatches(output, 'transfers', transfers, isMissing, (some) =>
      write({ transfers: some }),
    ))
  )
}

const none: ImportedRows = { members: [], publications: [], transfers: [] }

async function inBatches<T>(
  output: Output,
  what: string,
  all: readonly T[],
  isMissing: (row: T) => boolean,
  write: (rows: readonly T[]) => Promise<Fault | null>,
): Promise<Fault | null> {
  const rows = all.filter(isMissing)
  const stood = all.length - rows.length
  const progress = output.progress(what, all.length)
  let how: 'done' | 'broken off' = 'broken off'
  try {
    for (let done = 0; done < rows.length; done += batchRows) {
      const refused = await write(rows.slice(done, done + batchRows))
      if (isFault(refused)) return refused
      progress.at(Math.min(all.length, stood + done + batchRows))
    }
    how = 'done'
    return null
  } finally {
    progress.end(how)
  }
}

function withPersons(place: Place, members: readonly PlannedMember[]) {
  return Promise.all(
    members.map(async (member) => ({ ...member, person: await personOf(place, member) })),
  )
}

/** The person who signs in as a member; several members may share an address. Null without one. */
export async function personOf(
  place: Place,
  { email }: Pick<PlannedMember, 'email'>,
): Promise<string | null> {
  if (email === null) return null
  const now = Date.now()
  const id = uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
  return (await findOrCreatePerson(place.open('host'), email, now, id)).id
}
