import { refusalOfDispute } from './dispute.ts'
import { refusalOfReturn } from './giveBack.ts'
import type { Mays } from './mays.ts'
import { refusalOfReversal } from './reverse.ts'
import { refusalOfSettlement } from './settle.ts'
import { sideOf } from './sides.ts'
import { refusalOfThanks } from './thank.ts'
import { refusalOfUndo } from './undo.ts'

/**
 * What may be done once help is said to be done, and words at any time. A reversal for which two
 * stewards are needed is open too: it begins with the first of them.
 */
export const mayAfter: Mays = {
  dispute: (facts) => refusalOfDispute(facts) === null,
  settlement: (facts) => refusalOfSettlement(facts) === null,
  undo: (facts) => refusalOfUndo(facts) === null,
  return: (facts) => refusalOfReturn(facts) === null,
  reversal: (facts) => {
    const refusal = refusalOfReversal(facts)
    return refusal === null || refusal.fault === 'second_steward_is_needed'
  },
  thanks: (facts) => refusalOfThanks(facts) === null,
  messages: ({ actor, exchange }) => sideOf(exchange, actor.member) !== null,
}
