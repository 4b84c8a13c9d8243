import { othersOf, proposerOf, releasesOf } from '../exchanges/sides.ts'
import type { ExchangeFacts } from '../facts.ts'
import type { Write } from '../writes.ts'

/**
 * What becomes of the exchanges of someone who leaves: what is only proposed or agreed ends, its
 * hours return and the others are told; what is done or remembered differently goes on.
 * @param freshIds one for each open hold, in order
 */
export function endingsOf(
  exchanges: readonly ExchangeFacts[],
  member: string,
  isSelf: boolean,
  freshIds: readonly string[],
): { writes: Write[]; goesOn: boolean } {
  const writes: Write[] = []
  let used = 0
  for (const exchange of exchanges.filter(isOnlyAgreed)) {
    const releases = releasesOf(exchange, freshIds.slice(used))
    used += releases.length
    writes.push(...releases, ...endingOf(exchange, member, isSelf))
  }
  return { writes, goesOn: exchanges.some((exchange) => !isOnlyAgreed(exchange)) }
}

function isOnlyAgreed({ state }: ExchangeFacts): boolean {
  return state === 'proposed' || state === 'agreed'
}

/** Their own proposal and what was agreed is called off; another's proposal is declined. */
function endingOf(exchange: ExchangeFacts, member: string, isSelf: boolean): Write[] {
  const isTheirs = exchange.state === 'agreed' || proposerOf(exchange) === member
  const state = isTheirs ? 'cancelled' : 'declined'
  return [
    {
      into: 'exchangeStep',
      exchange: exchange.id,
      step: exchange.steps.length,
      state,
      reason: 'member_left',
      ...(!isSelf && { onBehalfOf: member }),
    },
    ...othersOf(exchange, member).map(
      (other) =>
        ({ into: 'outbox', kind: `exchange.${state}`, ref: exchange.id, member: other }) as const,
    ),
  ]
}
