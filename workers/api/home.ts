import {
  type ExchangeAct,
  type ExchangeState,
  fault,
  isFault,
  momentOf,
} from '@commonhour/contract'
import { type ExchangeFacts, mayOf } from '@commonhour/domain'
import {
  accountOfMemberQuery,
  balancesQuery,
  charterQuery,
  communityQuery,
  companionsQuery,
  exchangesQuery,
  memberQuery,
  poolsQuery,
  publicationsQuery,
  snapshot,
  wireAccount,
} from '@commonhour/ledger'
import { isFellow, isSteward, memberOf, todayOf } from './acting.ts'
import { alarmOf } from './alarms.ts'
import type { Handlers } from './types.ts'
import { wireExchange, wireMember, wirePublication } from './wire.ts'

const underWay: ExchangeState[] = ['proposed', 'agreed', 'done', 'disputed']
const ended: ExchangeState[] = [
  ...(['confirmed', 'declined', 'cancelled', 'reversed', 'lapsed', 'settled'] as const),
]
const waiting = new Set<ExchangeAct>(['acceptance', 'declination', 'completion', 'confirmation'])
const latelyMilliseconds = 7 * 24 * 3_600_000
const mostLately = 10
const newest = { before: Number.MAX_SAFE_INTEGER }

export const home = {
  readHome: async ({ books, caller, community: { slug }, env, now }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const open = { today: todayOf(now), reader: actor.member, state: 'open' as const, ...newest }
    const mine = { member: actor.member, ...newest, limit: 50 }
    const read = await snapshot(books, {
      community: communityQuery(now),
      charter: charterQuery(now),
      member: memberQuery(actor.member),
      account: accountOfMemberQuery(actor.member, now),
      exchanges: exchangesQuery({ ...mine, states: underWay }),
      ended: exchangesQuery({ ...mine, states: ended, since: now - latelyMilliseconds }),
      myNeeds: publicationsQuery('need', { ...open, member: actor.member, limit: 20 }),
      needs: publicationsQuery('need', { ...open, not: actor.member, limit: 5 }),
      companions: companionsQuery(actor.member),
      pools: poolsQuery(now),
      balances: balancesQuery(actor.account),
    })
    const { account, charter, community, member } = read
    if (community === null || charter === null || member === null) {
      return fault('community_is_unknown')
    }
    const alarm = isSteward(actor) ? await alarmOf(env, slug) : null
    const reader = { actor, charter, now }
    // Mine to do next; what I only could do, as taking it back, is nothing that waits for me.
    const waits = (exchange: ExchangeFacts) =>
      mayOf({ exchange, ...reader }).some((act) => waiting.has(act))
    const wire = (exchange: ExchangeFacts) => wireExchange(exchange, reader)
    return {
      at: momentOf(now),
      community,
      charter: charter.wire,
      member: wireMember(member, 'all'),
      account: account && wireAccount(account),
      waiting: read.exchanges.filter(waits).map(wire),
      underWay: read.exchanges.filter((exchange) => !waits(exchange)).map(wire),
      lately: latelyEnded(read.ended, actor.member).map(wire),
      myNeeds: read.myNeeds.map(wirePublication),
      needs: isFellow(actor) ? read.needs.map(wirePublication) : [],
      companions: read.companions,
      pools: (isFellow(actor) ? read.pools : []).map(({ balanceSeconds, id }) => ({
        account: id,
        name: community.name,
        balanceSeconds,
      })),
      balances: read.balances,
      ...(alarm && { alarm }),
    }
  },
} satisfies Partial<Handlers>

/** Of what ended, what someone else did, the newest end first: who did it themselves knows it. */
function latelyEnded(exchanges: readonly ExchangeFacts[], me: string) {
  const endOf = ({ steps }: ExchangeFacts) => steps.at(-1)?.at ?? 0
  return exchanges
    .filter(({ steps }) => steps.at(-1)?.actor !== `member:${me}`)
    .toSorted((one, other) => endOf(other) - endOf(one))
    .slice(0, mostLately)
}
