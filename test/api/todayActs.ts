import type { Card, CardKind } from '@commonhour/contract'
import { commit } from '@commonhour/ledger'
import type { Who } from '../support/asking.ts'
import type { Place, Someone } from '../support/place.ts'
import { actsOf, hour, ok } from './acts.ts'

/** The acts of coordinators on their queue, by someone, each one request. */
export function todayActsOf(place: Place) {
  const { ask } = place
  const it = actsOf(place)
  const today = (who: Who, kind?: CardKind) =>
    ask(who, 'listToday', {}, kind === undefined ? {} : { query: { kind } })
  const cards = async (who: Who, kind?: CardKind): Promise<Card[]> =>
    ok(await today(who, kind)).items
  return {
    today,
    cards,
    /** The one card of a kind. */
    async only(who: Who, kind: CardKind): Promise<Card> {
      const [card, ...more] = await cards(who, kind)
      if (card === undefined || more.length > 0) throw new Error(`${more.length} more of ${kind}`)
      return card
    },
    read: (who: Who, card: string) => ask(who, 'readCard', { card }),
    open: (who: Who, card: string) => ask(who, 'openCard', { card }),
    take: (who: Who, card: string) => ask(who, 'takeCard', { card }),
    hand: (who: Who, card: string, to: Someone | null, note = 'I am away this week.') =>
      ask(who, 'handCard', { card }, { body: { to: to?.member ?? null, note } }),
    resolve: (who: Who, card: string, body: Record<string, unknown> = { outcome: 'spoke' }) =>
      ask(who, 'resolveCard', { card }, { body }),
    /** Someone asks to join and waits. Their member id. */
    async applies(name: string): Promise<string> {
      const body = { id: place.id(), name, termsVersion: 1 }
      ok(await ask(place.stranger(), 'applyToJoin', {}, { body }))
      return body.id
    },
    /** Said to be done by the giver; the receiver remembers it differently. Its id. */
    async disputed(giver: Someone, receiver: Someone): Promise<string> {
      const exchange = await it.done(giver, receiver)
      ok(await ask(receiver, 'disputeExchange', { exchange }, { body: { reason: 'shorter' } }))
      return exchange
    },
    /** Someone who has helped once receives so much that they stand at eleven hours below zero. */
    async standsLow(receiver: Someone, giver: Someone): Promise<void> {
      await it.helped(receiver, giver, hour)
      await it.helped(giver, receiver, 12 * hour)
    },
  }
}
export type TodayActs = ReturnType<typeof todayActsOf>

/** One more steward, appointed as the founding does. */
export async function appoint(place: Place, who: Someone, office = 'coordinator'): Promise<void> {
  const appointed = await commit(
    place.books,
    [
      {
        sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
          SELECT seq, at, ?, ?, 'appointed', ? FROM next_leaf`,
        args: [who.member, office, `member:${place.rosa.member}`],
      },
    ],
    {},
  )
  if ('fault' in appointed) throw new Error(String(appointed.fault))
}
