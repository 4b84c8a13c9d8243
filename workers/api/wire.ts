import {
  type Audience,
  type Exchange,
  isFault,
  type Member,
  momentOf,
  type Need,
} from '@commonhour/contract'
import {
  type CharterFacts,
  type ExchangeFacts,
  hasAssented,
  lastSaidOf,
  type MemberActor,
  mayOf,
  memberOfStep,
  movedOf,
  openHoldsOf,
  partsOf,
  type Step,
  sideOf,
  silenceAhead,
  verdictsHeard,
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
  const verdicts = verdictsHeard(exchange, reader.actor)
  const told = steps.map((step) => wireStep(step, exchange, reader.actor))
  const silence = silenceAhead({ exchange, ...reader })
  return {
    id: exchange.id,
    state: exchange.state,
    giver: exchange.giver,
    receivers: exchange.receivers.map(({ member }) => member),
    names: namesTold(exchange, told),
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
    parts: partsAsSaid(exchange, reader),
    steps: told,
    thanks: thanksOf(exchange, reader.actor),
    may: mayOf({ exchange, ...reader }),
    ...(silence !== null && { silence: { ...silence, at: momentOf(silence.at) } }),
    ...(verdicts.length > 0 && { verdicts }),
  }
}

/**
 * Each receiver's part: what moved, once it has; else their share of the hours it speaks of. Where
 * a charter's step came to be too long to share them, nobody's is told.
 */
function partsAsSaid(exchange: ExchangeFacts, { charter }: Reader): Exchange['parts'] {
  const seconds = lastSaidOf(exchange)?.seconds ?? exchange.estimateSeconds
  const parts = partsOf(exchange, seconds, charter)
  if (isFault(parts)) return []
  const isOver = exchange.state === 'confirmed' || exchange.state === 'settled'
  return parts.map(({ account, member, seconds }) => {
    const moved = movedOf(exchange).filter(({ fromAccount }) => fromAccount === account)
    const movedSeconds = moved.reduce((sum, one) => sum + one.seconds, 0)
    const word = exchange.state === 'proposed' ? 'agreed' : 'confirmed'
    const has = isOver || hasAssented(exchange, member) ? word : null
    return { receiver: member, seconds: moved.length > 0 ? movedSeconds : seconds, has }
  })
}

function saidOf({ giver, steps }: ExchangeFacts): Exchange['saidSeconds'] {
  const said = steps
    .filter(({ state }) => state === 'done' || state === 'confirmed')
    // Neither the clock nor who undoes says how long it took.
    .filter((step) => memberOfStep(step) !== null && step.seconds !== null)
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
  const by = isParty || isOfSteward(state) || isCoordinator(reader) ? member : null
  const { seconds } = step
  return { step: number, to: state, by, for: onBehalfOf, at: momentOf(step.at), seconds, reason }
}

/** The names of those who take part, and of whoever the steps say acted for one of them. */
function namesTold({ giver, names, receivers }: ExchangeFacts, steps: Exchange['steps']) {
  const actors = steps.flatMap(({ by }) => (by === null ? [] : [by]))
  const told = new Set([giver, ...receivers.map(({ member }) => member), ...actors])
  return Object.fromEntries(Object.entries(names).filter(([member]) => told.has(member)))
}

/** Steps of which those who take part are told the coordinator. */
function isOfSteward(state: Step['state']): boolean {
  return state === 'reversed' || state === 'settled'
}

/** Thanks are words between those who take part. */
function thanksOf(exchange: ExchangeFacts, reader: MemberActor): NonNullable<Exchange['thanks']> {
  if (sideOf(exchange, reader.member) === null) return []
  return exchange.thanks.map(({ at, member, text }) => ({ by: member, text, at: momentOf(at) }))
}

/** A need or offer without the number lists are paged by. */
export function wirePublication({ number: _, ...publication }: PublicationLine): Need {
  return publication
}

/** A member; contact details, and what they said on joining, only where they may be seen. */
/**
 * How near a reader is to a member: the member themself and coordinators see all; whom they agreed
 * on help with; any member; one they want no contact with, or who only reads a list of many.
 */
export type Nearness = 'all' | 'agreed' | 'fellow' | 'blocked' | 'listed'

/** A member as this reader sees them, by what the member chose to show. */
export function wireMember(line: MemberLine, near: Nearness, seesAnswers = false): Member {
  const { about, answers, contact, shows, version: _, ...member } = line
  const { email, phone } = contact
  const told = {
    ...(phone !== undefined && sees(near, shows.phone) && { phone }),
    ...(email !== undefined && sees(near, shows.email) && { email }),
  }
  return {
    ...member,
    about: shows.about === 'members' || sees(near, shows.about) ? about : '',
    ...((near === 'all' || Object.keys(told).length > 0) && { contact: told }),
    ...(seesAnswers && answers.length > 0 && { answers: [...answers] }),
  }
}

function sees(near: Nearness, to: Audience): boolean {
  if (near === 'all') return true
  if (near === 'agreed') return to !== 'coordinators'
  return near === 'fellow' && to === 'members'
}
