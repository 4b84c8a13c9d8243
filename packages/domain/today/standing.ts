import type { CardAct } from './facts.ts'

/** How a card stands by what was done with it, oldest first. */
export interface CardStanding {
  readonly opened: CardAct | null
  readonly owner: CardAct['owner']
  readonly handed: CardAct | null
  readonly resolved: CardAct | null
}

export function standingOf(acts: readonly CardAct[]): CardStanding {
  const last = (...words: CardAct['act'][]) =>
    acts.findLast(({ act }) => words.includes(act)) ?? null
  return {
    opened: acts.find(({ act }) => act === 'opened') ?? null,
    owner: last('taken', 'handed')?.owner ?? null,
    handed: last('handed'),
    resolved: last('resolved'),
  }
}
