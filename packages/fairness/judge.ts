import { type Fault, fault, type Verdict } from '@commonhour/contract'
import type { MoveFacts, OfficeFacts } from './facts.ts'
import type { Rule } from './rule.ts'
import { appGrant } from './rules/app-grant.ts'
import { appLine } from './rules/app-line.ts'
import { creditFloorHard } from './rules/credit-floor-hard.ts'
import { creditFloorSoft } from './rules/credit-floor-soft.ts'
import { equalHours } from './rules/equal-hours.ts'
import { giftInHand } from './rules/gift-in-hand.ts'
import { goodStanding } from './rules/good-standing.ts'
import { newcomerLine } from './rules/newcomer-line.ts'
import { ownCause } from './rules/own-cause.ts'
import { twoParties } from './rules/two-parties.ts'
import { wholeQuantum } from './rules/whole-quantum.ts'
import { withinOneDay } from './rules/within-one-day.ts'

/** The rules of a movement of hours, in the order in which they refuse. A test pins it. */
export const moveRules: readonly Rule<MoveFacts>[] = [
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
]
/** The rules of a steward's decision. */
export const officeRules: readonly Rule<OfficeFacts>[] = [ownCause]

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

/** The fault of the first rule that refuses, with the verdicts; null when none does. */
export function refusalOf<F>(rules: readonly Rule<F>[], facts: F): Fault | null {
  const verdicts = judge(rules, facts)
  const refusing = verdicts.find(({ verdict }) => verdict === 'refuse')
  const code = rules.find(({ name }) => name === refusing?.rule)?.fault
  if (refusing === undefined || code === undefined) return null
  return fault(code, { rule: refusing.rule, detail: refusing.says, verdicts })
}
