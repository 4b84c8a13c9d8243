import { type AskingGift, type Fault, fault, isFault } from '@commonhour/contract'
import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import { decideBooking } from '../transfers/book.ts'
import type { Decision, Write } from '../writes.ts'

/** What was asked, as a decision sees it. */
export interface AskingFacts {
  readonly id: string
  readonly asker: string
  readonly asked: string
  readonly seconds: number
  readonly state: 'waiting' | 'given' | 'declined'
}
export interface AnswerAskingFacts {
  readonly asking: AskingFacts | null
  readonly actor: MemberActor
}
export interface GiveAskedFacts extends AnswerAskingFacts {
  readonly gift: AskingGift
  readonly from: AccountFacts | null
  readonly to: AccountFacts | null
  readonly charter: CharterFacts
  readonly today: string
}

/** Who was asked gives: a gift like any other, from hours in hand, that answers the asking. */
export function decideAskedGift(facts: GiveAskedFacts): Decision | Fault {
  const { actor, asking, gift, from, to } = facts
  const refusal = refusalOfAnswer(facts)
  if (refusal !== null || asking === null) return refusal ?? fault('not_found')
  if (from === null || to === null) return fault('not_found')
  const booking = {
    ...gift,
    purpose: 'gift' as const,
    fromAccount: from.account,
    toAccount: to.account,
    memo: '',
    workedOn: null,
  }
  const booked = decideBooking({ ...facts, booking, actor, app: null })
  if (isFault(booked)) return booked
  // From here the gift must succeed.
  const named = (write: Write): Write =>
    write.into === 'transfer' ? { ...write, groupId: asking.id } : write
  return {
    expect: booked.expect,
    write: [...booked.write.map(named), { into: 'askingAnswer', asking: asking.id, act: 'given' }],
  }
}

/** Who was asked says no, without a reason; who asked is told kindly. */
export function decideAskedDeclination(facts: AnswerAskingFacts): Decision | Fault {
  const { asking } = facts
  const refusal = refusalOfAnswer(facts)
  if (refusal !== null || asking === null) return refusal ?? fault('not_found')
  // From here the declination must succeed.
  return {
    expect: [],
    write: [
      { into: 'askingAnswer', asking: asking.id, act: 'declined' },
      { into: 'outbox', kind: 'hours.notGiven', ref: asking.id, member: asking.asker },
    ],
  }
}

/** Only who was asked answers, once; to anyone else there is nothing here. */
function refusalOfAnswer({ actor, asking }: AnswerAskingFacts): Fault | null {
  if (asking?.asked !== actor.member) return fault('not_found')
  return asking.state === 'waiting' ? null : fault('asking_is_answered')
}
