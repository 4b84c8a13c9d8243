import type { OperationName } from '@commonhour/contract'
import { readProof } from '@commonhour/ledger'
import type { Params, Who } from '../support/asking.ts'
import type { Place, Said, Someone } from '../support/place.ts'

export const hour = 3600
export const quarter = 900
export const today = '2026-03-02'
const dayMs = 86_400_000

/** What happened, of an answer: its status and, when it was refused, the fault. */
export const outcome = ({ body, status }: Said): string | number => body?.code ?? status

/** The acts that most tests need, by someone, each one request. */
export function actsOf(place: Place) {
  const { ask, id } = place
  const act = (name: OperationName) => (who: Who, exchange: string, body?: unknown, key?: string) =>
    ask(who, name, { exchange }, { body, ...(key !== undefined && { key }) })
  const propose = (
    by: Someone,
    giver: Someone,
    receiver: Someone,
    more: Record<string, unknown> = {},
  ) => {
    const body = {
      id: id(),
      giver: giver.member,
      receivers: [receiver.member],
      title: 'A lift',
      estimateSeconds: hour,
      ...more,
    }
    return ask(by, 'proposeExchange', {}, { body })
  }
  const accept = act('acceptExchange')
  const counterPropose = act('counterProposeExchange')
  const complete = act('completeExchange')
  const confirm = act('confirmExchange')
  return {
    accept,
    counterPropose,
    complete,
    confirm,
    propose,
    decline: act('declineExchange'),
    cancel: (who: Who, exchange: string) =>
      act('cancelExchange')(who, exchange, { reason: 'plans_changed' }),
    reverse: (who: Who, exchange: string) =>
      act('reverseExchange')(who, exchange, { reason: 'booked_twice' }),
    read: (who: Who, exchange: string) => ask(who, 'readExchange', { exchange }),
    /** The giver proposes and the receiver agrees: hours are set aside. Its id. */
    async agreed(giver: Someone, receiver: Someone, seconds = hour): Promise<string> {
      const { body } = await propose(giver, giver, receiver, { estimateSeconds: seconds })
      return ok(await accept(receiver, body.id)).id
    },
    /** Agreed, and the giver says that it is done. Its id. */
    async done(giver: Someone, receiver: Someone, seconds = hour): Promise<string> {
      const exchange = await this.agreed(giver, receiver, seconds)
      ok(await complete(giver, exchange, { seconds, workedOn: today }))
      return exchange
    },
    /** Help that the receiver says was given: booked at once. Its id. */
    async helped(giver: Someone, receiver: Someone, seconds = hour): Promise<string> {
      const more = { alreadyDone: true, estimateSeconds: seconds }
      const { body } = await propose(receiver, giver, receiver, more)
      if (body.state !== 'confirmed') throw new Error(JSON.stringify(body))
      return body.id
    },
    gift: (from: Someone, toAccount: string, seconds: number, more: Record<string, unknown> = {}) =>
      ask(
        from,
        'bookTransfer',
        {},
        {
          body: {
            id: id(),
            purpose: 'gift',
            fromAccount: from.account,
            toAccount,
            seconds,
            ...more,
          },
        },
      ),
    publish: async (who: Someone, more: Record<string, unknown> = {}, word = 'publishNeed') =>
      ok(
        await ask(
          who,
          word as OperationName,
          {},
          { body: { id: id(), title: 'Lift to the clinic', category: 'transport', ...more } },
        ),
      ).id as string,
    account: async (who: Someone) =>
      ok(await ask(who, 'readAccount', { account: who.account } as Params)),
    /** Live, as the books have it: the public one of so few people is of another day. */
    proof: async () => {
      const proof = await readProof(place.books, place.now())
      if (proof === null) throw new Error('There are no books.')
      return proof
    },
    days: (count: number) => place.pass(count * dayMs),
  }
}
export type Acts = ReturnType<typeof actsOf>

/** What one may do next to agree on help and have its hours moved; not what comes beside it. */
export function mayNext({ may }: { readonly may: readonly string[] }): string[] {
  return may.filter((act) => next.has(act))
}
const next = new Set([
  ...['acceptance', 'declination', 'proposal', 'completion', 'confirmation', 'cancellation'],
  'reversal',
])

/** The body of an answer that must be no refusal. */
export function ok({ body, status }: Said) {
  if (status >= 400) throw new Error(JSON.stringify(body))
  return body
}
