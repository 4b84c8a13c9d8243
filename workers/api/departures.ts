import {
  type Departure,
  dayOf,
  type Fault,
  fault,
  type HandTo,
  isFault,
  momentOf,
} from '@commonhour/contract'
import {
  type CharterFacts,
  decideDeparture,
  doneBy,
  handedOverAt,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  accountOfMemberQuery,
  accountQuery,
  applicantQuery,
  type Books,
  charterQuery,
  type DepartureLine,
  departureQuery,
  exchangesQuery,
  factsOfAccount,
  linkStepsQuery,
  memberActorQuery,
  memberQuery,
  openPublicationsQuery,
  poolsQuery,
  promisedAtDepartureQuery,
  snapshot,
  standingLinksQuery,
  write,
} from '@commonhour/ledger'
import { claimOf, isCoordinator } from './acting.ts'
import { freshIds } from './fresh.ts'
import { promising } from './receipts.ts'
import type { Handlers } from './types.ts'

const open = ['proposed', 'agreed', 'done', 'disputed'] as const
/** No life holds more open exchanges at once; each may have to return its holds. */
const most = 1000

export const departures = {
  departMember: async ({ body, books, caller, env, idempotency, now, params }) => {
    const { member } = params
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        line: memberQuery(member),
        account: accountOfMemberQuery(member, now),
        handTo: handToQuery(body.handTo, now),
        pools: poolsQuery(now),
        exchanges: openExchangesQuery(member),
        publications: openPublicationsQuery(member),
        applicant: applicantQuery(member, now),
        links: standingLinksQuery(member),
        linkSteps: linkStepsQuery(member),
      },
      decide: ({ account, actor, applicant, charter, handTo, line, pools, ...facts }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        if (line === null) return refusalOfOffice(actor) ?? fault('not_found')
        const holds = facts.exchanges.flatMap(({ transfers }) => transfers)
        const decision = decideDeparture({
          ...facts,
          leaving: body,
          actor,
          member: line,
          account: account && factsOfAccount(account),
          handTo: handTo && factsOfAccount(handTo),
          pool: pools[0] === undefined ? null : factsOfAccount(pools[0]),
          application: applicant.waiting,
          charter,
          freshIds: freshIds(env, holds.length + 1),
        })
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: member, hears: departing }
      },
      render: ({ ref, seq }) => departureQuery(ref, seq),
      promises: ({ ref, seq }) => promisedAtDepartureQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer } = written
    if (answer === null) return fault('not_found')
    const charter = await charterToldBy(books, written, answer.at)
    if (charter === null) return fault('community_is_unknown')
    return promising(env, wireDeparture(answer, charter), written)
  },
  readDeparture: async ({ books, caller, now, params }) => {
    const { actor, charter, departure } = await snapshot(books, {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      departure: departureQuery(params.member),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    const mayKnow = actor.member === params.member || isCoordinator(actor)
    if (!mayKnow || departure === null || charter === null) return fault('not_found')
    return wireDeparture(departure, charter)
  },
} satisfies Partial<Handlers>

/** Told again, it is the day that was told then, though the charter may have changed since. */
async function charterToldBy(
  books: Books,
  { facts, replayed }: { facts: { charter: CharterFacts | null }; replayed: boolean },
  at: number,
): Promise<CharterFacts | null> {
  if (!replayed) return facts.charter
  return (await snapshot(books, { charter: charterQuery(at) })).charter
}

/** Every exchange of a member that has not ended. */
function openExchangesQuery(member: string) {
  return exchangesQuery({ member, states: open, before: Number.MAX_SAFE_INTEGER, limit: most })
}

/** The account that was named; none answers where nobody was. */
function handToQuery(named: HandTo, now: number) {
  if (named === null) return accountQuery('', now)
  return 'pool' in named ? accountQuery(named.pool, now) : accountOfMemberQuery(named.member, now)
}

/** Whoever was named holds all they may: theirs to know, and someone else takes the hours. */
function departing(refused: Fault): Fault {
  return refused.fault === 'ceiling_is_reached' ? fault('hours_cannot_go_there') : refused
}

function wireDeparture(line: DepartureLine, charter: CharterFacts): Departure {
  return {
    member: line.member,
    reason: line.reason,
    at: momentOf(line.at),
    isClosed: line.isClosed,
    handedOverBy: dayOf(handedOverAt(line.at, charter)),
  }
}
