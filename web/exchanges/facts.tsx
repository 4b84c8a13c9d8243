import type { Exchange, Home } from '@commonhour/contract'
import { otherOf, secondsOf } from '../parts/cards.tsx'
import { cautionText } from '../parts/cautions.ts'
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
  const receiverRows = exchange.receivers.map((id) => [
    say('exchange.receiver'),
    <>
      {person(id)}
      {partOf(visit, exchange, id)}
    </>,
  ])
  const rows = [
    [say('exchange.what'), exchange.title],
    [say('exchange.giver'), person(exchange.giver)],
    ...receiverRows,
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

/** One of several receivers: how much of it is theirs, and whether they have said yes. */
function partOf({ say, words }: Visit, exchange: Exchange, id: string): string {
  const part = exchange.parts.find(({ receiver }) => receiver === id)
  if (part === undefined || exchange.parts.length === 1) return ''
  const hours = words.hours(part.seconds)
  return ` · ${say(part.has === null ? 'part.waits' : `part.${part.has}`, { hours })}`
}

/**
 * Whether the other side is asked now for the hours that the reader said last: a giver's always, a
 * receiver's where they lie far from the estimate (near-estimate).
 */
export function waitsForOther(exchange: Exchange, home: Home): boolean {
  const { estimateSeconds, state, steps } = exchange
  const last = steps.findLast(({ seconds, to }) => to === 'done' && seconds != null)
  if (state !== 'done' || (last?.for ?? last?.by) !== home.member.id) return false
  const { nearEstimate, quantumSeconds } = home.charter
  const nearSeconds = Math.max(quantumSeconds, (estimateSeconds * nearEstimate.percent) / 100)
  const awaySeconds = Math.abs((last?.seconds ?? estimateSeconds) - estimateSeconds)
  return isGiver(exchange, home) || awaySeconds > nearSeconds
}

function isGiver({ giver }: Exchange, home: Home): boolean {
  return giver === home.member.id
}

/** What the reader should know before they go on: their own figure that waits, and cautions. */
export function Told({ visit, home, exchange }: ExchangeProps) {
  const { say, words } = visit
  const { giver, receiver } = exchange.saidSeconds
  const mine = isGiver(exchange, home) ? giver : receiver
  const isFirst = isGiver(exchange, home) && receiver === null
  const waits = waitsForOther(exchange, home) && !isFirst
  const { name } = otherOf(exchange, home.member.id)
  const cautions = (exchange.verdicts ?? []).filter(({ verdict }) => verdict === 'caution')
  return (
    <>
      {waits && mine !== null ? (
        <p class="note">{say('exchange.youSaid', { name, hours: words.hours(mine) })}</p>
      ) : null}
      {cautions.map((verdict) => (
        <p class="note">{cautionText(visit, verdict)}</p>
      ))}
    </>
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

/** "Rosa", or "Rosa for Ana" where a delegate or a coordinator did it. */
function whoOf({ say }: Visit, { names }: Exchange, step: Exchange['steps'][number]): string {
  if (step.reason === 'silence' || step.to === 'lapsed') return say('exchange.calendar')
  const by = (step.by && names[step.by]) || say('exchange.someone')
  const isForAnother = step.for !== null && step.for !== step.by
  return isForAnother ? say('exchange.whoFor', { by, for: names[step.for ?? ''] ?? '' }) : by
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
              who: whoOf(visit, exchange, step),
              when: words.moment(Date.parse(step.at), home.community.timeZone, visit.now),
            })}
          </li>
        ))}
      </ol>
    </details>
  )
}
