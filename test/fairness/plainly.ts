import { type CharterBody, neighbourhoodCharter } from '@commonhour/contract'
import {
  type Habits,
  type HistoryLine,
  type HistoryTransfer,
  judge,
  type MoveFacts,
  moveRules,
  poolRules,
  type Side,
} from '@commonhour/fairness'
import { hour } from './facts.ts'
import { dayMs } from './history.ts'

/**
 * What the rules say of a line, counted the plain way: all that came before is looked through anew,
 * as a question to the books would. Slow, and easy to believe.
 */
export function plainly(before: readonly HistoryLine[], line: HistoryTransfer) {
  const books = new Books(before)
  const charter = books.charterOf(line)
  const { at, fromAccount, purpose, seconds, toAccount } = line
  const facts: MoveFacts = {
    purpose,
    seconds,
    helpSeconds: seconds,
    from: books.side(fromAccount, at, charter),
    to: books.side(toAccount, at, charter),
    charter,
    app: null,
    promised: false,
    habits: purpose === 'help' ? books.habits(line, charter) : null,
    pool:
      purpose === 'grant'
        ? { grantedSeconds: books.grantedSeconds(line, charter), seconded: true }
        : null,
  }
  return judge(purpose === 'grant' ? poolRules : moveRules, facts)
}

class Books {
  readonly #lines: readonly HistoryLine[]
  readonly #transfers: readonly HistoryTransfer[]

  constructor(lines: readonly HistoryLine[]) {
    this.#lines = lines
    this.#transfers = lines.filter((line) => line.line === 'transfer')
  }

  charterOf({ charter }: HistoryTransfer): CharterBody {
    const found = this.#lines.findLast((it) => it.line === 'charter' && it.version === charter)
    return found?.line === 'charter' ? found.body : neighbourhoodCharter
  }

  side(account: string, at: number, charter: CharterBody): Side {
    const opened = this.#lines.find((it) => it.line === 'account' && it.account === account)
    if (opened?.line !== 'account') throw new Error(account)
    const limit = this.#lines.findLast((it) => it.line === 'limit' && it.account === account)
    const own = limit?.line === 'limit' && (limit.until ?? at + 1) > at ? limit.floorSeconds : null
    const help = this.#transfers.filter(({ purpose }) => purpose === 'help')
    const givenSeconds = sum(help, (it) => givenBy(account, it))
    const isNew = own === null && opened.kind === 'member' && givenSeconds <= 0
    const usual =
      opened.kind === 'pool'
        ? 0
        : opened.kind === 'organisation'
          ? charter.organisation.floorSeconds
          : charter.member.floorSeconds
    const state = this.#lines.findLast((it) => it.line === 'state' && it.member === opened.member)
    return {
      account,
      kind: opened.kind,
      member: opened.member,
      state: opened.member === null ? null : state?.line === 'state' ? state.state : 'active',
      balanceSeconds: sum(this.#transfers, (it) => movedFor(account, it)),
      heldOutSeconds: sum(this.#openHolds(), (it) => (it.fromAccount === account ? it.seconds : 0)),
      floorSeconds: own ?? (isNew ? charter.newcomer.floorSeconds : usual),
      newcomerFloorSeconds: isNew ? charter.newcomer.floorSeconds : null,
    }
  }

  habits(line: HistoryTransfer, charter: CharterBody): Habits {
    const { at, fromAccount, receivers, toAccount, workedOn } = line
    const help = this.#standing('help')
    const since = (days: number) => help.filter((it) => it.at > at - days * dayMs)
    const way = (lines: readonly HistoryTransfer[], from: string, to: string) =>
      sum(lines, (it) => (it.fromAccount === from && it.toAccount === to ? it.seconds : 0))
    const by = (lines: readonly HistoryTransfer[]) =>
      sum(lines, (it) => (it.toAccount === toAccount ? it.seconds : 0))
    const month = since(charter.samePair.days)
    const back = help.filter((it) => it.at > at - charter.roundTrip.hours * hour * 1000)
    return {
      givenSeconds: by(since(charter.carerLoad.days)),
      givenOnDaySeconds: by(help.filter((it) => it.workedOn === workedOn)),
      overlappingTimes: this.#overlapping(line),
      receivers,
      daysSinceNeed: this.#daysSinceNeed(`member ${toAccount}`, at),
      pairSeconds: way(month, fromAccount, toAccount) + way(month, toAccount, fromAccount),
      otherWaySeconds: way(back, toAccount, fromAccount),
    }
  }

  grantedSeconds({ at, toAccount }: HistoryTransfer, { pool }: CharterBody): number {
    return sum(this.#standing('grant'), (it) =>
      it.toAccount === toAccount && it.at > at - pool.windowDays * dayMs ? it.seconds : 0,
    )
  }

  /** Hours that moved for something and were not taken back. */
  #standing(purpose: string): HistoryTransfer[] {
    const back = new Set(
      this.#transfers.filter(({ kind }) => kind === 'reverse').map((it) => it.ref),
    )
    return this.#transfers.filter(
      (it) =>
        it.purpose === purpose && (it.kind === 'post' || it.kind === 'settle') && !back.has(it.id),
    )
  }

  #openHolds(): HistoryTransfer[] {
    const ended = new Set(
      this.#transfers
        .filter(({ kind }) => kind === 'settle' || kind === 'release')
        .map(({ ref }) => ref),
    )
    return this.#transfers.filter(({ id, kind }) => kind === 'hold' && !ended.has(id))
  }

  #overlapping({ exchange, times, toAccount }: HistoryTransfer): number {
    if (times === null) return 0
    const off = new Set(this.#transfers.filter((it) => it.kind === 'release').map((it) => it.ref))
    const others = this.#transfers.filter(
      (it) =>
        it.kind === 'hold' &&
        it.toAccount === toAccount &&
        it.exchange !== exchange &&
        !off.has(it.id) &&
        it.times !== null &&
        it.times.fromAt < times.untilAt &&
        it.times.untilAt > times.fromAt,
    )
    return new Set(others.map((it) => it.exchange)).size
  }

  #daysSinceNeed(member: string, at: number): number | null {
    const days = this.#lines
      .filter((it) => it.line === 'need' && it.member === member && it.openedAt <= at)
      .map((it) => (it.line === 'need' && it.closedAt !== null ? it.closedAt : at))
      .map((closedAt) => Math.max(0, Math.floor((at - closedAt) / dayMs)))
    return days.length === 0 ? null : Math.min(...days)
  }
}

function movedFor(account: string, { fromAccount, kind, seconds, toAccount }: HistoryTransfer) {
  if (kind === 'hold' || kind === 'release') return 0
  return toAccount === account ? seconds : fromAccount === account ? -seconds : 0
}

function givenBy(account: string, { fromAccount, kind, seconds, toAccount }: HistoryTransfer) {
  if (kind === 'post' || kind === 'settle') return toAccount === account ? seconds : 0
  return kind === 'reverse' && fromAccount === account ? -seconds : 0
}

function sum<T>(lines: readonly T[], secondsOf: (line: T) => number): number {
  return lines.reduce((all, line) => all + secondsOf(line), 0)
}
