import type { MoveFacts } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts } from '../facts.ts'

/**
 * How two stand once hours have moved between them, for what is judged next in the same batch:
 * whoever gave help is no newcomer any more.
 */
export function standAfter(
  accounts: Map<string, AccountFacts>,
  { from, purpose, seconds, to }: Pick<MoveFacts, 'from' | 'to' | 'purpose' | 'seconds'>,
  charter: CharterFacts,
): void {
  const [falling, rising] = [from, to] as [AccountFacts, AccountFacts]
  const wasNew = rising.newcomerFloorSeconds !== null && purpose === 'help'
  accounts.set(from.account, { ...falling, balanceSeconds: falling.balanceSeconds - seconds })
  accounts.set(to.account, {
    ...rising,
    balanceSeconds: rising.balanceSeconds + seconds,
    ...(wasNew && {
      newcomerFloorSeconds: null,
      floorSeconds: charter.body.member.floorSeconds,
    }),
  })
}
