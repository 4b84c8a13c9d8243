import { type Exchange, type Fault, fault, isFault } from '@commonhour/contract'
import {
  type AccountFacts,
  type ActFacts,
  type Decision,
  doneBy,
  type ExchangeFacts,
  hearsOf,
  openHoldsOf,
  refusalOfSpeaking,
} from '@commonhour/domain'
import {
  accountOfSideQuery,
  accountsOfReceiversQuery,
  type Books,
  charterQuery,
  exchangeAsOfQuery,
  exchangeQuery,
  factsOfAccount,
  giversPoolQuery,
  habitsOfExchangeQuery,
  memberActorQuery,
  needOfQuery,
  personsQuery,
  promisedQuery,
  rivalsQuery,
  write,
} from '@commonhour/ledger'
import { claimOf } from './acting.ts'
import type { Answer } from './answer.ts'
import type { ApiEnv } from './env.ts'
import { freshIds } from './fresh.ts'
import { promising } from './receipts.ts'
import type { Idempotency, PersonCaller } from './types.ts'
import { wireExchange } from './wire.ts'

interface AskedAct {
  readonly books: Books
  readonly caller: PersonCaller
  readonly env: ApiEnv
  readonly idempotency: Idempotency
  readonly now: number
  readonly params: { readonly exchange: string }
}
/** What an act looks at, with the one receiver's account it is about: the asker's, or the first. */
export interface AskedFacts extends ActFacts {
  readonly receiver: AccountFacts
}

/** Gathers, decides and commits one act on an exchange, and answers how it then stands. */
export async function actOn(
  asked: AskedAct,
  decide: (facts: AskedFacts) => Decision | Fault,
): Promise<Answer<Exchange> | Fault> {
  const { books, caller, idempotency, now } = asked
  const written = await write(books, {
    now,
    claim: claimOf(caller, idempotency),
    gather: gatherOf(asked),
    decide: (read) => {
      const facts = factsOf(read, asked)
      if (isFault(facts)) return facts
      const { actor, exchange, giver } = facts
      const inOwnCause = refusalOfSpeaking(actor, exchange)
      if (inOwnCause !== null) return inOwnCause
      const decision = decide(facts)
      if (isFault(decision)) return decision
      const step = lastStepOf(decision, exchange.id) ?? exchange.steps.length - 1
      const hears = hearsOf(actor, giver)
      return { decision, ...doneBy(actor), ref: exchange.id, step, hears }
    },
    render: ({ ref, seq, step }) => exchangeAsOfQuery(ref, step, seq),
    promises: ({ ref, seq }) => promisedQuery(ref, seq),
  })
  if (isFault(written)) return written
  const { answer, facts } = written
  const { actor, charter } = facts
  if (answer === null || actor === null || charter === null) return fault('not_found')
  return promising(asked.env, wireExchange(answer, { actor, charter, now }), written)
}

function gatherOf({ caller, now, params }: AskedAct) {
  const { exchange } = params
  return {
    actor: memberActorQuery(caller),
    charter: charterQuery(now),
    exchange: exchangeQuery(exchange),
    giver: accountOfSideQuery('giver', exchange, now),
    giversPool: giversPoolQuery(exchange, now),
    receivers: accountsOfReceiversQuery(exchange, now),
    persons: personsQuery(exchange),
    others: rivalsQuery(exchange),
    need: needOfQuery('exchange', exchange),
    habits: habitsOfExchangeQuery(exchange, now),
  }
}

type Read = {
  readonly [K in keyof ReturnType<typeof gatherOf>]: ReturnType<
    ReturnType<typeof gatherOf>[K]['read']
  >
}

function factsOf(read: Read, { caller, env, now }: AskedAct): AskedFacts | Fault {
  const { actor, charter, exchange, giver, need, others } = read
  if (actor === null) return fault('actor_is_not_a_member')
  const receivers = read.receivers.map(factsOfAccount)
  const own = receivers.find(({ member }) => member === actor.member)
  const receiver = own ?? receivers[0]
  if (!charter || !exchange || !giver || !receiver) return fault('not_found')
  return {
    ...{ actor, charter, exchange, need, now, others, receiver, receivers },
    giver: factsOfAccount(giver),
    giversPool: read.giversPool && factsOfAccount(read.giversPool),
    persons: { ...read.persons, [actor.by]: [caller.id] },
    habits: read.habits,
    freshIds: freshIds(env, mostIds([exchange, ...others])),
  }
}

/**
 * More ids than any act on these needs: every hold returned or settled, and of each receiver a
 * settled and a posted part and a gift back, a post, and a gift anew.
 */
export function mostIds(exchanges: readonly ExchangeFacts[]): number {
  const counts = exchanges.map((one) => openHoldsOf(one).length + 5 * one.receivers.length)
  return counts.reduce((sum, count) => sum + count, 3)
}

/** The step an exchange stands at after a decision; undefined where it stays where it was. */
export function lastStepOf({ write }: Decision, exchange?: string): number | undefined {
  const steps = write.filter((one) => one.into === 'exchangeStep')
  const own = exchange === undefined ? steps : steps.filter((one) => one.exchange === exchange)
  return own.at(-1)?.step
}
