import { type CharterBody, neighbourhoodCharter, type Verdict } from '@commonhour/contract'
import type { AppFacts, MoveFacts, Purpose } from '../facts.ts'
import { judge, moveRules, poolRules } from '../judge.ts'
import { Customs } from './customs.ts'
import type { HistoryGrant, HistoryLine, HistoryTransfer } from './history.ts'
import { RunningSums } from './running.ts'
import { Standings } from './standings.ts'

/** What a line of the books was, or would have been, told. */
export interface Judged {
  readonly transfer: HistoryTransfer
  readonly verdicts: readonly Verdict[]
}
/** How often a rule said what. */
export interface RuleCount {
  readonly rule: string
  readonly verdict: Verdict['verdict']
  readonly count: number
}

/**
 * A history, replayed line by line: every promise and every movement of hours is judged by the
 * rules of decisions, under the charter of its day and by what stood just before it.
 */
export class Replay {
  readonly #importCharter: CharterBody | null
  readonly #charters = new Map<number, CharterBody>()
  readonly #standings = new Standings()
  readonly #customs = new Customs()
  readonly #transfers = new Map<string, HistoryTransfer>()
  readonly #grants = new Map<string, HistoryGrant>()
  readonly #booked = new RunningSums()
  readonly #counts = new Map<string, RuleCount>()
  #judged = 0

  /**
   * @param importCharter what imported lines, which carry charter 0, are judged under; the
   *   community's first charter when it is not given
   */
  constructor(importCharter: CharterBody | null = null) {
    this.#importCharter = importCharter
  }

  /** Takes the next line; null where it promises and moves nothing new. */
  take(line: HistoryLine): Judged | null {
    switch (line.line) {
      case 'charter':
        this.#charters.set(line.version, line.body)
        return null
      case 'account':
        this.#standings.open(line)
        return null
      case 'limit':
        this.#standings.limit(line)
        return null
      case 'state':
        this.#standings.state(line)
        return null
      case 'need':
        this.#customs.need(line)
        return null
      case 'grant':
        this.#grants.set(`${line.app} ${line.account}`, line)
        return null
      default:
        return this.#transfer(line)
    }
  }

  /** How many lines were judged so far. */
  get judged(): number {
    return this.#judged
  }

  /** How often each rule spoke so far, the most frequent first. */
  counts(): RuleCount[] {
    return [...this.#counts.values()].sort(
      (a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1),
    )
  }

  /** What the rules look at just before a line of the books. */
  factsBefore(line: HistoryTransfer): MoveFacts {
    const charter = this.#charterOf(line)
    const from = this.#standings.side(line.fromAccount, line.at, charter)
    const to = this.#standings.side(line.toAccount, line.at, charter)
    const purpose = purposeOf(line, from.member, to.member)
    return {
      purpose,
      seconds: line.seconds,
      helpSeconds: line.seconds,
      from,
      to,
      charter,
      app: this.#appOf(line),
      promised: false,
      habits: purpose === 'help' ? this.#customs.before(line, to.member, charter) : null,
      pool:
        purpose === 'grant'
          ? { grantedSeconds: this.#customs.grantedSeconds(line, charter), seconded: true }
          : null,
    }
  }

  #transfer(line: HistoryTransfer): Judged | null {
    const judged = isJudged(line) ? this.#judge(line) : null
    this.#write(line)
    return judged
  }

  #judge(line: HistoryTransfer): Judged {
    const facts = this.factsBefore(line)
    const verdicts = judge(facts.purpose === 'grant' ? poolRules : moveRules, facts)
    this.#judged += 1
    for (const { rule, verdict } of verdicts) {
      const count = (this.#counts.get(rule)?.count ?? 0) + 1
      this.#counts.set(rule, { rule, verdict, count })
    }
    return { transfer: line, verdicts }
  }

  #write(line: HistoryTransfer): void {
    const resolved = this.#transfers.get(line.ref ?? '')
    this.#transfers.set(line.id, line)
    this.#standings.move(line, resolved)
    if (line.kind === 'hold') this.#customs.agreed(line)
    if (line.kind === 'release') this.#customs.calledOff(line)
    if (line.kind === 'post' || line.kind === 'settle') this.#count(line, line.seconds)
    if (line.kind === 'reverse' && resolved !== undefined) this.#count(resolved, -line.seconds)
  }

  #count(line: HistoryTransfer, seconds: number): void {
    const from = this.#standings.memberOf(line.fromAccount)
    const purpose = purposeOf(line, from, this.#standings.memberOf(line.toAccount))
    if (purpose === 'help') this.#customs.given(line, line.at, seconds)
    if (purpose === 'grant') this.#customs.granted(line, line.at, seconds)
    if (line.app !== null && line.kind === 'post' && seconds > 0) {
      this.#booked.add(bookedKey(line), line.at, seconds)
    }
  }

  #appOf(line: HistoryTransfer): AppFacts | null {
    if (line.app === null) return null
    const grant = this.#grants.get(`${line.app} ${line.fromAccount}`)
    return {
      granted: grant?.granted ?? false,
      dailyCapSeconds: grant?.dailyCapSeconds ?? 0,
      bookedTodaySeconds: this.#booked.after(bookedKey(line), Number.NEGATIVE_INFINITY),
    }
  }

  #charterOf({ charter }: HistoryTransfer): CharterBody {
    const first = this.#importCharter ?? this.#charters.get(1) ?? neighbourhoodCharter
    return this.#charters.get(charter) ?? first
  }
}

/**
 * Judges a whole history in one pass.
 * @returns how often each rule spoke
 */
export function* judgeAll(
  history: Iterable<HistoryLine>,
  importCharter: CharterBody | null = null,
): Generator<Judged, RuleCount[]> {
  const replay = new Replay(importCharter)
  for (const line of history) {
    const judged = replay.take(line)
    if (judged !== null) yield judged
  }
  return replay.counts()
}

/** Limits judge what is promised or posted; settling, returning and reversing honour it (law 5). */
function isJudged({ kind, purpose }: HistoryTransfer): boolean {
  const isOffice = purpose === 'correction' || purpose === 'treaty'
  return !isOffice && (kind === 'post' || kind === 'hold')
}

/** An imported line was help where two members stand in it; the old bank itself gave and took. */
function purposeOf(
  { purpose }: HistoryTransfer,
  fromMember: string | null,
  toMember: string | null,
): Purpose {
  if (purpose !== 'import') return purpose
  if (fromMember === null) return 'grant'
  return toMember === null ? 'gift' : 'help'
}

function bookedKey({ app, bookedOn, fromAccount }: HistoryTransfer): string {
  return `${app} ${fromAccount} ${bookedOn}`
}
