import type { Figures } from '../findings.ts'
import type { Check, CheckName } from '../verify/check.ts'
import { count, othersText } from './passed.ts'

/** What lay on the table; only whether it did. */
export interface OnTable {
  readonly previous?: unknown
  readonly checkpoint?: unknown
  readonly log?: unknown
  readonly balances?: unknown
  readonly signatures?: unknown
}

/** What everything else rests on. */
const signatures: readonly CheckName[] = [
  'reportIsSigned',
  'receiptIsSigned',
  'checkpointIsSigned',
  'headIsSigned',
]

/** Why a check shows nothing: what it takes was not there, or did not hold itself. */
export function notShownText(
  check: CheckName,
  checks: readonly Check[],
  { balances, checkpoint, log, previous }: OnTable,
): string {
  const first = checks.find(({ state }) => state === 'failed')?.check
  if (first !== undefined && signatures.includes(first)) {
    return `Not shown, because nothing holds ${first === 'checkpointIsSigned' ? 'the checkpoint' : 'it'} up: see above.`
  }
  const figures = checks.find((one) => one.check === check)?.figures ?? {}
  const { ends, needs } = figures
  if (needs !== undefined) {
    return `Not shown, because what is here ends at line ${count(ends)}; it takes line ${count(needs)}.`
  }
  const passed = (name: CheckName) =>
    checks.some((one) => one.check === name && one.state === 'passed')
  const noLog = log === undefined ? missing('log.jsonl') : null
  const noBalances = balances === undefined ? missing('balances.jsonl') : null
  switch (check) {
    case 'followsTheOneBefore':
      if (checks[0]?.figures.no === 1) return 'Nothing to show: this is the first report.'
      return previous === undefined ? missing('an older report') : above
    case 'checkpointIsSigned':
      return checkpoint === undefined ? missing('a checkpoint') : above
    case 'logMakesTheCheckpoint':
      return noLog ?? (checkpoint === undefined ? missing('a checkpoint') : above)
    case 'logIsTheOneSigned':
    case 'linesMakeTheRoot':
    case 'totalsFollowFromTheLog':
    case 'lineStandsInTheLog':
      return noLog ?? above
    case 'keyStandsInTheLog':
      return (
        noLog ?? (passed('linesMakeTheRoot') ? 'Not shown, because this log names no keys.' : above)
      )
    case 'balancesAreTheOnesSigned':
    case 'balancesMakeTheRoot':
      return noBalances ?? above
    case 'balancesFollowFromTheLog':
      return noBalances ?? noLog ?? above
    case 'stewardsSigned':
      return noLog ?? (figures.needed === undefined ? above : tooFewText(figures))
    case 'linesStandInTheReport':
      return 'Not shown, because the proof holds no line.'
    case 'balanceIsCounted':
      return 'Not shown, because the proof holds no balance.'
    default:
      return above
  }
}

const above = 'Not shown, because what it rests on does not hold: see above.'

function missing(what: string): string {
  return `Not shown, because ${what} was not handed in.`
}

function tooFewText({ needed, others, signatures }: Figures): string {
  const asked =
    needed === 0
      ? 'Nothing to show: the log asks for no steward’s signature.'
      : `Not shown, because the log asks for ${count(needed)}, and ${count(signatures)} are here.`
  return `${asked}${othersText(others)}`
}
