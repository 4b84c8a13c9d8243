import { isRefusal } from '@commonhour/client'
import type { Cancellation, Exchange, ExchangeAct, Home, Reversal } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { askedSeconds, otherOf } from '../parts/cards.tsx'
import { PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'
import { whatCameOf } from './buttons.tsx'
import { readOne } from './exchange.tsx'

/** The acts on an exchange that need a word more: how long, which day, why. */
export function mountActs(mount: Mount): void {
  mountAct(mount, {
    name: 'done',
    act: 'completion',
    title: 'act.doneTitle',
    button: 'act.done',
    send: complete,
  })
  mountAct(mount, {
    name: 'different',
    act: 'confirmation',
    title: 'act.differentTitle',
    button: 'act.differentSend',
    send: confirm,
  })
  mountAct(mount, {
    name: 'cancel',
    act: 'cancellation',
    title: 'act.cancelTitle',
    button: 'act.cancel',
    send: cancel,
  })
  mountAct(mount, {
    name: 'reverse',
    act: 'reversal',
    title: 'act.reverseTitle',
    button: 'act.reverse',
    send: reverse,
  })
}

interface ActPage {
  act: ExchangeAct
  name: 'done' | 'different' | 'cancel' | 'reverse'
  title: MessageKey
  button: MessageKey
  send: (visit: Visit, form: Form) => Promise<Sent>
}

function mountAct(mount: Mount, { name, act, title, button, send }: ActPage): void {
  memberPage(mount, {
    path: `/:community/exchanges/:id/${name}`,
    read: readOne,
    show: (visit, home, exchange, trouble) => {
      // What may not be done, or not any more, is no page: the exchange says where it stands.
      if (trouble === undefined && !exchange.may.includes(act)) {
        return redirect(visit.to('exchanges', exchange.id))
      }
      const saysHours = name === 'done' || name === 'different'
      const what = `${exchange.title} · ${visit.say(button)}`
      const queue = saysHours ? queueable(visit, what) : undefined
      return {
        title: visit.say(title, { name: otherOf(exchange, home.member.id).name }),
        here: 'home',
        body: (
          <PostForm hidden={{ key: keptId(trouble, 'key', visit.newId) }} queue={queue}>
            <p class="lead" dir="auto">
              {exchange.title}
            </p>
            <Fields name={name} visit={visit} home={home} exchange={exchange} trouble={trouble} />
            <button class="button" type="submit">
              {visit.say(button)}
            </button>
            <p>
              <a href={visit.to('exchanges', exchange.id)}>{visit.say('act.back')}</a>
            </p>
          </PostForm>
        ),
      }
    },
    send,
  })
}

interface FieldsProps {
  name: ActPage['name']
  visit: Visit
  home: Home
  exchange: Exchange
  trouble: Trouble | undefined
}

const cancelReasons = ['plans_changed', 'no_longer_needed', 'could_not_come', 'no_show'] as const
const reverseReasons = ['did_not_happen', 'booked_twice', 'wrong_hours'] as const

function Fields({ name, visit, home, exchange, trouble }: FieldsProps) {
  const { say } = visit
  const given = { visit, trouble }
  if (name === 'cancel' || name === 'reverse') {
    const reasons = name === 'cancel' ? cancelReasons : reverseReasons
    const options = reasons.map((value) => ({ value, label: say(`reason.${value}`) }))
    return (
      <RadioField
        {...given}
        name="reason"
        label={say('act.why')}
        options={options}
        value={reasons[0]}
      />
    )
  }
  const today = dayIn(visit.now, home.community.timeZone)
  const agreed = exchange.agreedFor?.at
  const day = agreed ? dayIn(Date.parse(agreed), home.community.timeZone) : today
  const step = home.charter.quantumSeconds
  return (
    <>
      <TimeField
        {...given}
        name="seconds"
        label={say('time.howLong')}
        seconds={askedSeconds(exchange, home.member.id)}
        step={step}
      />
      {name === 'done' ? (
        <TextField
          {...given}
          name="workedOn"
          type="date"
          label={say('act.day')}
          value={earlier(day, today)}
          attributes={{ max: today }}
        />
      ) : (
        <p class="note">{say('act.differentNote')}</p>
      )}
    </>
  )
}

function whereOf(visit: Visit, form: Form) {
  const at = { community: visit.community, exchange: visit.param('id') }
  const go = (done: string) => ({ go: `${visit.to('exchanges', at.exchange)}?done=${done}` })
  return { at, idempotencyKey: form.text('key'), go }
}

async function complete(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const body = { seconds: form.seconds('seconds'), workedOn: form.text('workedOn') }
  if (body.workedOn === '') return missing('workedOn')
  const sent = await visit.client.completeExchange(at, { idempotencyKey, body })
  if (isRefusal(sent)) return sent
  // Who received the help and says so confirms by it, unless the other side or a line is before.
  if (sent.state === 'done' && sent.may.includes('confirmation')) return go('waits')
  return go(sent.state === 'confirmed' ? 'confirmed' : 'completed')
}

async function confirm(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const body = { seconds: form.seconds('seconds') }
  const sent = await visit.client.confirmExchange(at, { idempotencyKey, body })
  return isRefusal(sent) ? sent : go(whatCameOf(sent))
}

async function cancel(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const body = { reason: form.text('reason') as Cancellation['reason'] }
  const sent = await visit.client.cancelExchange(at, { idempotencyKey, body })
  return isRefusal(sent) ? sent : go('cancelled')
}

async function reverse(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const body = { reason: form.text('reason') as Reversal['reason'] }
  const sent = await visit.client.reverseExchange(at, { idempotencyKey, body })
  if (isRefusal(sent)) return sent
  // What was booked long ago stays where it is until another coordinator agrees.
  return go(sent.state === 'reversed' ? 'reversed' : 'reversalWaits')
}

/**
 * Of two days, `YYYY-MM-DD`, the one that comes first: help lies in the past when it is recorded.
 */
function earlier(one: string, other: string): string {
  return one < other ? one : other
}
