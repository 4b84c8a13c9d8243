import type { CardKind, CharterBody } from '@commonhour/contract'
import { cardIdOf } from './cardId.ts'
import type { Candidate, CardFacts } from './facts.ts'

const dayMs = 86_400_000

interface CardsFacts {
  readonly candidates: readonly Candidate[]
  readonly charter: CharterBody
  readonly now: number
  /** When the community was founded here, ms: who came before was welcomed elsewhere. */
  readonly foundedAt: number
}

/** Kinds that do not wait their turn: someone is at odds, worried, or was told no. */
const urgent: readonly CardKind[] = ['concern', 'dispute', 'line']

/** What asks for a coordinator now: the urgent first, then the oldest (product.md, Today). */
export function cardsOf({ candidates, charter, foundedAt, now }: CardsFacts): CardFacts[] {
  const cards = candidates.flatMap((candidate): CardFacts[] => {
    const since = sinceOf(candidate, charter, foundedAt)
    if (since === null || since > now) return []
    return [{ ...candidate, since, id: cardIdOf(candidate.kind, candidate.ref, since) }]
  })
  return cards.sort(
    (one, other) =>
      urgencyOf(one) - urgencyOf(other) || one.since - other.since || (one.id < other.id ? -1 : 1),
  )
}

/** 0 for what is urgent, 1 for what waits its turn. */
export function urgencyOf({ kind }: { kind: CardKind }): number {
  return urgent.includes(kind) ? 0 : 1
}

/** From when on a fact is a card; null where it is none under this charter. */
function sinceOf(one: Candidate, charter: CharterBody, foundedAt: number): number | null {
  switch (one.kind) {
    case 'claim':
      return one.at + charter.silence.days * dayMs
    case 'lineEnding':
      return one.at - charter.supported.reviewDays * dayMs
    case 'talk':
      return isBelowSoftLine(one, charter) ? one.at : null
    case 'welcome': {
      const since = one.at + charter.newcomer.welcomeAfterDays * dayMs
      return since < foundedAt ? null : since
    }
    default:
      return one.at
  }
}

/** A talk about hours has its reason only while someone still stands below the soft line. */
function isBelowSoftLine({ facts }: Candidate, charter: CharterBody): boolean {
  const line = facts.kind === 'organisation' ? charter.organisation : charter.member
  return Number(facts.standingSeconds) < line.softFloorSeconds
}
