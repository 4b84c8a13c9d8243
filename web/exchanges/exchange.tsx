import { isRefusal } from '@commonhour/client'
import type { Exchange, ExchangeAct, Home } from '@commonhour/contract'
import { otherOf, secondsOf } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { ExchangeFacts, isParty, NotRight, Steps } from './facts.tsx'

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
  const values = { name, hours: words.hours(secondsOf(exchange)), title: exchange.title }
  const gives = exchange.giver === home.member.id
  const may = (one: ExchangeAct) => exchange.may.includes(one)
  if (may('acceptance')) return say(gives ? 'exchange.willYou' : 'exchange.shall', values)
  if (may('confirmation')) return say('exchange.isItRight', values)
  if (may('completion')) return say('exchange.agreedWith', values)
  if (exchange.state === 'confirmed' && isParty(exchange, home)) {
    return say(gives ? 'exchange.thanked' : 'exchange.thanks', values)
  }
  return say(`exchange.is.${exchange.state}`, values)
}

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
      {exchange.may.length === 0 ? <p>{nextOf(given)}</p> : null}
      <Acts {...given} trouble={trouble} />
      <NotRight {...given} />
      <Steps {...given} />
    </>
  )
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
    default:
      return visit.say(`exchange.next.${exchange.state}`)
  }
}

const said = [
  'proposed',
  'accepted',
  'completed',
  'confirmed',
  'recorded',
  'beyondLine',
  'declined',
  'cancelled',
  'reversed',
] as const

/** What was just done here, said once. */
function Done({ visit, home, exchange }: ExchangePageProps) {
  const done = said.find((one) => one === visit.query('done'))
  if (done === undefined) return null
  const { name } = otherOf(exchange, home.member.id)
  const hours = visit.words.hours(secondsOf(exchange))
  return (
    <p class="verdict whole" role="status">
      {visit.say(`done.${done}`, { name, hours })}
    </p>
  )
}

/** In the order of `may`: one button each; what needs more words gets a page of its own. */
function Acts({ visit, exchange, trouble }: ExchangePageProps) {
  const { say, words } = visit
  const may = (one: ExchangeAct) => exchange.may.includes(one)
  const page = (name: string) => visit.to('exchanges', exchange.id, name)
  const more = { visit, exchange, trouble }
  return (
    <div class="acts">
      {may('acceptance') ? (
        <Act {...more} act="acceptance" label={say('act.agree')} primary />
      ) : null}
      {may('declination') ? <Act {...more} act="declination" label={say('act.decline')} /> : null}
      {may('confirmation') ? (
        <>
          <Act
            {...more}
            act="confirmation"
            label={say('act.confirm', { hours: words.hours(secondsOf(exchange)) })}
            primary
          />
          <a class="button second" href={page('different')}>
            {say('act.different')}
          </a>
        </>
      ) : null}
      {may('completion') ? (
        <a class="button" href={page('done')}>
          {say('act.done')}
        </a>
      ) : null}
      {may('cancellation') ? (
        <a class="button second" href={page('cancel')}>
          {say(exchange.state === 'agreed' ? 'act.cancel' : 'act.takeBack')}
        </a>
      ) : null}
      {may('reversal') ? (
        <a class="button second" href={page('reverse')}>
          {say('act.reverse')}
        </a>
      ) : null}
    </div>
  )
}

interface ActProps {
  visit: Visit
  exchange: Exchange
  trouble: Trouble | undefined
  act: ExchangeAct
  label: string
  primary?: boolean
}

function Act({ visit, exchange, trouble, act, label, primary = false }: ActProps) {
  const mine = trouble?.form.text('act') === act ? trouble : undefined
  const key = keptId(mine, 'key', visit.newId)
  // The figure said here is the figure agreed to, should the other side change it meanwhile.
  const hidden = { act, key, seconds: String(secondsOf(exchange)) }
  return (
    <PostForm hidden={hidden}>
      <button class={primary ? 'button' : 'button second'} type="submit">
        {label}
      </button>
    </PostForm>
  )
}

async function act(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, param } = visit
  const at = { community, exchange: param('id') }
  const idempotencyKey = form.text('key')
  const gone = (done: string) => ({ go: `${visit.to('exchanges', param('id'))}?done=${done}` })
  switch (form.text('act')) {
    case 'acceptance': {
      const sent = await client.acceptExchange(at, { idempotencyKey })
      return isRefusal(sent) ? sent : gone('accepted')
    }
    case 'declination': {
      const sent = await client.declineExchange(at, { idempotencyKey })
      return isRefusal(sent) ? sent : gone('declined')
    }
    case 'confirmation': {
      const body = { seconds: Number(form.text('seconds')) }
      const sent = await client.confirmExchange(at, { idempotencyKey, body })
      return isRefusal(sent) ? sent : gone('confirmed')
    }
    default:
      return missing('act')
  }
}
