import { isRefusal } from '@commonhour/client'
import type { Exchange, ExchangeAct, Home } from '@commonhour/contract'
import { askedSeconds } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Form, keptId, type Trouble } from '../plumbing/form.ts'
import type { Sent } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { actAfter } from './after.tsx'
import { waitsForOther } from './facts.tsx'

interface ActsProps {
  visit: Visit
  home: Home
  exchange: Exchange
  trouble: Trouble | undefined
}

/** Everything that leads to help agreed, given and booked: the one main thing first. */
export function Acts(props: ActsProps) {
  const { visit, home, exchange } = props
  const { say } = visit
  const may = (one: ExchangeAct) => exchange.may.includes(one)
  const page = (name: string) => visit.to('exchanges', exchange.id, name)
  return (
    <div class="acts">
      {may('acceptance') ? (
        <Act {...props} act="acceptance" label={say('act.agree')} primary />
      ) : null}
      {may('proposal') ? (
        <a class="button second" href={page('terms')}>
          {say('act.terms')}
        </a>
      ) : null}
      {may('declination') ? <Act {...props} act="declination" label={say('act.decline')} /> : null}
      {may('confirmation') ? <Confirming {...props} /> : null}
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
      <AskAgain visit={visit} home={home} exchange={exchange} />
    </div>
  )
}

/** The other side's figure is one tap; what they said themselves waits for the other side. */
function Confirming(props: ActsProps) {
  const { visit, home, exchange } = props
  const { say, words } = visit
  const hours = words.hours(askedSeconds(exchange, home.member.id))
  const primary = !waitsForOther(exchange, home)
  return (
    <>
      <Act {...props} act="confirmation" label={say('act.confirm', { hours })} primary={primary} />
      <a class="button second" href={visit.to('exchanges', exchange.id, 'different')}>
        {say('act.different')}
      </a>
    </>
  )
}

/** What was called off may be asked for once more, with the same words already there. */
function AskAgain({ visit, home, exchange }: Omit<ActsProps, 'trouble'>) {
  const isOver = exchange.state === 'cancelled' || exchange.state === 'lapsed'
  const asked = exchange.about !== null && 'need' in exchange.about
  if (!isOver || !asked || !exchange.receivers.includes(home.member.id)) return null
  const again = new URLSearchParams({
    title: exchange.title,
    long: String(exchange.estimateSeconds),
  })
  return (
    <a class="button" href={`${visit.to('ask')}?${again}`}>
      {visit.say('act.askAgain')}
    </a>
  )
}

interface ActProps extends ActsProps {
  act: ExchangeAct
  label: string
  primary?: boolean
}

function Act({ visit, home, exchange, trouble, act, label, primary = false }: ActProps) {
  const mine = trouble?.form.text('act') === act ? trouble : undefined
  const key = keptId(mine, 'key', visit.newId)
  // What is agreed or confirmed is what was looked at, should the other side change it meanwhile.
  const step = String(stepOf(exchange))
  const seconds = String(askedSeconds(exchange, home.member.id))
  // Saying how long it took needs nobody's answer, so that much can be said offline.
  const what = act === 'confirmation' ? `${exchange.title} · ${label}` : undefined
  const queue = what && queueable(visit, what)
  return (
    <PostForm hidden={{ act, key, step, seconds }} queue={queue}>
      <button class={primary ? 'button' : 'button second'} type="submit">
        {label}
      </button>
    </PostForm>
  )
}

/** The step at which an exchange was looked at. */
export function stepOf({ steps }: Exchange): number {
  return steps.at(-1)?.step ?? 0
}

/** What a button sends. */
export async function act(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, param } = visit
  const at = { community, exchange: param('id') }
  const idempotencyKey = form.text('key')
  const gone = (done: string) => ({ go: `${visit.to('exchanges', param('id'))}?done=${done}` })
  switch (form.text('act')) {
    case 'acceptance': {
      const body = { step: Number(form.text('step')) }
      const sent = await client.acceptExchange(at, { idempotencyKey, body })
      if (isRefusal(sent)) return sent
      return gone(sent.state === 'agreed' ? 'accepted' : 'saidYes')
    }
    case 'declination': {
      const sent = await client.declineExchange(at, { idempotencyKey })
      return isRefusal(sent) ? sent : gone('declined')
    }
    case 'confirmation': {
      const body = { seconds: Number(form.text('seconds')) }
      const sent = await client.confirmExchange(at, { idempotencyKey, body })
      return isRefusal(sent) ? sent : gone(whatCameOf(sent))
    }
    default:
      return actAfter(visit, form)
  }
}

/** What came of saying how long it took: hours moved, all or one's own, or it waits. */
export function whatCameOf({ parts, state }: Exchange): 'confirmed' | 'partConfirmed' | 'waits' {
  if (state === 'confirmed') return 'confirmed'
  return parts.length > 1 ? 'partConfirmed' : 'waits'
}
