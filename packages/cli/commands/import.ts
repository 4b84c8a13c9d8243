import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { dayOf, type Fault, fault, isFault } from '@commonhour/contract'
import { type BadRow, decideCoordinator, foreseeLines } from '@commonhour/domain'
import { type Refusal, type Said, taskCommand } from '../command.ts'
import { foundingKeysOf } from '../foundingKeys.ts'
import { type BringIn, bringIn } from '../imports/bringIn.ts'
import { charterFor } from '../imports/charter.ts'
import { digestOf } from '../imports/ids.ts'
import { planImport } from '../imports/plan.ts'
import { type ImportReport, linesOf, reportOf } from '../imports/report.ts'
import { type Seen, seenIn } from '../imports/seen.ts'
import { type Stage, stageOf } from '../imports/stage.ts'
import type { Output } from '../output.ts'
import { dataDirectoryOf, holdsData, inPlace, type Place } from '../place.ts'
import { communityArgs, communityFrom, emailFrom } from '../settings.ts'
import { type BankFiles, readBank } from '../timeoverflow/bank.ts'
import type { SourceFile } from '../timeoverflow/files.ts'
import { memberColumns } from '../timeoverflow/members.ts'
import { postColumns } from '../timeoverflow/posts.ts'
import { transferColumns } from '../timeoverflow/transfers.ts'

const details = `  The files are CSV without a header, UTF-8, one row a line:
    members    ${memberColumns.join(', ')}
    posts      ${postColumns.join(', ')}
    transfers  ${transferColumns.join(', ')}

  Gender and day of birth are never brought in: there is no place for them here. Every row is
  checked first; if one is wrong, all wrong rows are named and nothing is written. Who stands below
  their line gets one 10 h under where they stand, for 12 months. The same files a second time
  change nothing. A run that was cut off is finished by running it again.

  The community needs someone to look after it. Without --coordinator that is the first member, by
  number, who has an e-mail address; they become its coordinator and auditor.`

const file = (what: string) =>
  ({
    type: 'string',
    required: true,
    valueHint: 'FILE',
    description: `The ${what}, as CSV`,
  }) as const

export const importCommand = taskCommand({
  name: 'import',
  about: 'Bring a whole time bank in as a new community',
  details,
  args: {
    from: {
      type: 'enum',
      options: ['timeoverflow'],
      required: true,
      description: 'The software whose columns the files have',
    },
    community: {
      type: 'string',
      required: true,
      valueHint: 'SLUG',
      description: 'The new community’s name in addresses; it never changes',
    },
    members: file('members'),
    posts: file('offers and needs'),
    transfers: file('hours that moved'),
    coordinator: {
      type: 'string',
      valueHint: 'E-MAIL',
      description: 'Who looks after the community: a member of the files, or somebody new',
    },
    'coordinator-name': {
      type: 'string',
      valueHint: 'NAME',
      description: 'Their name, if they stand in no file',
    },
    ...communityArgs,
    'dry-run': { type: 'boolean', description: 'Check and tell everything; write nothing' },
  },
  run,
})

async function run(said: Said, output: Output): Promise<undefined | Refusal> {
  const begin = Date.now()
  const files = await readFiles(said)
  if (isFault(files)) return { fault: files }
  const reading = readBank(files, begin)
  if (reading.bad.length > 0) return refusalOf(reading.bad)
  const slug = said.text('community')
  const community = communityFrom(said, slug)
  if (isFault(community)) return { fault: community }
  const named = said.textOrNull('coordinator') === null ? null : emailFrom(said, 'coordinator')
  if (isFault(named)) return { fault: named }
  const coordinator = decideCoordinator({
    members: reading.bank.members,
    email: named,
    name: said.textOrNull('coordinator-name'),
    today: dayOf(begin),
  })
  if (isFault(coordinator)) return { fault: coordinator }
  const [language = 'en'] = community.languages
  const origin = { slug, source: said.text('from'), digest: digestOfAll(files) }
  const plan = planImport({ ...origin, ...reading, coordinator, language, now: begin })
  const charter = charterFor(reading.bank, language)
  const belowLine = foreseeLines(reading.bank, charter)
  const report = reportOf({ ...reading, plan, community, coordinator, belowLine })
  const keys = await foundingKeysOf(dataDirectoryOf(process.env), slug, process.env.BASE_URL)
  const means = { plan, community, charter, report, output, keys, dryRun: said.flag('dry-run') }
  const done = await reach(means)
  if (isFault(done)) return { fault: done }
  const durationSeconds = (Date.now() - begin) / 1000
  const { dryRun } = means
  const recoveryKey = done.before === 'new' && !dryRun ? keys.recovery : null
  output.data({ ...report, dryRun, ...done, recoveryKey, durationSeconds })
  output.say(endOf(done, report, dryRun))
  output.say(`${durationSeconds} s`)
}

interface Means extends Omit<BringIn, 'place' | 'isBegun'> {
  readonly report: ImportReport
  readonly dryRun: boolean
}
interface Done {
  /** How far this import had come before this run. */
  readonly before: Stage
  /** What the books say now; null after a dry run of something new. */
  readonly books: Seen | null
}

async function reach(means: Means): Promise<Done | Fault> {
  const directory = dataDirectoryOf(process.env)
  // A dry run does not even make the folder.
  if (means.dryRun && !holdsData(directory)) {
    tell(means)
    return { before: 'new', books: null }
  }
  return inPlace(directory, (place) => bringInOnce(place, means))
}

async function bringInOnce(place: Place, means: Means): Promise<Done | Fault> {
  const { slug } = means.community
  const before = await stageOf(place, slug, means.plan.import.digest)
  if (isFault(before)) return before
  if (before === 'done') return { before, books: await seenIn(place, slug) }
  tell(means)
  if (means.dryRun) return { before, books: null }
  if (before === 'begun') means.output.say('An earlier run was cut off; going on from there.')
  const refused = await bringIn({ ...means, place, isBegun: before === 'begun' })
  return refused ?? { before, books: await seenIn(place, slug) }
}

function tell({ community, output, report }: Means): void {
  for (const line of linesOf(report, community.name)) output.say(line)
}

function endOf({ before, books }: Done, report: ImportReport, dryRun: boolean): string {
  if (books === null) return 'Every row can be brought in. Nothing was written: a dry run.'
  const { importedAt, proof, seconds, transfers } = books
  if (before === 'done') {
    const day = dayOf(importedAt)
    const nothing = dryRun ? 'a run would change nothing' : 'nothing was changed'
    return `These files came into ${report.community} on ${day} already; ${nothing}.`
  }
  return (
    `Brought in: ${transfers.toLocaleString('en')} transfers, as many as rows; ` +
    `${seconds.toLocaleString('en')} seconds moved, as many as in the file; ` +
    `all standings add up to ${proof.balanceSumSeconds}; every statement adds up line by line.`
  )
}

/** The three files; or which of them cannot be read. */
async function readFiles(said: Said): Promise<BankFiles | Fault> {
  const members = await readSource(said, 'members')
  if (isFault(members)) return members
  const posts = await readSource(said, 'posts')
  if (isFault(posts)) return posts
  const transfers = await readSource(said, 'transfers')
  return isFault(transfers) ? transfers : { members, posts, transfers }
}

async function readSource(said: Said, word: string): Promise<SourceFile | Fault> {
  const path = said.text(word)
  const bytes = await readFile(path).catch(() => null)
  if (bytes !== null) return { name: basename(path), bytes }
  const field = { pointer: `/${word}`, expected: 'a file that can be read', received: path }
  return fault('request_is_malformed', { fields: [field] })
}

function digestOfAll({ members, posts, transfers }: BankFiles): string {
  return digestOf([members, posts, transfers].map(({ bytes }) => digestOf(bytes)).join())
}

function refusalOf(rows: readonly BadRow[]): Refusal {
  const lines = rows.map(({ file, line, reason }) => `  ${file}:${line}  ${reason}`)
  return { fault: fault('file_has_bad_rows'), lines, data: { rows } }
}
