import { type CardOutcome, type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import { freeFor, refusalOnCard } from './cause.ts'
import type { CardAct, CardFacts, CoordinatorAtWork } from './facts.ts'
import { isResolvable } from './next.ts'
import { standingOf } from './standing.ts'
import type { CardActWrite } from './writes.ts'

export interface CardActFacts {
  readonly actor: MemberActor | null
  /** Null where it is no card any more: its fact ended. */
  readonly card: CardFacts | null
  readonly acts: readonly CardAct[]
  /** Ids for the rows: one for the act, one for an opening that comes with it. */
  readonly freshIds: readonly string[]
}

/** A coordinator begins to look after a card: its clock starts, once. */
export function decideOpening(facts: CardActFacts): Decision | Fault {
  const card = cardOrFault(facts)
  if ('fault' in card) return card
  // From here the opening must succeed; a second one changes nothing.
  return written(facts, card, null)
}

/** A coordinator makes a card theirs. */
export function decideTaking(facts: CardActFacts): Decision | Fault {
  const card = cardOrFault(facts)
  if ('fault' in card) return card
  const { owner } = standingOf(facts.acts)
  const me = facts.actor?.member ?? null
  if (owner !== null && owner.member !== me) {
    return fault('card_is_taken', { detail: `${owner.name} looks after this.` })
  }
  // From here the taking must succeed; who has it already has it.
  return written(facts, card, owner === null ? { act: 'taken', owner: me } : null)
}

export interface HandingFacts extends CardActFacts {
  /** To whom; null gives it back to all. */
  readonly to: string | null
  readonly note: string
  readonly coordinators: readonly CoordinatorAtWork[]
}

/**
 * A coordinator hands a card on, with a note. It need not be theirs: who fell ill hands
 * nothing over.
 */
export function decideHanding(facts: HandingFacts): Decision | Fault {
  const card = cardOrFault(facts)
  if ('fault' in card) return card
  const { coordinators, note, to } = facts
  const isFree = freeFor(card, coordinators).some(({ member }) => member === to)
  if (to !== null && !isFree) return fault('card_cannot_go_to_them')
  // From here the handing over must succeed.
  return written(facts, card, { act: 'handed', owner: to, note })
}

export interface ResolutionFacts extends CardActFacts {
  readonly outcome: CardOutcome
  readonly note: string
}

/** A coordinator says how a card ended that no act of its own ends. */
export function decideResolution(facts: ResolutionFacts): Decision | Fault {
  const card = cardOrFault(facts)
  if ('fault' in card) return card
  if (!isResolvable(card.kind)) return fault('card_ends_by_its_act')
  const { note, outcome } = facts
  // From here the resolution must succeed.
  return written(facts, card, { act: 'resolved', outcome, note })
}

function cardOrFault({ actor, acts, card }: CardActFacts): CardFacts | Fault {
  if (!actor?.offices.includes('coordinator')) return fault('actor_is_not_a_coordinator')
  if (card === null || standingOf(acts).resolved !== null) return fault('card_is_not_open')
  return refusalOnCard(actor, card) ?? card
}

type Done = Partial<CardActWrite> & { readonly act: CardActWrite['act'] }

/** The act, after the opening it implies where nobody opened the card before. */
function written(facts: CardActFacts, card: CardFacts, done: Done | null): Decision {
  const { actor, acts, freshIds } = facts
  const opening: Done[] = standingOf(acts).opened === null ? [{ act: 'opened' }] : []
  const rows = done === null ? opening : [...opening, done]
  return {
    expect: [
      ...(actor === null ? [] : officeOf(actor)),
      { word: 'card', id: card.id, version: acts.length },
    ],
    write: rows.map((row, index) => ({
      into: 'cardAct',
      id: freshIds[index] ?? '',
      card: card.id,
      kind: card.kind,
      ref: card.ref,
      member: card.member,
      since: card.since,
      owner: null,
      outcome: null,
      note: '',
      ...row,
    })),
  }
}
