import type { Card } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'

/** What a card is called, in one line with its people. */
export function titleOf(visit: Visit, card: Card): string {
  const { facts, kind } = card
  const { say } = visit
  const values = valuesOf(visit, card)
  if (kind === 'claim') {
    return say(facts.saidBy === 'giver' ? 'card.claim.byGiver' : 'card.claim.byReceiver', values)
  }
  return say(`card.${kind}`, values)
}

/** Why it is a card, and what helps. */
export function reasonOf(visit: Visit, card: Card): string {
  return visit.say(`card.${card.kind}.why`, valuesOf(visit, card))
}

function valuesOf({ words }: Visit, { about, facts }: Card) {
  const named = (role: Card['about']['people'][number]['role']) =>
    about.people.filter((one) => one.role === role).map(({ name }) => name)
  const hours = (name: string) => words.hours(Number(facts[name] ?? 0))
  const day = facts.untilOn ?? facts.workedOn ?? facts.joinedOn
  return {
    name: words.list([...named('about'), ...named('proposer')].slice(0, 1)),
    delegate: words.list(named('delegate')),
    proposer: words.list(named('proposer')),
    giver: words.list(named('giver')),
    receivers: words.list(named('receiver')),
    title: about.exchange?.title ?? '',
    hours: hours('seconds'),
    below: hours('standingSeconds'),
    line: hours('floorSeconds'),
    received: hours('receivedSeconds'),
    day: typeof day === 'string' ? words.shortDay(day) : '',
    n: Number(facts.notices ?? 0),
  }
}

/** "since yesterday · Rosa looks after it" */
export function stateOf({ say }: Visit, card: Card): string {
  const age = say('today.age', { n: card.ageDays })
  if (card.owner !== null) return `${age} · ${say('today.owner', { name: card.owner.name })}`
  return card.opened === null ? age : `${age} · ${say('today.opened', { name: card.opened.name })}`
}

/** Where the one next step of a card is done. */
export function addressOf(visit: Visit, { about, next }: Card): string {
  const { application, concern, exchange, member, motion } = next.params
  if (next.act === 'admit') return visit.to('applicants')
  if (exchange !== undefined) return visit.to('exchanges', exchange)
  if (application !== undefined) return visit.to('pool', 'applications', application)
  if (motion !== undefined) return visit.to('motions', motion)
  if (concern !== undefined) return visit.to('concerns', concern)
  // The delegate is rung: their page has the number.
  const delegate = about.people.find(({ role }) => role === 'delegate')?.member
  if (next.params.delegation !== undefined && delegate !== undefined) {
    return visit.to('members', delegate)
  }
  if (member === undefined) return visit.to('members')
  const isLine = next.act === 'review' || next.act === 'welcome'
  return isLine ? visit.to('members', member, 'line') : visit.to('members', member)
}
