import { neighbourhoodCharter } from '@commonhour/contract'
import type { HistoryLine, HistoryTransfer } from '@commonhour/fairness'
import { hour } from './facts.ts'

export const dayMs = 24 * hour * 1000
/** Monday, 2 March 2026, 00:00 UTC. */
export const monday = 1_772_409_600_000
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Ana, Luis and Eva with an account each, the choir, and the pool, under the usual charter. */
export const beginnings: readonly HistoryLine[] = [
  { line: 'charter', version: 1, body: neighbourhoodCharter },
  { line: 'account', account: 'ana', kind: 'member', member: 'member ana' },
  { line: 'account', account: 'luis', kind: 'member', member: 'member luis' },
  { line: 'account', account: 'eva', kind: 'member', member: 'member eva' },
  { line: 'account', account: 'choir', kind: 'organisation', member: 'member choir' },
  { line: 'account', account: 'pool', kind: 'pool', member: null },
]

let made = 0
/** Luis helped Ana for an hour on Monday, booked at once; she is `from`. */
export function moved(more: Partial<HistoryTransfer> = {}): HistoryTransfer {
  made += 1
  const at = more.at ?? monday
  return {
    line: 'transfer',
    id: `transfer ${made}`,
    kind: 'post',
    purpose: 'help',
    fromAccount: 'ana',
    toAccount: 'luis',
    seconds: hour,
    at,
    bookedOn: dayOf(at),
    workedOn: dayOf(at),
    ref: null,
    exchange: null,
    charter: 1,
    app: null,
    receivers: 1,
    times: null,
    ...more,
  }
}
/** The hours of a line come back. */
export function reversed(line: HistoryTransfer, at: number): HistoryTransfer {
  const { fromAccount: toAccount, id: ref, toAccount: fromAccount } = line
  return moved({ ...line, id: `${ref} back`, kind: 'reverse', fromAccount, toAccount, ref, at })
}
