import { type CharterBody, hourSeconds } from '@commonhour/contract'
import type { Habits } from '../facts.ts'
import type { HistoryNeed, HistoryTransfer } from './history.ts'
import { RunningSums } from './running.ts'

const dayMs = 24 * hourSeconds * 1000

interface Time {
  readonly exchange: string | null
  readonly fromAt: number
  readonly untilAt: number
  stands: boolean
}

/**
 * What people usually do, along a history: help given by each, on each day, between each two, needs
 * and agreed times. Imported lines and lines of this community never count for each other: the old
 * bank's days say nothing of what someone can carry this week.
 */
export class Customs {
  readonly #sums = new RunningSums()
  readonly #onDays = new Map<string, number>()
  readonly #needs = new Map<string, HistoryNeed[]>()
  readonly #times = new Map<string, Time[]>()
  readonly #timesOfHolds = new Map<string, Time>()

  need(need: HistoryNeed): void {
    push(this.#needs, need.member, need)
  }

  /** Help that was given counts from now on; taken back, with negative seconds, no longer. */
  given(line: HistoryTransfer, at: number, seconds: number): void {
    const { fromAccount, toAccount } = line
    const books = booksOf(line)
    this.#sums.add(`${books} ${toAccount}`, at, seconds)
    this.#sums.add(`${books} pair ${pairOf(line)}`, at, seconds)
    this.#sums.add(`${books} ${fromAccount} ${toAccount}`, at, seconds)
    const onDay = `${books} ${toAccount} ${line.workedOn}`
    this.#onDays.set(onDay, (this.#onDays.get(onDay) ?? 0) + seconds)
  }

  granted(line: HistoryTransfer, at: number, seconds: number): void {
    this.#sums.add(grantKey(line), at, seconds)
  }

  grantedSeconds(line: HistoryTransfer, charter: CharterBody): number {
    return this.#sums.after(grantKey(line), line.at - charter.pool.windowDays * dayMs)
  }

  /** A time that two agreed on stands until its hours go back. */
  agreed({ exchange, id, times, toAccount }: HistoryTransfer): void {
    if (times === null) return
    const time = { exchange, ...times, stands: true }
    this.#timesOfHolds.set(id, time)
    for (const day of daysOf(time)) push(this.#times, `${toAccount} ${day}`, time)
  }

  calledOff({ ref }: HistoryTransfer): void {
    const time = this.#timesOfHolds.get(ref ?? '')
    if (time !== undefined) time.stands = false
  }

  /** What a rule would have counted just before this line. */
  before(line: HistoryTransfer, giver: string | null, charter: CharterBody): Habits {
    const { at, fromAccount, receivers, toAccount, workedOn } = line
    const books = booksOf(line)
    const since = (days: number) => at - days * dayMs
    const roundTripMs = charter.roundTrip.hours * hourSeconds * 1000
    return {
      givenSeconds: this.#sums.after(`${books} ${toAccount}`, since(charter.carerLoad.days)),
      givenOnDaySeconds: this.#onDays.get(`${books} ${toAccount} ${workedOn}`) ?? 0,
      overlappingTimes: this.#overlapping(line),
      receivers,
      daysSinceNeed: this.#daysSinceNeed(giver, at),
      pairSeconds: this.#sums.after(`${books} pair ${pairOf(line)}`, since(charter.samePair.days)),
      otherWaySeconds: this.#sums.after(`${books} ${toAccount} ${fromAccount}`, at - roundTripMs),
    }
  }

  #overlapping({ exchange, times, toAccount }: HistoryTransfer): number {
    if (times === null) return 0
    const others = daysOf(times).flatMap((day) => this.#times.get(`${toAccount} ${day}`) ?? [])
    const overlapping = others.filter(
      (other) =>
        other.stands &&
        other.exchange !== exchange &&
        other.fromAt < times.untilAt &&
        other.untilAt > times.fromAt,
    )
    return new Set(overlapping.map((other) => other.exchange)).size
  }

  #daysSinceNeed(member: string | null, at: number): number | null {
    const needs = this.#needs.get(member ?? '') ?? []
    const closings = needs
      .filter(({ openedAt }) => openedAt <= at)
      .map(({ closedAt }) => closedAt ?? Number.POSITIVE_INFINITY)
    if (closings.length === 0) return null
    return Math.max(0, Math.floor((at - Math.max(...closings)) / dayMs))
  }
}

function booksOf({ purpose }: HistoryTransfer): string {
  return purpose === 'import' ? 'old' : 'own'
}

/** The same two, whoever helped. */
function pairOf({ fromAccount, toAccount }: HistoryTransfer): string {
  return [fromAccount, toAccount].sort().join(' ')
}

function grantKey(line: HistoryTransfer): string {
  return `${booksOf(line)} granted ${line.toAccount}`
}

function daysOf({ fromAt, untilAt }: Pick<Time, 'fromAt' | 'untilAt'>): number[] {
  const first = Math.floor(fromAt / dayMs)
  const last = Math.max(first, Math.floor((untilAt - 1) / dayMs))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
