import { fault, hoursOf } from '@commonhour/contract'
import { listCommunities, type RegisteredCommunity } from '@commonhour/host'
import { examine, openBooks, type Wholeness } from '@commonhour/ledger'
import { taskCommand } from '../command.ts'
import { dataDirectoryOf, holdsData, inPlace, type Place } from '../place.ts'
import { nothingThere } from './migrate.ts'

/** One thing that was looked at, and what is so. */
interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly says: string
}
interface Health {
  readonly community: string
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

/** Looks at every community's books and says in plain words how they are. */
export const doctorCommand = taskCommand({
  name: 'doctor',
  about: 'Look at the books of every community, and say how they are',
  details: `  Whether the schema is one that was released, all standings add up to zero, every standing and
  statement is what its transfers say, and the log has every line, none of them altered.
  It changes nothing, and exits with 0 only if all is well.`,
  args: { community: { type: 'string', valueHint: 'SLUG', description: 'Only this one' } },
  async run(said, output) {
    const directory = dataDirectoryOf(process.env)
    if (!holdsData(directory)) return { fault: nothingThere(directory) }
    const only = said.textOrNull('community')
    const healths = await inPlace(directory, (place) => examineAll(place, only))
    if (only !== null && healths.length === 0) return { fault: fault('community_is_unknown') }
    for (const { community, findings, ok } of healths) {
      output.say(`${community}: ${ok ? 'all is well' : 'something is wrong'}`)
      for (const finding of findings) output.say(`  ${finding.ok ? '✓' : '✗'} ${finding.says}`)
    }
    if (healths.every(({ ok }) => ok)) {
      output.data({ ok: true, communities: healths })
      return undefined
    }
    const lines = ['Something is not as it must be. Keep the files as they are and ask for help.']
    return { fault: null, lines, data: { ok: false, communities: healths } }
  },
})

async function examineAll(place: Place, only: string | null): Promise<Health[]> {
  const all = await listCommunities(place.open('host'))
  const healths: Health[] = []
  for (const community of all) {
    if (only === null || community.slug === only) healths.push(await healthOf(place, community))
  }
  return healths
}

async function healthOf(place: Place, it: RegisteredCommunity): Promise<Health> {
  const findings = await findingsOf(place, it)
  return { community: it.slug, ok: findings.every(({ ok }) => ok), findings }
}

async function findingsOf(place: Place, it: RegisteredCommunity): Promise<Finding[]> {
  if (it.state === 'founding') {
    const says = 'its founding or import was cut off; run it again to finish it'
    return [{ check: 'founding', ok: true, says }]
  }
  try {
    return judge(await examine(openBooks(place.open(it.database))))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return [{ check: 'read', ok: false, says: `its books cannot be read: ${why}` }]
  }
}

/** What the counts mean, in the order of what to look at first. */
function judge(seen: Wholeness): Finding[] {
  const log = seen.logGaps + seen.logFallsBack + seen.alteredLines + seen.missingLines
  const derived =
    seen.wrongAccounts + seen.wrongEntries + seen.miscountedTransfers + seen.misplacedParties
  return [
    finding('schema', seen.schemaIsKnown, 'the schema is a released one', [
      `the schema is none that was released (${seen.schema}); run "migrate --all", else it was altered`,
    ]),
    finding('zero-sum', isZero(seen), 'all standings add up to zero', [
      `the standings add up to ${hoursOf(seen.standingsSumSeconds)}`,
      `the statement lines add up to ${hoursOf(seen.linesSumSeconds)}`,
      `the hours set aside differ by ${hoursOf(seen.holdsSumSeconds)} between the two sides`,
    ]),
    finding('replay', derived === 0, 'every standing and statement is what its transfers say', [
      `${seen.wrongAccounts} accounts and ${seen.wrongEntries} statement lines are not`,
      `the count of transfers is wrong by ${seen.miscountedTransfers}`,
      `of who takes part in exchanges ${seen.misplacedParties} rows are wrong`,
    ]),
    finding('log', log === 0, `the log is whole: ${seen.logSize} lines`, [
      `of the log ${seen.logGaps} lines are lacking, ${seen.logFallsBack} fall back in time, ` +
        `${seen.alteredLines} were altered, ${seen.missingLines} were never written`,
    ]),
  ]
}

function isZero(seen: Wholeness): boolean {
  return seen.standingsSumSeconds === 0 && seen.linesSumSeconds === 0 && seen.holdsSumSeconds === 0
}

function finding(check: string, ok: boolean, well: string, wrong: readonly string[]): Finding {
  return { check, ok, says: ok ? well : wrong.join('; ') }
}
