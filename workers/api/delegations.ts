import { type Delegation, type Fault, fault, type Household, isFault } from '@commonhour/contract'
import {
  type Decision,
  type DelegationFacts,
  decideDelegation,
  decideDelegationAcceptance,
  decideDelegationRefusal,
  decideDelegationWithdrawal,
  decideHousehold,
  doneBy,
  type MemberActor,
} from '@commonhour/domain'
import {
  actedForQuery,
  type Books,
  delegationInForceQuery,
  delegationQuery,
  delegationsQuery,
  householdQuery,
  householdSaidByQuery,
  memberActorQuery,
  memberQuery,
  personFactsQuery,
  snapshot,
  wireDelegation,
  write,
} from '@commonhour/ledger'
import { memberOf, startOf } from './acting.ts'
import type { Handlers, PersonCaller } from './types.ts'

export const delegations = {
  offerDelegation: async ({ body, books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        member: personFactsQuery(params.member),
        delegate: personFactsQuery(body.delegate),
      },
      decide: ({ actor, delegate, member }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        // Through the whole of its last day, wherever it is that day.
        const until = startOf(body.untilOn, 1)
        const { id, scope } = body
        const decision = decideDelegation({ actor, id, member, delegate, scope, until, now })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: id }
      },
      render: ({ ref }) => delegationQuery(ref),
    })
    if (isFault(written)) return written
    return told(written.answer, written.facts.actor, now)
  },
  acceptDelegation: (asked) =>
    answer(asked, (actor, delegation, inForce) =>
      decideDelegationAcceptance({ actor, delegation, inForce, now: asked.now }),
    ),
  refuseDelegation: (asked) =>
    answer(asked, (actor, delegation) => decideDelegationRefusal({ actor, delegation })),
  withdrawDelegation: (asked) =>
    answer(asked, (actor, delegation) =>
      decideDelegationWithdrawal({ actor, delegation, now: asked.now }),
    ),
  listDelegations: async ({ books, caller, now }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { actedFor, lines } = await snapshot(books, {
      lines: delegationsQuery(actor.member),
      actedFor: actedForQuery(caller.id, now),
    })
    return {
      items: lines.map((line) => wireDelegation(line, actor, now)),
      actedFor: actedFor.filter(({ member }) => member !== actor.by),
    }
  },
  listActedFor: async ({ books, caller, now }) => {
    const { actor, items } = await snapshot(books, {
      actor: memberActorQuery(caller),
      items: actedForQuery(caller.id, now),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    return { items: items.filter(({ member }) => member !== actor.by) }
  },
  readHousehold: async ({ books, caller }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    return readHousehold(books, actor.member)
  },
  declareHousehold: async ({ body, books, caller, now }) => {
    const me = await memberOf(books, caller)
    if (isFault(me)) return me
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        declared: householdQuery(me.member),
        other: memberQuery(body.member),
      },
      decide: ({ actor, declared, other }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const known = declared.map(({ member }) => member)
        const decision = decideHousehold({ actor, other, act: body.act, declared: known })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: actor.member }
      },
      render: ({ ref }) => householdQuery(ref),
    })
    return isFault(written) ? written : readHousehold(books, me.member)
  },
} satisfies Partial<Handlers>

/** Whom a member said that they live with, and who said so of them. */
async function readHousehold(books: Books, member: string): Promise<Household> {
  return snapshot(books, { members: householdQuery(member), saidBy: householdSaidByQuery(member) })
}

interface Asked {
  readonly books: Books
  readonly caller: PersonCaller
  readonly now: number
  readonly params: { readonly delegation: string }
}

/** One of the two answers, or ends it. */
async function answer(
  { books, caller, now, params }: Asked,
  decide: (
    actor: MemberActor,
    delegation: DelegationFacts,
    inForce: DelegationFacts | null,
  ) => Decision | Fault,
): Promise<Delegation | Fault> {
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      delegation: delegationQuery(params.delegation),
      inForce: delegationInForceQuery(params.delegation, now),
    },
    decide: ({ actor, delegation, inForce }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (delegation === null) return fault('not_found')
      const decision = decide(actor, delegation, inForce)
      return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: delegation.id }
    },
    render: ({ ref }) => delegationQuery(ref),
  })
  return isFault(written) ? written : told(written.answer, written.facts.actor, now)
}

function told(
  line: DelegationFacts | null,
  actor: MemberActor | null,
  now: number,
): Delegation | Fault {
  return line === null || actor === null ? fault('not_found') : wireDelegation(line, actor, now)
}
