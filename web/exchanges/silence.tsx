import type { Exchange, Home } from '@commonhour/contract'
import { askedSeconds, isSilent } from '../parts/cards.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

const dayMs = 86_400_000

/** Whose answer to what is said to be done is waited for: receivers not yet heard, or the giver. */
export function awaitedOf({ giver, parts, receivers, steps }: Exchange): string[] {
  const said = steps.findLast(({ seconds, to }) => to === 'done' && seconds != null)
  if ((said?.for ?? said?.by) !== giver) return [giver]
  return receivers.filter((id) => !parts.some((part) => part.receiver === id && part.has !== null))
}

/** Their names, as a list. */
export function awaitedNames({ words }: Visit, exchange: Exchange): string {
  return words.list(awaitedOf(exchange).map((id) => exchange.names[id] ?? ''))
}

/** What silence will do, in words for who reads it; null where it does nothing. */
export function silenceText(visit: Visit, home: Home, exchange: Exchange): string | null {
  const { silence } = exchange
  if (silence === undefined) return null
  const { say } = visit
  if (Date.parse(silence.at) <= visit.now) return say('silence.over')
  const me = home.member.id
  const turn = awaitedOf(exchange).includes(me) ? 'mine' : 'theirs'
  const day = dayText(visit, home, Date.parse(silence.at))
  const values = { day, name: awaitedNames(visit, exchange) }
  if (silence.seconds === null) return say(`silence.rings.${turn}`, values)
  // Of several receivers, each reads of their own part.
  const isPart = turn === 'mine' && exchange.parts.length > 1
  const seconds = isPart ? askedSeconds(exchange, me) : silence.seconds
  return say(`silence.agrees.${turn}`, { ...values, hours: visit.words.hours(seconds) })
}

interface SilenceProps {
  visit: Visit
  home: Home
  exchange: Exchange
}

/** What silence will do, or has done and until when it can be put right. */
export function SilenceNote({ visit, home, exchange }: SilenceProps) {
  const text = isSilent(exchange)
    ? silentText(visit, home, exchange)
    : silenceText(visit, home, exchange)
  return text === null ? null : <p class="note">{text}</p>
}

function silentText(visit: Visit, home: Home, exchange: Exchange): string {
  const day = dayText(visit, home, reopenedUntil(home, exchange))
  const isMine = exchange.receivers.includes(home.member.id)
  const isOpen = mayBeReopened(visit, home, exchange)
  if (isMine) return visit.say(isOpen ? 'silence.was.mine' : 'silence.was.overMine', { day })
  const name = visit.words.list(exchange.receivers.map((id) => exchange.names[id] ?? ''))
  return visit.say(isOpen ? 'silence.was.theirs' : 'silence.was.overTheirs', { day, name })
}

/** Whether who received what silence agreed to may still remember it differently. */
export function mayBeReopened(visit: Visit, home: Home, exchange: Exchange): boolean {
  return isSilent(exchange) && visit.now <= reopenedUntil(home, exchange)
}

function reopenedUntil({ charter }: Home, { steps }: Exchange): number {
  return Date.parse(steps.at(-1)?.at ?? '') + charter.silence.reopenDays * dayMs
}

function dayText({ now, words }: Visit, { community }: Home, at: number): string {
  return words.day(dayIn(at, community.timeZone), dayIn(now, community.timeZone))
}
