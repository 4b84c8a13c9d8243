import type { Exchange, ExchangeAct, Home } from '@commonhour/contract'
import { askedSeconds, otherOf, secondsOf } from '../parts/cards.tsx'
import type { Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { After } from './after.tsx'
import { Acts, act } from './buttons.tsx'
import { hasEntry } from './calendar.ts'
import { ExchangeFacts, isParty, NotRight, Steps, Told, waitsForOther } from './facts.tsx'
import { mayRing, Ringing } from './ringing.tsx'
import { awaitedNames, mayBeReopened, SilenceNote } from './silence.tsx'

/** One exchange of mine: where it stands, and everything I may do next. */
export function mountExchange(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/exchanges/:id',
    read: readOne,
    show: (visit, home, exchange, trouble) => ({
      title: questionOf(visit, home, exchange),
      here: 'home',
      mayDecline: exchange.may.includes('declination'),
      body: <ExchangePage visit={visit} home={home} exchange={exchange} trouble={trouble} />,
    }),
    send: act,
  })
}

export function readOne({ client, community, param }: Visit) {
  return client.readExchange({ community, exchange: param('id') })
}

/** The page's question follows from what its reader may do. */
function questionOf(visit: Visit, home: Home, exchange: Exchange): string {
  const { say, words } = visit
  const { name } = otherOf(exchange, home.member.id)
  const seconds = askedSeconds(exchange, home.member.id)
  const values = { name, hours: words.hours(seconds), title: exchange.title }
  const gives = exchange.giver === home.member.id
  const may = (one: ExchangeAct) => exchange.may.includes(one)
  if (!isParty(exchange, home)) return seenBy(visit, exchange)
  if (may('acceptance')) return say(gives ? 'exchange.willYou' : 'exchange.shall', values)
  if (may('confirmation') && waitsForOther(exchange, home)) return say('exchange.is.done', values)
  if (may('confirmation')) return say(gives ? 'exchange.didYou' : 'exchange.isItRight', values)
  if (may('completion')) return say('exchange.agreedWith', values)
  if (exchange.state === 'confirmed') {
    return say(gives ? 'exchange.thanked' : 'exchange.thanks', values)
  }
  return say(`exchange.is.${exchange.state}`, values)
}

/** How it stands, to a steward who takes no part in it. */
function seenBy(visit: Visit, exchange: Exchange): string {
  const { giver, names, receivers, state, title } = exchange
  const { say, words } = visit
  const both = {
    giver: names[giver] ?? '',
    receivers: words.list(receivers.map((id) => names[id] ?? '')),
  }
  if (state === 'done') return say('exchange.is.done', { name: awaitedNames(visit, exchange) })
  if (open.has(state)) return say(`exchange.seen.${state as Open}`, both)
  return say(`exchange.is.${state}`, { title, name: both.receivers })
}

type Open = 'proposed' | 'agreed' | 'disputed'
const open = new Set<string>(['proposed', 'agreed', 'disputed'] satisfies Open[])

export interface ExchangePageProps {
  visit: Visit
  home: Home
  exchange: Exchange
  trouble?: Trouble | undefined
}

function ExchangePage({ visit, home, exchange, trouble }: ExchangePageProps) {
  const { say, words } = visit
  const hours = words.hours(secondsOf(exchange))
  const held = exchange.state === 'agreed' || exchange.state === 'done'
  const given = { visit, home, exchange }
  return (
    <>
      <Done visit={visit} home={home} exchange={exchange} />
      <ExchangeFacts {...given} />
      {held && exchange.holds.length > 0 ? (
        <p class="note">{say('exchange.setAside', { hours })}</p>
      ) : null}
      {hasEntry(exchange) ? (
        <p>
          <a href={`/${visit.community}/exchanges/${exchange.id}/calendar.ics`}>
            {say('exchange.toCalendar')}
          </a>
        </p>
      ) : null}
      <Told {...given} />
      <SilenceNote {...given} />
      <Next {...given} />
      <Acts {...given} trouble={trouble} />
      <After {...given} trouble={trouble} />
      <NotRight {...given} />
      <Steps {...given} />
    </>
  )
}

/** What leads on; thanks and words lie beside it. */
const next = new Set<ExchangeAct>([
  ...(['acceptance', 'declination', 'proposal', 'completion', 'confirmation'] as const),
  ...(['cancellation', 'reversal', 'settlement'] as const),
])

/** Whom to ring, or what follows where nothing is left to do. */
function Next(given: Omit<ExchangePageProps, 'trouble'>) {
  const { exchange, home } = given
  if (mayRing(exchange, home)) return <Ringing {...given} />
  const leadsOn = exchange.may.some((one) => next.has(one)) || !isParty(exchange, home)
  return leadsOn ? null : <p>{nextOf(given)}</p>
}

/** What follows where nothing is left to do; an answer that was not chosen is thanked. */
function nextOf({ visit, home, exchange }: Omit<ExchangePageProps, 'trouble'>): string {
  const mine = exchange.giver === home.member.id && exchange.state === 'declined'
  const { name } = otherOf(exchange, home.member.id)
  switch (mine ? exchange.steps.at(-1)?.reason : null) {
    case 'another_was_chosen':
      return visit.say('exchange.next.notChosen', { name })
    case 'withdrawn':
      return visit.say('exchange.next.takenBack', { name })
    default: {
      // Who may still put it right, and until when, is said above.
      const isOpen = mayBeReopened(visit, home, exchange)
      return visit.say(isOpen ? 'exchange.next.silent' : `exchange.next.${exchange.state}`)
    }
  }
}

const said = [
  'proposed',
  'terms',
  'accepted',
  'saidYes',
  'completed',
  'confirmed',
  'partConfirmed',
  'waits',
  'recorded',
  'beyondLine',
  'declined',
  'cancelled',
  'reversed',
  'reversalWaits',
  'disputed',
  'undone',
  'undoDisputed',
  'returned',
  'settled',
  'thanked',
  'spoken',
  'spokenWaits',
] as const

/** For whom it waits: the other side's word, or a coordinator where a line was reached. */
function waitingFor(home: Home, exchange: Exchange): 'hoursDiffer' | 'beyondLine' {
  return waitsForOther(exchange, home) ? 'hoursDiffer' : 'beyondLine'
}

/** What was just done here, said once. */
function Done({ visit, home, exchange }: ExchangePageProps) {
  const done = said.find((one) => one === visit.query('done'))
  if (done === undefined) return null
  const { name } = otherOf(exchange, home.member.id)
  const hours = visit.words.hours(secondsOf(exchange))
  return (
    <p class="verdict whole" role="status">
      {visit.say(`done.${done === 'waits' ? waitingFor(home, exchange) : done}`, { name, hours })}
    </p>
  )
}
