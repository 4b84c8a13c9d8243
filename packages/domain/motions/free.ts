import type { CharterBody } from '@commonhour/contract'
import type { Deed, OfficeFacts } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import type { MotionFacts, StewardFacts } from './facts.ts'

const dayMilliseconds = 86_400_000
/** An undecided motion runs out after this many days: what it weighed has changed meanwhile. */
const lapseDays = 30

/** What the rules of office look at when this member decides about these. */
export function officeFactsOf(
  { speaksFor }: Pick<MemberActor, 'speaksFor'>,
  parties: readonly string[],
  deed?: Deed,
): OfficeFacts {
  return { speaksFor, parties, ...(deed !== undefined && { deed }) }
}

/**
 * Whether another steward than the proposer could second it now: one whom neither the rule of one's
 * own cause nor that of two would refuse.
 */
export function isSecondFree(
  stewards: readonly StewardFacts[],
  proposer: string,
  parties: readonly string[],
): boolean {
  return stewards.some(
    ({ member, speaksFor, state }) =>
      state === 'active' &&
      member !== proposer &&
      // Two who act through one person are not two.
      ![...parties, proposer].some((party) => speaksFor.includes(party)),
  )
}

/** Until when an act is announced to all, where no second steward is free; null where one is. */
export function announcedUntil(
  now: number,
  charter: CharterBody,
  secondIsFree: boolean,
): number | null {
  return secondIsFree ? null : now + charter.fourEyes.announceDays * dayMilliseconds
}

/** When a motion runs out, undecided. Ms since the epoch. */
export function lapsesAt({ announcedUntil, at }: MotionFacts): number {
  return Math.max(at, announcedUntil ?? at) + lapseDays * dayMilliseconds
}

/** Whether nobody has decided it yet and its time has not run out. */
export function isOpen(motion: MotionFacts, now: number): boolean {
  const { state } = motion
  const stands = state === 'waiting' || state === 'announced' || state === 'objected'
  return stands && now < lapsesAt(motion)
}

/** Whether members may object to it: it is announced, and its days have not passed. */
export function isAnnounced({ announcedUntil, state }: MotionFacts, now: number): boolean {
  return state === 'announced' && announcedUntil !== null && now < announcedUntil
}
