import { type Exchange, type Member, momentOf, type Need } from '@commonhour/contract'
import {
  type ExchangeFacts,
  type MemberActor,
  mayOf,
  openHoldsOf,
  type Step,
} from '@commonhour/domain'
import type { MemberLine, PublicationLine } from '@commonhour/ledger'

/** An exchange as one of its people, or a coordinator, reads it. */
export function wireExchange(exchange: ExchangeFacts, actor: MemberActor): Exchange {
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
    steps: steps.map(wireStep),
    may: mayOf(exchange, actor),
  }
}

function saidOf({ giver, steps }: ExchangeFacts): Exchange['saidSeconds'] {
  const said = steps.filter(({ state }) => state === 'done' || state === 'confirmed')
  const byGiver = (step: Step) => step.actor === `member:${giver}`
  return {
    giver: said.findLast(byGiver)?.seconds ?? null,
    receiver: said.findLast((step) => !byGiver(step))?.seconds ?? null,
  }
}

function wireStep(step: Step): Exchange['steps'][number] {
  const by = step.actor.startsWith('member:') ? step.actor.slice('member:'.length) : null
  const { onBehalfOf, reason, state, step: number } = step
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
