import { type Fault, fault, type Verdict } from '@commonhour/contract'
import type { MoveFacts, OfficeFacts } from './facts.ts'
import type { Rule } from './rule.ts'
import { appGrant } from './rules/app-grant.ts'
import { appLine } from './rules/app-line.ts'
import { carerLoad } from './rules/carer-load.ts'
import { creditFloorHard } from './rules/credit-floor-hard.ts'
import { creditFloorSoft } from './rules/credit-floor-soft.ts'
import { equalHours } from './rules/equal-hours.ts'
import { fourEyes } from './rules/four-eyes.ts'
import { giftInHand } from './rules/gift-in-hand.ts'
import { goodStanding } from './rules/good-standing.ts'
import { nearEstimate } from './rules/near-estimate.ts'
import { newcomerLine } from './rules/newcomer-line.ts'
import { noExpiry } from './rules/no-expiry.ts'
import { onePlaceAtATime } from './rules/one-place-at-a-time.ts'
import { ownCause } from './rules/own-cause.ts'
import { poolAutomatic } from './rules/pool-automatic.ts'
import { poolCap } from './rules/pool-cap.ts'
import { risingBalance } from './rules/rising-balance.ts'
import { roundTrip } from './rules/round-trip.ts'
import { samePair } from './rules/same-pair.ts'
import { supportedMember } from './rules/supported-member.ts'
import { twoParties } from './rules/two-parties.ts'
import { wholeQuantum } from './rules/whole-quantum.ts'
import { withinOneDay } from './rules/within-one-day.ts'

/** The rules of a movement of hours, in the order in which they refuse. A test pins it. */
export const moveRules: readonly Rule<MoveFacts>[] = [
  noExpiry,
  equalHours,
  twoParties,
  goodStanding,
  wholeQuantum,
  withinOneDay,
  appGrant,
  appLine,
  giftInHand,
  newcomerLine,
  creditFloorHard,
  creditFloorSoft,
  risingBalance,
  carerLoad,
  onePlaceAtATime,
  samePair,
  roundTrip,
]
/** The rules of a grant by a pool, `from` the pool `to` who applied. */
export const poolRules: readonly Rule<MoveFacts>[] = [
  noExpiry,
  twoParties,
  goodStanding,
  creditFloorHard,
  poolCap,
  poolAutomatic,
]
/** The rules of hours to which not both have said yes. */
export const silenceRules: readonly Rule<MoveFacts>[] = [nearEstimate]
/** The rules of a steward's decision. */
export const officeRules: readonly Rule<OfficeFacts>[] = [ownCause, supportedMember, fourEyes]

/** Every rule there is, once, whatever it is asked about. */
export const everyRule: readonly Pick<Rule<never>, 'name' | 'tells' | 'verdict'>[] = [
  ...new Set([...moveRules, ...poolRules, ...silenceRules, ...officeRules]),
]

/** Every verdict of the rules on these facts that is not plain agreement, in their order. */
export function judge<F>(rules: readonly Rule<F>[], facts: F): Verdict[] {
  return rules
    .filter((rule) => (rule.concerns?.(facts) ?? true) && !rule.holds(facts))
    .map((rule) => ({
      rule: rule.name,
      verdict: rule.verdict,
      says: rule.says(facts),
      facts: rule.shows(facts),
    }))
}

/**
 * The fault of the first rule that refuses, with the verdicts; null when none does. Notes are for
 * the auditors of what happened, and nothing happened.
 */
export function refusalOf<F>(rules: readonly Rule<F>[], facts: F): Fault | null {
  const verdicts = judge(rules, facts).filter(({ verdict }) => verdict !== 'note')
  const refusing = verdicts.find(({ verdict }) => verdict === 'refuse')
  const code = rules.find(({ name }) => name === refusing?.rule)?.fault
  if (refusing === undefined || code === undefined) return null
  return fault(code, { rule: refusing.rule, detail: refusing.says, verdicts })
}
