import { fewestPeople, type IndicatorName, indicators, type Report } from '@commonhour/contract'
import { type Books, bodyPages } from '@commonhour/ledger'
import { readLeaf, transferOf } from '@commonhour/proof'
import { utf8 } from '../bytes.ts'

/** What one account gave and received in help. */
export interface Helped {
  given: number
  received: number
}

/** The figures of a period, from the lines of the log that stand for it. */
export async function indicatorsOf(
  books: Books,
  fromSize: number,
  toSize: number,
): Promise<Report['indicators']> {
  const helped = new Map<string, Helped>()
  for await (const bodies of bodyPages(books, fromSize, toSize)) {
    for (const body of bodies) take(helped, body)
  }
  const figures = figuresOf([...helped.values()])
  return indicators.map(({ name, version }) => ({ name, version, value: figures[name] }))
}

/** Help moves from who received it to who gave it; a reversal goes the other way. */
function take(helped: Map<string, Helped>, body: string): void {
  const leaf = readLeaf(utf8(body))
  const transfer = leaf === null ? null : transferOf(leaf)
  if (transfer?.purpose !== 'help') return
  const { fromAccount, kind, seconds, toAccount } = transfer
  if (kind === 'hold' || kind === 'release') return
  const isBack = kind === 'reverse'
  const giver = of(helped, isBack ? fromAccount : toAccount)
  const receiver = of(helped, isBack ? toAccount : fromAccount)
  giver.given += isBack ? -seconds : seconds
  receiver.received += isBack ? -seconds : seconds
}

function of(helped: Map<string, Helped>, account: string): Helped {
  const found = helped.get(account) ?? { given: 0, received: 0 }
  helped.set(account, found)
  return found
}

/** By name; all null where so few took part that figures would tell of single ones. */
export function figuresOf(all: readonly Helped[]): Record<IndicatorName, number | null> {
  // What was taken back of an earlier period takes nothing from this one.
  const counted = all
    .map(({ given, received }) => ({ given: Math.max(given, 0), received: Math.max(received, 0) }))
    .filter(({ given, received }) => given + received > 0)
  const few = counted.length < fewestPeople
  const shown = (value: number) => (few ? null : Math.round(value * 10_000) / 10_000)
  const both = counted.filter(({ given, received }) => given > 0 && received > 0).length
  const gaps = counted.map(({ given, received }) => Math.abs(given - received) / (given + received))
  const given = counted.map((one) => one.given).sort((one, other) => one - other)
  return {
    accountsThatExchanged: shown(counted.length),
    bothGaveAndReceivedShare: shown(both / counted.length),
    reciprocity: shown(1 - sum(gaps) / counted.length),
    topTenthGivenShare: shown(sum(given.slice(-Math.ceil(given.length / 10))) / sum(given)),
    giniOfGiven: shown(gini(given)),
  }
}

/** @param sorted from the smallest on */
function gini(sorted: readonly number[]): number {
  const weighted = sum(sorted.map((value, at) => (at + 1) * value))
  return (2 * weighted) / (sorted.length * sum(sorted)) - (sorted.length + 1) / sorted.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
