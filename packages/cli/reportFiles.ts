import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, fault, isFault } from '@commonhour/contract'
import {
  type IssuedReport,
  latestHeadQuery,
  logChunks,
  readReportSignatures,
  reportBalancesQuery,
  snapshot,
} from '@commonhour/ledger'
import { keyBooksOf } from './keys.ts'
import type { Output } from './output.ts'
import type { Place } from './place.ts'

/** What a report is verified with, by the names that AUDIT.md gives them. */
export const reportFileNames = [
  ...(['report.jws', 'commonhour.json', 'log.jsonl', 'balances.jsonl'] as const),
  ...(['signatures.json', 'checkpoint'] as const),
]
export interface Fetching {
  readonly slug: string
  readonly no: number
  readonly folder: string
  readonly issued: IssuedReport
}

/**
 * Writes all files of a report into a folder that has none of them yet: what an auditor kept is
 * never written over. Only who fetched them can read them, as log and balances are confidential.
 */
export async function fetchReport(
  place: Place,
  { folder, issued, no, slug }: Fetching,
  output: Output,
): Promise<string[] | Fault> {
  const there = reportFileNames.find((name) => existsSync(join(folder, name)))
  if (there !== undefined) {
    const detail = `${folder} holds a ${there} already. Say another folder with --to.`
    return fault('id_is_taken', { detail })
  }
  const read = await keyBooksOf(place, slug)
  if (isFault(read)) return read
  const { books, history } = read
  const { balances, head } = await snapshot(books, {
    balances: reportBalancesQuery(no),
    head: latestHeadQuery(),
  })
  await mkdir(folder, { recursive: true })
  const keep = async (name: string, content: string | AsyncIterable<string>) => {
    await writeFile(join(folder, name), content, { flag: 'wx', mode: 0o600 })
    return name
  }
  const signatures = await readReportSignatures(books, { no, digest: issued.digest })
  return [
    await keep('report.jws', issued.jws),
    await keep('commonhour.json', json({ communities: { [slug]: history } })),
    await keep('log.jsonl', told(logChunks(books, issued.toSize), issued.toSize, output)),
    await keep('balances.jsonl', balances.join('')),
    await keep('signatures.json', json(signatures)),
    ...(head === null ? [] : [await keep('checkpoint', head.note)]),
  ]
}

const manyLines = 20_000

/** The lines as they come, telling how far they have where there are many. */
async function* told(
  chunks: AsyncIterable<string>,
  lines: number,
  output: Output,
): AsyncGenerator<string> {
  const shown = lines > manyLines ? output.progress('lines of log.jsonl', lines) : null
  let read = 0
  for await (const chunk of chunks) {
    yield chunk
    read += chunk.split('\n').length - 1
    shown?.at(read)
  }
  shown?.end('done')
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
