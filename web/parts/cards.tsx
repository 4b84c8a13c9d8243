import type { Exchange, Home, Need } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'
import { categoryIcon, Icon } from './icons.tsx'

/** When a need or offer is wanted, in words. */
export function whenOf(visit: Visit, { when }: Pick<Need, 'when'>): string {
  const { say, words } = visit
  if (when.kind === 'anyTime') return say('when.anyTime')
  const from = when.from ?? ''
  const day = when.kind === 'on' ? words.day(when.day) : words.weekday(when.weekday)
  if (when.kind === 'weekly')
    return from ? say('when.weeklyAt', { day, time: from }) : say('when.weekly', { day })
  return from ? say('when.dayAndTime', { day, time: from }) : day
}

/** "Tuesday 1 December · about 1 h 30 min · North bank" */
export function factsOf(visit: Visit, home: Home, it: Need): string {
  const about = it.estimateSeconds
  return [
    whenOf(visit, it),
    about === null ? '' : visit.say('time.about', { hours: visit.words.hours(about) }),
    it.remote ? visit.say('where.remote') : areaName(home, it.area),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The name of one of the charter's areas; '' when none is said. */
export function areaName({ charter }: Pick<Home, 'charter'>, area: string | null): string {
  return charter.areas.find((one) => one.id === area)?.name ?? area ?? ''
}

interface PublishedCardProps {
  visit: Visit
  home: Home
  it: Need
  kind: 'needs' | 'offers'
  mine?: boolean
  /** Its heading: one below the heading it stands under. */
  heading?: 'h2' | 'h3'
}

/** A need or an offer in a list. */
export function PublishedCard(props: PublishedCardProps) {
  const { visit, home, it, kind, mine = false, heading: Heading = 'h3' } = props
  const { say } = visit
  const answers = mine && kind === 'needs' ? say('need.answers', { n: it.answers }) : ''
  const address =
    answers && it.answers > 0 ? visit.to('needs', it.id, 'answers') : visit.to(kind, it.id)
  return (
    <li class="card">
      <span class="badge">
        <Icon name={categoryIcon(it.category)} />
      </span>
      <div>
        <Heading>
          <a href={address} lang={it.language} dir="auto">
            {it.title}
          </a>
        </Heading>
        <p>{mine ? answers : it.name}</p>
        <p class="quiet">{factsOf(visit, home, it)}</p>
      </div>
    </li>
  )
}

/** The other one of an exchange, as the reader sees it; of several, the first by name. */
export function otherOf(exchange: Exchange, me: string): { id: string; name: string } {
  const receiver = exchange.receivers[0] ?? ''
  const id = exchange.giver === me ? receiver : exchange.giver
  const name = exchange.names[id] ?? ''
  const more = exchange.giver === me ? exchange.receivers.length - 1 : 0
  return { id, name: more > 0 ? `${name} +${more}` : name }
}

/** The hours an exchange speaks of now: what moved, else what was said last, else the estimate. */
export function secondsOf(exchange: Exchange): number {
  const { giver, receiver } = exchange.saidSeconds
  // Silence agrees to what was set aside, which may be less than what was said.
  if (isSilent(exchange)) return exchange.parts.reduce((sum, { seconds }) => sum + seconds, 0)
  return receiver ?? giver ?? exchange.estimateSeconds
}

/** The hours a reader is asked about: what the other side said, of several their own part. */
export function askedSeconds(exchange: Exchange, me: string): number {
  const part = exchange.parts.find(({ receiver }) => receiver === me)
  if (part !== undefined && exchange.parts.length > 1) return part.seconds
  const { giver, receiver } = exchange.saidSeconds
  const said = exchange.giver === me ? (receiver ?? giver) : (giver ?? receiver)
  return exchange.state === 'done' ? (said ?? exchange.estimateSeconds) : secondsOf(exchange)
}

/** Whether hours moved because nobody answered. */
export function isSilent({ state, steps }: Exchange): boolean {
  return state === 'confirmed' && steps.at(-1)?.reason === 'silence'
}

interface ExchangeCardProps {
  visit: Visit
  it: Exchange
  me: string
  /** What should be known before it is opened. */
  note?: string | null
}

/** What waits, in one line with who it is about. */
export function ExchangeCard({ visit, it, me, note = null }: ExchangeCardProps) {
  const { say, words } = visit
  const values = { name: otherOf(it, me).name, hours: words.hours(askedSeconds(it, me)) }
  return (
    <li class="card">
      <div>
        <h3>
          <a href={visit.to('exchanges', it.id)} dir="auto">
            {it.title}
          </a>
        </h3>
        <p>{say(lineFor(it, me), values)}</p>
        {note === null ? null : <p class="quiet">{note}</p>}
      </div>
    </li>
  )
}

/** How an exchange stands for its reader, by state and by who is to act. */
export function lineFor(it: Exchange, me: string) {
  const side = it.giver === me ? 'giver' : 'receiver'
  const turn = it.may.includes('acceptance') || it.may.includes('confirmation') ? 'mine' : 'theirs'
  if (it.state === 'proposed') return `line.proposed.${turn}.${side}` as const
  if (it.state === 'done') return `line.done.${turn}` as const
  if (it.state === 'agreed') return `line.agreed.${side}` as const
  if (it.state === 'declined' && side === 'giver') {
    const { reason } = it.steps.at(-1) ?? {}
    if (reason === 'another_was_chosen') return 'line.notChosen'
    if (reason === 'withdrawn') return 'line.takenBack'
  }
  if (isSilent(it)) return `line.silence.${side}` as const
  if (it.state === 'confirmed') return `line.confirmed.${side}` as const
  return `line.${it.state}` as const
}

/** "Show more", where a list goes on. */
export function More({ visit, next }: { visit: Visit; next: string | null }) {
  if (next === null) return null
  const query = new URLSearchParams(visit.url.searchParams)
  query.set('after', next)
  return (
    <p>
      <a class="button second" href={`?${query}`}>
        {visit.say('list.more')}
      </a>
    </p>
  )
}

/** A search line that works by a plain GET. */
export function Search(props: { visit: Visit; label: string; keep?: [string, string][] }) {
  const { visit, label, keep = [] } = props
  return (
    <search>
      <form method="get" class="search">
        {keep.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="q">{label}</label>
        <div class="pair">
          <input type="search" id="q" name="q" value={visit.query('q')} />
          <button class="button second" type="submit">
            {visit.say('list.search')}
          </button>
        </div>
      </form>
    </search>
  )
}
