import type { Exchange, Home } from '@commonhour/contract'
import { otherOf, secondsOf } from '../parts/cards.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

interface ExchangeProps {
  visit: Visit
  home: Home
  exchange: Exchange
}

/** Whether the reader gave or received the help. */
export function isParty(exchange: Exchange, home: Home): boolean {
  return [exchange.giver, ...exchange.receivers].includes(home.member.id)
}

/** Day and place as they were agreed, or that the two will talk. */
export function agreedForText(visit: Visit, home: Home, { agreedFor }: Exchange): string {
  const at = agreedFor?.at
  if (!at) return visit.say('answer.talk')
  const when = visit.words.moment(Date.parse(at), home.community.timeZone, visit.now)
  return agreedFor?.place ? visit.say('when.andPlace', { when, place: agreedFor.place }) : when
}

/** What is agreed or said, as a list. */
export function ExchangeFacts({ visit, home, exchange }: ExchangeProps) {
  const { say, words } = visit
  const me = home.member.id
  const other = otherOf(exchange, me)
  const person = (id: string) => {
    if (id === me) return say('exchange.you')
    return <a href={visit.to('members', id)}>{exchange.names[id] ?? other.name}</a>
  }
  const when = exchange.workedOn
    ? words.day(exchange.workedOn, dayIn(visit.now, home.community.timeZone))
    : agreedForText(visit, home, exchange)
  const rows = [
    [say('exchange.what'), exchange.title],
    [say('exchange.giver'), person(exchange.giver)],
    [say('exchange.receiver'), person(exchange.receivers[0] ?? '')],
    [say('exchange.when'), when],
    [say('exchange.long'), words.hours(secondsOf(exchange))],
  ]
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Whom to ring when what was written down is not so: no button of theirs can undo it. */
export function NotRight({ visit, home, exchange }: ExchangeProps) {
  const line = home.community.helpLine
  const { may, state } = exchange
  const said = may.includes('confirmation')
  const mine = state === 'confirmed' && isParty(exchange, home) && !may.includes('reversal')
  if (line === null || !(said || mine)) return null
  return (
    <p>
      {visit.say(said ? 'exchange.notHappened' : 'exchange.notRight')}{' '}
      <a href={`tel:${line.phone.replace(/[^+\d]/g, '')}`}>
        {visit.say('exchange.ring', { name: line.name, phone: line.phone })}
      </a>
    </p>
  )
}

/** What happened so far, oldest first, each with who and when. */
export function Steps({ visit, home, exchange }: ExchangeProps) {
  const { say, words } = visit
  return (
    <details class="steps-taken">
      <summary>{say('exchange.steps')}</summary>
      <ol>
        {exchange.steps.map((step) => (
          <li>
            {say('exchange.step', {
              what: say(`state.${step.to}`),
              who: (step.by && exchange.names[step.by]) || say('exchange.someone'),
              when: words.moment(Date.parse(step.at), home.community.timeZone, visit.now),
            })}
          </li>
        ))}
      </ol>
    </details>
  )
}
