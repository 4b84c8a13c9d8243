import { type Fault, fault, hoursOf, isFault } from '@commonhour/contract'
import { findCommunity } from '@commonhour/host'
import {
  type Books,
  type Days,
  openBooks,
  type ReplayReport,
  type RuleReport,
  readStuck,
  replayBooks,
  type Stuck,
} from '@commonhour/ledger'
import { taskCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { dataDirectoryOf, holdsData, inPlace } from '../place.ts'
import { dayFrom } from '../settings.ts'
import { nothingThere } from './migrate.ts'

const weekMs = 7 * 86_400_000

/** Judges what happened by the rules of decisions, or finds who could not be helped next week. */
export const replayCommand = taskCommand({
  name: 'replay',
  about: 'Judge a community’s history by its rules, and see whether anybody is stuck',
  details: `  Every promise and every movement of hours is judged as a decision would be, under the charter of
  its day. Hours that were brought in from another bank are judged under the community's first
  charter: what they would have met here. It reports how often each rule spoke, and its first lines.

  With --stuck it lists the members who could not be helped for an hour a week from now, each with
  the reason, by the lines that will hold then. It changes nothing.`,
  args: {
    community: { type: 'string', required: true, valueHint: 'SLUG', description: 'Which one' },
    from: { type: 'string', valueHint: 'DAY', description: 'Report from this day on' },
    to: { type: 'string', valueHint: 'DAY', description: 'Report up to this day' },
    stuck: { type: 'boolean', description: 'Only who could not be helped next week' },
  },
  async run(said, output) {
    const directory = dataDirectoryOf(process.env)
    if (!holdsData(directory)) return { fault: nothingThere(directory) }
    const [from, to] = [dayFrom(said, 'from'), dayFrom(said, 'to')]
    if (isFault(from)) return { fault: from }
    if (isFault(to)) return { fault: to }
    const slug = said.text('community')
    const refused = await inPlace(directory, async (place): Promise<Fault | null> => {
      const found = await findCommunity(place.open('host'), slug)
      if (isFault(found)) return found
      if (found.state === 'founding') return fault('community_is_unknown')
      const books = openBooks(place.open(found.database))
      if (said.flag('stuck')) await tellStuck(books, slug, output)
      else await tellReplay(books, slug, { from, to }, output)
      return null
    })
    return refused === null ? undefined : { fault: refused }
  },
})

async function tellReplay(books: Books, slug: string, days: Days, output: Output): Promise<void> {
  const begun = performance.now()
  let bar: ReturnType<Output['progress']> | null = null
  const report = await replayBooks(books, days, (done, total) => {
    bar ??= output.progress('transfers', total)
    bar.at(done)
  })
  bar = bar as ReturnType<Output['progress']> | null
  bar?.end('done')
  const durationSeconds = Math.round(performance.now() - begun) / 1000
  output.data({ community: slug, ...days, ...report, durationSeconds })
  for (const line of linesOf(slug, report, durationSeconds)) output.say(line)
}

function linesOf(slug: string, report: ReplayReport, durationSeconds: number): string[] {
  const judged = report.judged.toLocaleString('en')
  const spoken = report.spoken.toLocaleString('en')
  return [
    `${slug}: ${judged} lines judged in ${durationSeconds} s; rules spoke of ${spoken} of them`,
    ...report.rules.flatMap(linesOfRule),
  ]
}

function linesOfRule({ count, first, rule, verdict }: RuleReport): string[] {
  const times = count.toLocaleString('en').padStart(7)
  return [
    `${times}  ${verdict.padEnd(8)} ${rule}`,
    ...first.map(
      ({ says, transfer }) =>
        `           ${transfer.bookedOn}  ${transfer.id}  ${hoursOf(transfer.seconds)}: ${says}`,
    ),
  ]
}

async function tellStuck(books: Books, slug: string, output: Output): Promise<void> {
  const stuck = await readStuck(books, Date.now() + weekMs)
  output.data({ community: slug, stuck })
  output.say(
    stuck.length === 0
      ? `${slug}: everybody could be helped next week`
      : `${slug}: ${stuck.length} could not be helped next week`,
  )
  for (const one of stuck) output.say(`  ${one.number}  ${one.name}: ${reasonOf(one)}`)
}

function reasonOf({ availableSeconds, floorSeconds, reason }: Stuck): string {
  switch (reason) {
    case 'account_is_not_open':
      return 'the account is not open; a coordinator can open it again'
    case 'member_is_not_active':
      return 'they are paused or suspended'
    case 'line_is_too_near':
      return `${hoursOf(availableSeconds)} above the line at ${hoursOf(floorSeconds)}; a gift, the pool or a lifted line helps`
  }
}
