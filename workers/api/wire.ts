import { type Exchange, type Member, momentOf, type Need } from '@commonhour/contract'
import {
  type CharterFacts,
  type ExchangeFacts,
  type MemberActor,
  mayOf,
  memberOfStep,
  openHoldsOf,
  type Step,
  sideOf,
} from '@commonhour/domain'
import type { MemberLine, PublicationLine } from '@commonhour/ledger'
import { isCoordinator } from './acting.ts'

/** Who reads an exchange, when, and by which charter: what they may do next follows from it. */
export interface Reader {
  readonly actor: MemberActor
  readonly charter: CharterFacts
  readonly now: number
}

/** An exchange as one of its people, or a coordinator, reads it. */
export function wireExchange(exchange: ExchangeFacts, reader: Reader): Exchange {
  const { agreedForAt, need, offer, place, steps, transfers } = exchange
  const moved = transfers.filter(({ kind }) => kind === 'post' || kind === 'settle')
  return {
    id: exchange.id,
    state: exchange.state,
    giver: exchange.giver,
    receivers: exchange.receivers.map(({ member }) => member),
    names: { ...exchange.names },
    about: need !== null ? { need } : offer !== null ? { offer } : null,
    title: exchange.title,
    agreedFor:
      agreedForAt === null && place === ''
        ? null
        : { at: agreedForAt === null ? null : momentOf(agreedForAt), place },
    estimateSeconds: exchange.estimateSeconds,
    saidSeconds: saidOf(exchange),
    workedOn: steps.findLast(({ workedOn }) => workedOn !== null)?.workedOn ?? null,
    transfers: moved.map(({ id }) => id),
    holds: openHoldsOf(exchange).map(({ id }) => id),
    charter: exchange.charter,
    steps: steps.map((step) => wireStep(step, exchange, reader.actor)),
    may: mayOf({ exchange, ...reader }),
  }
}

function saidOf({ giver, steps }: ExchangeFacts): Exchange['saidSeconds'] {
  const said = steps.filter(({ state }) => state === 'done' || state === 'confirmed')
  const byGiver = (step: Step) => memberOfStep(step) === giver
  return {
    giver: said.findLast(byGiver)?.seconds ?? null,
    receiver: said.findLast((step) => !byGiver(step))?.seconds ?? null,
  }
}

/**
 * Who took a step is told of its people, and of the coordinator who undid hours. Whoever else made
 * it happen (the one chosen instead, who closed the need) is no business of these two.
 */
function wireStep(
  step: Step,
  exchange: ExchangeFacts,
  reader: MemberActor,
): Exchange['steps'][number] {
  const { onBehalfOf, reason, state, step: number } = step
  const member = step.actor.startsWith('member:') ? step.actor.slice('member:'.length) : null
  const whose = memberOfStep(step)
  const isParty = whose !== null && sideOf(exchange, whose) !== null
  const by = isParty || state === 'reversed' || isCoordinator(reader) ? member : null
  return { step: number, to: state, by, for: onBehalfOf, at: momentOf(step.at), reason }
}

/** A need or offer without the number lists are paged by. */
export function wirePublication({ number: _, ...publication }: PublicationLine): Need {
  return publication
}

/** A member; contact details only where they may be seen. */
export function wireMember(line: MemberLine, seesContact: boolean): Member {
  const { contact, version: _, ...member } = line
  return seesContact ? { ...member, contact } : member
}
