import { type Exchange, type Fault, fault, isFault } from '@commonhour/contract'
import {
  type AccountFacts,
  type CharterFacts,
  type Decision,
  doneBy,
  type ExchangeFacts,
  hearsOf,
  type MemberActor,
} from '@commonhour/domain'
import {
  accountOfSideQuery,
  type Books,
  charterQuery,
  exchangeAsOfQuery,
  exchangeQuery,
  factsOfAccount,
  memberActorQuery,
  rivalsQuery,
  write,
} from '@commonhour/ledger'
import { claimOf } from './acting.ts'
import { type Answer, replayable } from './answer.ts'
import type { Idempotency, PersonCaller } from './types.ts'
import { wireExchange } from './wire.ts'

interface AskedAct {
  readonly books: Books
  readonly caller: PersonCaller
  readonly idempotency: Idempotency
  readonly now: number
  readonly params: { readonly exchange: string }
}
/** What every act on an exchange may look at: read in one round trip. */
export interface ActFacts {
  readonly actor: MemberActor
  readonly exchange: ExchangeFacts
  readonly giver: AccountFacts
  readonly receiver: AccountFacts
  readonly charter: CharterFacts
  /** Other answers to the same need that still wait. */
  readonly others: readonly ExchangeFacts[]
}

/** Gathers, decides and commits one act on an exchange, and answers how it then stands. */
export async function actOn(
  { books, caller, idempotency, now, params }: AskedAct,
  decide: (facts: ActFacts) => Decision | Fault,
): Promise<Answer<Exchange> | Fault> {
  const written = await write(books, {
    now,
    claim: claimOf(caller, idempotency),
    gather: {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      exchange: exchangeQuery(params.exchange),
      giver: accountOfSideQuery('giver', params.exchange, now),
      receiver: accountOfSideQuery('receiver', params.exchange, now),
      others: rivalsQuery(params.exchange),
    },
    decide: ({ actor, charter, exchange, giver, others, receiver }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (!charter || !exchange || !giver || !receiver) return fault('not_found')
      const sides = { giver: factsOfAccount(giver), receiver: factsOfAccount(receiver) }
      const decision = decide({ actor, charter, exchange, others, ...sides })
      if (isFault(decision)) return decision
      const step = lastStepOf(decision, exchange.id)
      const hears = hearsOf(actor, giver)
      return { decision, ...doneBy(actor), ref: exchange.id, step, hears }
    },
    render: ({ ref, step }) => exchangeAsOfQuery(ref, step),
  })
  if (isFault(written)) return written
  const { answer, facts, replayed } = written
  const { actor, charter } = facts
  if (answer === null || actor === null || charter === null) return fault('not_found')
  return replayable(wireExchange(answer, { actor, charter, now }), replayed)
}

/** The step an exchange stands at after a decision. */
export function lastStepOf({ write }: Decision, exchange?: string): number {
  const steps = write.filter((one) => one.into === 'exchangeStep')
  const own = exchange === undefined ? steps : steps.filter((one) => one.exchange === exchange)
  return Math.max(...own.map(({ step }) => step))
}
