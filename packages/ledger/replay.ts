import type { Verdict } from '@commonhour/contract'
import { type StuckReason, stuckReasonOf } from '@commonhour/domain'
import { type HistoryTransfer, type Judged, Replay } from '@commonhour/fairness'
import { type AccountLine, accountSql, factsOfAccount, lineOf } from './accounts.ts'
import { type Books, type Query, snapshot } from './books.ts'
import { historyOf } from './history.ts'
import { every, numberOf } from './rows.ts'

/** What a replay tells: how often each rule spoke in a stretch of days, and its first lines. */
export interface ReplayReport {
  /** Promises and movements that were judged, and those of which some rule spoke. */
  readonly judged: number
  readonly spoken: number
  readonly rules: readonly RuleReport[]
}
export interface RuleReport {
  readonly rule: string
  readonly verdict: Verdict['verdict']
  readonly count: number
  readonly first: readonly {
    readonly transfer: HistoryTransfer
    readonly says: string
    readonly facts: Verdict['facts']
  }[]
}
/** From which day to which; both count. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

const mostFirst = 3

/**
 * Judges the whole history of a community and reports a stretch of it.
 * @param onPage is told how many transfers are read, of how many
 */
export async function replayBooks(
  books: Books,
  days: Days,
  onPage: (done: number, total: number) => void,
): Promise<ReplayReport> {
  const replay = new Replay()
  const rules = new Map<string, RuleReport>()
  let [judgedLines, spoken, read] = [0, 0, 0]
  for await (const { done, lines, total } of historyOf(books)) {
    for (const line of lines) {
      const judged = replay.take(line)
      if (judged === null || !isWithin(judged, days)) continue
      judgedLines += 1
      if (judged.verdicts.length > 0) spoken += 1
      for (const verdict of judged.verdicts) tally(rules, judged, verdict)
    }
    if (done > read) onPage(done, total)
    read = done
  }
  const sorted = [...rules.values()].sort(
    (a, b) => b.count - a.count || a.rule.localeCompare(b.rule),
  )
  return { judged: judgedLines, spoken, rules: sorted }
}

/** Someone who could not be helped, and why. */
export interface Stuck {
  readonly number: number
  readonly name: string
  readonly reason: StuckReason
  /** What they could still ask for, under the line that will hold. */
  readonly availableSeconds: number
  readonly floorSeconds: number
}

/** The members who could not be helped for an hour, by the lines that will hold at a moment. */
export async function readStuck(books: Books, at: number): Promise<Stuck[]> {
  const { accounts } = await snapshot(books, { accounts: memberAccountsQuery(at) })
  return accounts.flatMap((account) => {
    const reason = stuckReasonOf(factsOfAccount(account))
    if (reason === null) return []
    const { availableSeconds, floorSeconds, name, number } = account
    return [{ number, name: name ?? '', reason, availableSeconds, floorSeconds }]
  })
}

/** The accounts that members hold, with the line that will hold for each at a moment. */
function memberAccountsQuery(at: number): Query<(AccountLine & { number: number })[]> {
  return {
    sql: `${accountSql.replace('SELECT a.*', 'SELECT m.number, a.*')}
      WHERE a.member IS NOT NULL ORDER BY m.number`,
    args: [at],
    read: every((row) => ({ ...lineOf(row), number: numberOf(row, 'number') })),
  }
}

function isWithin({ transfer }: Judged, { from, to }: Days): boolean {
  const day = transfer.bookedOn
  return (from === null || day >= from) && (to === null || day <= to)
}

function tally(
  rules: Map<string, RuleReport>,
  { transfer }: Judged,
  { facts, rule, says, verdict }: Verdict,
): void {
  const { count, first } = rules.get(rule) ?? { count: 0, first: [] }
  const more = first.length < mostFirst ? [...first, { transfer, says, facts }] : first
  rules.set(rule, { rule, verdict, count: count + 1, first: more })
}
