import { type Fault, fault, faults, isFault, type TransferBookings } from '@commonhour/contract'
import type { AppFacts } from '@commonhour/fairness'
import { hearsOf } from '../exchanges/lines.ts'
import type { AccountFacts, Actor, CharterFacts } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { type BookFacts, decideBooking } from './book.ts'
import { standAfter } from './standAfter.ts'

export interface BookManyFacts {
  readonly transfers: TransferBookings['transfers']
  /** The id that joins them in the log. */
  readonly groupId: string
  readonly actor: Actor
  /** The accounts that the rows name, those of them that there are. */
  readonly accounts: readonly AccountFacts[]
  readonly charter: CharterFacts
  readonly today: string
  /** What holders let this app do, by account; empty for a member. */
  readonly grants: ReadonlyMap<string, AppFacts & { readonly version: number }>
  /** Ids of rows by which something stands already. */
  readonly taken: ReadonlySet<string>
}
export interface Bookings {
  readonly decision: Decision
  /** How it is told that the books refuse one of the writes, by its place among them. */
  readonly refusedAt: (refused: Fault, write: number) => Fault
}

/**
 * Books rows in their order, all or none: each is judged where the rows before it leave its
 * accounts and the app's day. What refuses a row is named with its place; later rows are judged
 * without it.
 */
export function decideBookings(facts: BookManyFacts): Bookings | Fault {
  const { actor } = facts
  if (actor.kind === 'member' && actor.state !== 'active') return fault('actor_is_not_active')
  if (actor.kind === 'app' && !actor.admitted) return fault('app_is_not_admitted')
  const decisions = judgeRows(facts)
  const bad = decisions.flatMap((one, row) => (isFault(one) ? [fieldOf(one, row)] : []))
  if (bad.length > 0) return fault('bookings_have_bad_rows', { fields: bad })
  // From here the bookings must succeed.
  const booked = decisions as readonly Decision[]
  const { groupId } = facts
  const writes = booked.flatMap(({ write }, row) => write.map((one) => ({ one, row })))
  const kept = distinct(writes, ({ one }) => one)
  return {
    decision: {
      expect: distinct(
        booked.flatMap(({ expect }) => expect),
        ({ id, word }) => [word, id],
      ),
      write: kept.map(({ one }) => (one.into === 'transfer' ? { ...one, groupId } : one)),
    },
    refusedAt: (refused, write) => refusedAt(facts, refused, kept[write]?.row),
  }
}

/** What facts that moved meanwhile refuse is tried again; all else names its row. */
function refusedAt({ accounts, actor, transfers }: BookManyFacts, refused: Fault, row = -1): Fault {
  const to = accounts.find(({ account }) => account === transfers[row]?.toAccount)
  const heard = hearsOf(actor, to ?? null)(refused)
  if (row < 0 || faults[refused.fault].again === 'now') return heard
  return fault('bookings_have_bad_rows', { fields: [fieldOf(heard, row)] })
}

function judgeRows(facts: BookManyFacts): (Decision | Fault)[] {
  const { actor, charter, grants, taken, today, transfers } = facts
  const accounts = new Map(facts.accounts.map((one) => [one.account, one]))
  const bookedSeconds = new Map<string, number>()
  const ids = new Set(taken)
  return transfers.map((booking) => {
    const { fromAccount, id, seconds, toAccount } = booking
    const [from, to] = [accounts.get(fromAccount) ?? null, accounts.get(toAccount) ?? null]
    const already = bookedSeconds.get(fromAccount) ?? 0
    const app = actor.kind === 'app' ? (grants.get(fromAccount) ?? null) : null
    const bookedTodaySeconds = (app?.bookedTodaySeconds ?? 0) + already
    const row: BookFacts = {
      ...{ booking, actor, from, to, charter, today },
      app: app && { ...app, bookedTodaySeconds },
    }
    const decision = ids.has(id) ? (refusalOf(row) ?? fault('id_is_taken')) : decideBooking(row)
    if (isFault(decision) || from === null || to === null) return decision
    ids.add(id)
    bookedSeconds.set(fromAccount, already + seconds)
    standAfter(accounts, { ...booking, from, to }, charter)
    return decision
  })
}

/** Whether there is such a transfer is told only to who could have booked it. */
function refusalOf(row: BookFacts): Fault | null {
  const decision = decideBooking(row)
  return isFault(decision) ? decision : null
}

/** Each once: rows of one account share what they expect, and one talk with a member is enough. */
function distinct<T>(all: readonly T[], of: (one: T) => unknown): T[] {
  const seen = new Set<string>()
  return all.filter((one) => {
    const key = JSON.stringify(of(one))
    return !seen.has(key) && seen.add(key)
  })
}

function fieldOf({ detail, fault: code }: Fault, row: number) {
  const expected = detail ?? faults[code].says
  return { pointer: `/transfers/${row}`, expected, received: code }
}
