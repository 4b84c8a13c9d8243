import type { ActedFacts, AgreedFacts, MoveFacts } from '@commonhour/fairness'
import type { AccountFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { ActFacts, Persons } from './facts.ts'
import type { Part } from './split.ts'

type Sides = Pick<ActFacts, 'charter' | 'giver' | 'receivers'> &
  Partial<Pick<ActFacts, 'actor' | 'persons' | 'habits'>> & {
    readonly exchange?: ActFacts['exchange'] | undefined
  }

/** The movement of one receiver's part, as the rules see it. */
export function moveOf(
  sides: Sides,
  { account, member, seconds }: Part,
  more: { readonly promised?: boolean; readonly agreed?: AgreedFacts } = {},
): MoveFacts {
  const { actor, charter, exchange, giver, habits, persons } = sides
  return {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: receiverOf(sides, account),
    to: giver,
    charter: charter.body,
    app: null,
    promised: false,
    ...(exchange && actor && { acted: actedOf(exchange, actor, member, persons ?? {}) }),
    habits: habits?.[member] ?? null,
    ...more,
  }
}

function receiverOf({ receivers }: Sides, account: string): AccountFacts {
  const receiver = receivers.find((one) => one.account === account)
  if (receiver === undefined) throw new TypeError('a receiver’s account was not read')
  return receiver
}

/**
 * Who acted for the giver and for one receiver so far, the one who asks now among them. A member's
 * act is that of the person behind them: two members with one person are one who acts. Where
 * several share a member that acted in its own name, it may have been any of them.
 */
export function actedOf(
  exchange: Pick<ExchangeFacts, 'assents' | 'giver' | 'steps'>,
  actor: MemberActor,
  receiver: string,
  persons: Persons,
): ActedFacts {
  const acts = [
    ...[...exchange.steps, ...exchange.assents].map(({ actor: by, onBehalfOf }) => ({
      by: by.startsWith('member:') ? by.slice('member:'.length) : null,
      onBehalfOf,
    })),
    { by: actor.by, onBehalfOf: actor.member },
  ]
  const of = (party: string) => [
    ...new Set(
      acts.flatMap(({ by, onBehalfOf }) =>
        by !== null && (onBehalfOf ?? by) === party ? (persons[by] ?? [by]) : [],
      ),
    ),
  ]
  // A coordinator who spoke to each of the two writes for both, marked so, and both are told.
  const enteredBySteward = actor.scope === 'spoken'
  return { fromSide: of(receiver), toSide: of(exchange.giver), enteredBySteward }
}
