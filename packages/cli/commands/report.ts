import { resolve } from 'node:path'
import { type Fault, fault, isFault } from '@commonhour/contract'
import {
  neededSignaturesQuery,
  type ReportLine,
  reportQuery,
  reportsQuery,
  snapshot,
} from '@commonhour/ledger'
import { defineCommand } from 'citty'
import { type Refusal, type Said, taskCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { dataDirectoryOf, holdsData, inPlace, type Place } from '../place.ts'
import { fetchReport } from '../reportFiles.ts'
import { askForReport, openBooksOf, patienceSeconds, whenIssued } from '../reports.ts'
import { dayFrom, emailFrom } from '../settings.ts'
import { nothingThere } from './migrate.ts'

const community = {
  type: 'string',
  required: true,
  valueHint: 'SLUG',
  description: 'Whose reports',
} as const
const day = (description: string) =>
  ({ type: 'string', required: true, valueHint: 'DAY', description }) as const

const create = taskCommand({
  name: 'create',
  about: 'Have a report made of days that are over, and wait until it is signed',
  details: `  Audit makes it, alone, where the host runs: it is signed within a minute of its next look. Where no
  host runs on this data, the report waits for its next start. Days are those of UTC.`,
  args: {
    community,
    from: day('The first day'),
    to: day('The last day'),
    as: {
      type: 'string',
      required: true,
      valueHint: 'E-MAIL',
      description: 'The auditor who asks: their name stands in the log',
    },
  },
  run: (said, output) => inData((place) => created(place, said, output)),
})

async function created(place: Place, said: Said, output: Output): Promise<Refusal | undefined> {
  const [from, to] = [dayFrom(said, 'from') ?? '', dayFrom(said, 'to') ?? '']
  if (isFault(from)) return { fault: from }
  if (isFault(to)) return { fault: to }
  if (from > to) return { fault: notBefore(from, to) }
  const email = emailFrom(said, 'as')
  if (isFault(email)) return { fault: email }
  const books = await openBooksOf(place, said.text('community'))
  if (isFault(books)) return { fault: books }
  const asked = await askForReport(place, books, email, { from, to })
  if (isFault(asked)) return { fault: asked }
  const { no } = asked
  output.say(`Report ${no} is asked for, from ${from} to ${to}.`)
  if (place.servedBy === null) {
    output.data({ no, issued: false })
    output.say(
      'No host runs on this data. It is made and signed within a minute of its next start.',
    )
    return undefined
  }
  const shown = output.progress('seconds waited for audit', patienceSeconds)
  const line = await whenIssued(books, no, shown)
  if (line === null) {
    const lines = [
      'Audit signs nothing while something is amiss: see its alarms in the host’s log.',
    ]
    return { fault: fault('proof_is_not_ready'), lines, data: { no, issued: false } }
  }
  output.data({ no, issued: true, digest: line.issued?.digest })
  output.say(`It is made and signed. Its SHA-256 is ${line.issued?.digest}.`)
  return undefined
}

function notBefore(from: string, to: string): Fault {
  const expected = `a day not before ${from}`
  return fault('request_is_malformed', { fields: [{ pointer: '/to', expected, received: to }] })
}

const list = taskCommand({
  name: 'list',
  about: 'List the reports of a community, the newest first',
  args: { community },
  run: (said, output) =>
    inData(async (place) => {
      const books = await openBooksOf(place, said.text('community'))
      if (isFault(books)) return { fault: books }
      const { needed, rows } = await snapshot(books, {
        needed: neededSignaturesQuery,
        rows: reportsQuery(Number.MAX_SAFE_INTEGER, 1000),
      })
      const reports = rows.map(({ issued, ...row }) => ({ ...row, digest: issued?.digest ?? null }))
      output.data({ needed, reports })
      if (rows.length === 0) output.say('There is no report yet.')
      for (const row of rows) output.say(lineOf(row, needed))
      return undefined
    }),
})

function lineOf({ fromOn, issued, no, signatures, toOn }: ReportLine, needed: number): string {
  const days = `${String(no).padStart(4)}  ${fromOn} to ${toOn}`
  if (issued === null) return `${days}  being made`
  const more = needed + signatures > 0 ? `  ${signatures} of ${needed} co-signatures` : ''
  return `${days}  ${issued.toSize} lines  ${issued.digest.slice(0, 16)}…${more}`
}

const fetchCommand = taskCommand({
  name: 'fetch',
  about: 'Write a report and all that it is verified with into a folder',
  details: `  The folder then holds report.jws, commonhour.json (the keys), log.jsonl, balances.jsonl,
  signatures.json and the newest checkpoint, for "verify" to look at anywhere.`,
  args: {
    no: { type: 'positional', valueHint: 'N', description: 'The number of the report' },
    community,
    to: { type: 'string', required: true, valueHint: 'FOLDER', description: 'Where it goes' },
  },
  run: (said, output) => inData((place) => fetched(place, said, output)),
})

async function fetched(place: Place, said: Said, output: Output): Promise<Refusal | undefined> {
  const [slug, number] = [said.text('community'), said.text('no')]
  if (!/^[1-9]\d{0,9}$/.test(number)) {
    const fields = [{ pointer: '/no', expected: 'the number of a report', received: number }]
    return { fault: fault('request_is_malformed', { fields }) }
  }
  const books = await openBooksOf(place, slug)
  if (isFault(books)) return { fault: books }
  const no = Number(number)
  const { line } = await snapshot(books, { line: reportQuery(no) })
  if (line === null) return { fault: fault('not_found', { detail: `There is no report ${no}.` }) }
  if (line.issued === null) return { fault: fault('proof_is_not_ready') }
  const folder = resolve(said.text('to'))
  const files = await fetchReport(place, { slug, no, folder, issued: line.issued }, output)
  if (isFault(files)) return { fault: files }
  output.data({ no, folder, files })
  output.say(`Report ${no} is in ${folder}: ${files.join(', ')}.`)
  output.say('Log and balances are confidential: keep them to yourself.')
  return undefined
}

function inData(task: (place: Place) => Promise<Refusal | undefined>) {
  const directory = dataDirectoryOf(process.env)
  if (!holdsData(directory)) return Promise.resolve({ fault: nothingThere(directory) })
  return inPlace(directory, task)
}

export const reportCommand = defineCommand({
  meta: {
    name: 'report',
    description: 'Have reports made, list them, or fetch one with its files',
  },
  subCommands: { create, list, fetch: fetchCommand },
})
