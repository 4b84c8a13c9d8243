import type { OperationName } from '@commonhour/contract'
import type { Place, Someone } from '../support/place.ts'
import { type Acts, ok, today } from './acts.ts'

/** Who takes part: luis has hours in hand, and rosa of the place is the one steward. */
export interface Cast {
  readonly place: Place
  readonly it: Acts
  readonly ana: Someone
  readonly luis: Someone
  readonly eva: Someone
}
export interface Keyed {
  readonly who: Someone
  readonly params: Record<string, string>
  readonly body?: Record<string, unknown>
  /** The same request with another body; acts that take none have none. */
  readonly other?: Record<string, unknown>
  /** What happens later, that the first answer knows nothing of. */
  readonly later?: (id: string) => Promise<unknown>
}
export type Cases = Partial<Record<OperationName, () => Promise<Keyed>>>

const done = { seconds: 900, workedOn: today }
const reason = { reason: 'plans_changed' }

/** Agreeing, helping, and what two say of it. */
export function exchangeCases({ it, place, luis, eva }: Cast): Cases {
  const proposed = async () => ok(await it.propose(luis, luis, eva, { estimateSeconds: 900 })).id
  return {
    proposeExchange: async () => {
      const body = {
        id: place.id(),
        giver: luis.member,
        receivers: [eva.member],
        title: 'A lift',
        estimateSeconds: 900,
      }
      const other = { ...body, title: 'Another' }
      return { who: luis, params: {}, body, other, later: (id) => it.decline(eva, id) }
    },
    acceptExchange: async () => ({
      who: eva,
      params: { exchange: await proposed() },
      later: (id) => it.complete(luis, id, done),
    }),
    counterProposeExchange: async () => ({
      who: eva,
      params: { exchange: await proposed() },
      body: { estimateSeconds: 1800 },
      other: { estimateSeconds: 2700 },
      later: (id) => it.accept(luis, id),
    }),
    declineExchange: async () => ({ who: eva, params: { exchange: await proposed() } }),
    cancelExchange: async () => ({
      who: luis,
      params: { exchange: await proposed() },
      body: reason,
      other: { reason: 'could_not_come' },
    }),
    completeExchange: async () => ({
      who: luis,
      params: { exchange: await it.agreed(luis, eva, 900) },
      body: done,
      other: { ...done, seconds: 1800 },
      later: (id) => it.confirm(eva, id, { seconds: 900 }),
    }),
    confirmExchange: async () => ({
      who: eva,
      params: { exchange: await it.done(luis, eva, 900) },
      body: { seconds: 900 },
      other: { seconds: 1800 },
      later: async (id) => {
        const body = { text: 'Thank you' }
        ok(await place.ask(eva, 'thankExchange', { exchange: id }, { body }))
        return it.reverse(place.rosa, id)
      },
    }),
    reverseExchange: async () => ({
      who: place.rosa,
      params: { exchange: await it.helped(luis, eva, 900) },
      body: { reason: 'booked_twice' },
      other: { reason: 'wrong_hours' },
    }),
  }
}

/** Gifts, and taking them back. */
export function transferCases({ place, ana, luis }: Cast): Cases {
  const gift = () => ({
    id: place.id(),
    purpose: 'gift',
    fromAccount: luis.account,
    toAccount: ana.account,
    seconds: 900,
  })
  return {
    bookTransfer: async () => {
      const body = gift()
      const reversal = { id: place.id(), reason: 'booked_twice' }
      return {
        who: luis,
        params: {},
        body,
        other: { ...body, seconds: 1800 },
        later: (transfer) =>
          place.ask(place.rosa, 'reverseTransfer', { transfer }, { body: reversal }),
      }
    },
    bookTransfers: async () => {
      const body = { transfers: [gift()] }
      const [one] = body.transfers
      const reversal = { id: place.id(), reason: 'booked_twice' }
      return {
        who: luis,
        params: {},
        body,
        other: { transfers: [{ ...one, seconds: 1800 }] },
        later: () =>
          place.ask(place.rosa, 'reverseTransfer', { transfer: one?.id ?? '' }, { body: reversal }),
      }
    },
    reverseTransfer: async () => {
      const transfer = ok(await place.ask(luis, 'bookTransfer', {}, { body: gift() })).id
      const body = { id: place.id(), reason: 'booked_twice' }
      return {
        who: place.rosa,
        params: { transfer },
        body,
        other: { ...body, reason: 'wrong_hours' },
      }
    },
  }
}
