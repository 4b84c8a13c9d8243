import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { refusalOfOffice } from '../members/office.ts'
import type { Candidate, CoordinatorAtWork } from './facts.ts'

/** Those who take part in what a card is about: none of them decides it (own-cause). */
export function partiesOf({ member, people }: Candidate): string[] {
  const named = people.map((one) => one.member)
  return [...new Set(member === null ? named : [member, ...named])]
}

/** Why this actor may do nothing with a card; null when they may. */
export function refusalOnCard(actor: MemberActor | null, card: Candidate): Fault | null {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (actor === null) return fault('actor_is_not_a_coordinator')
  return refusalOf(officeRules, { speaksFor: actor.speaksFor, parties: partiesOf(card) })
}

/** The coordinators at work who take no part in a card. */
export function freeFor(
  card: Candidate,
  coordinators: readonly CoordinatorAtWork[],
): CoordinatorAtWork[] {
  const parties = partiesOf(card)
  return coordinators.filter(({ speaksFor }) => !parties.some((one) => speaksFor.includes(one)))
}

/**
 * What happens with a card that its reader may not act on: another coordinator decides, or, where
 * there is none, a motion is announced to all members (product.md, four-eyes).
 */
export function insteadOf(
  card: Candidate,
  actor: MemberActor,
  coordinators: readonly CoordinatorAtWork[],
): 'anotherCoordinator' | 'motion' | null {
  if (refusalOnCard(actor, card) === null) return null
  return freeFor(card, coordinators).length > 0 ? 'anotherCoordinator' : 'motion'
}
