import { type Fault, fault, type TransferBooking } from '@commonhour/contract'
import { type AppFacts, type MoveFacts, moveRules, refusalOf } from '@commonhour/fairness'
import { expectAccount, expectCharter, expectMembers } from '../exchanges/counted.ts'
import { talkOf, withoutStanding } from '../exchanges/lines.ts'
import type { AccountFacts, Actor, CharterFacts } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface BookFacts {
  readonly booking: TransferBooking
  readonly actor: Actor
  readonly from: AccountFacts | null
  readonly to: AccountFacts | null
  readonly charter: CharterFacts
  readonly today: string
  /** What the account's holder lets this app do; null for a member. */
  readonly app: (AppFacts & { readonly version: number }) | null
}

/**
 * A member gives hours they have in hand, or an admitted app books help for an organisation that
 * granted it.
 */
export function decideBooking(facts: BookFacts): Decision | Fault {
  const { actor, booking, from, to } = facts
  const notAllowed = actor.kind === 'member' ? memberMayNot(facts) : appMayNot(facts)
  if (notAllowed !== null) return notAllowed
  if (from === null || to === null) return fault('not_found')
  if (booking.fromAccount === booking.toAccount) return fault('accounts_are_the_same')
  if (from.status === 'closed' || to.status === 'closed') return fault('account_is_closed')
  if (from.status === 'frozen' || to.status === 'frozen') return fault('account_is_frozen')
  if ((booking.workedOn ?? facts.today) > facts.today) return fault('help_is_in_the_future')
  const move = moveOf(facts, from, to)
  const refusal = refusalOf(moveRules, move)
  if (refusal !== null) return tellable(refusal, facts)
  // From here the booking must succeed.
  return {
    expect: [
      expectAccount(from),
      expectCharter(facts.charter),
      ...expectMembers(actor.kind === 'member' ? actor : null, from, to),
      ...appExpectations(facts),
    ],
    write: [
      {
        into: 'transfer',
        id: booking.id,
        kind: 'post',
        purpose: booking.purpose,
        fromAccount: from.account,
        toAccount: to.account,
        seconds: booking.seconds,
        charter: facts.charter.version,
        workedOn: booking.workedOn,
        memo: booking.memo,
      },
      ...(to.member === null
        ? []
        : [
            {
              into: 'outbox',
              kind: `transfer.${booking.purpose}`,
              ref: booking.id,
              member: to.member,
            } as const,
          ]),
      ...talkOf(move),
    ],
  }
}

function memberMayNot({ actor, booking }: BookFacts): Fault | null {
  if (actor.kind !== 'member') return null
  if (booking.purpose !== 'gift') return fault('app_is_not_granted')
  if (actor.account !== booking.fromAccount) return fault('account_is_not_yours')
  return actor.state === 'active' ? null : fault('actor_is_not_active')
}

function appMayNot({ actor, app }: BookFacts): Fault | null {
  if (actor.kind !== 'app') return null
  if (!actor.admitted) return fault('app_is_not_admitted')
  return app?.granted === true ? null : fault('app_is_not_granted')
}

/** An app learns nothing of a standing but that it cannot book now (product.md). */
function tellable(refusal: Fault, { actor }: BookFacts): Fault {
  return actor.kind === 'app' ? withoutStanding(refusal) : refusal
}

function appExpectations({ actor, app, booking }: BookFacts) {
  if (actor.kind === 'member') return []
  return [
    { word: 'app', id: actor.app, version: actor.version } as const,
    {
      word: 'grant',
      id: `${actor.app} ${booking.fromAccount}`,
      version: app?.version ?? 0,
    } as const,
  ]
}

function moveOf(facts: BookFacts, from: AccountFacts, to: AccountFacts): MoveFacts {
  const { booking, charter, app } = facts
  return {
    purpose: booking.purpose,
    seconds: booking.seconds,
    helpSeconds: booking.seconds,
    from,
    to,
    charter: charter.body,
    app,
    promised: false,
  }
}
