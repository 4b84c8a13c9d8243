import { isRefusal } from '@commonhour/client'
import type { DisputeReason, ExchangeAct, SettlementReason } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { otherOf } from '../parts/cards.tsx'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { DisputeFields, ReturnNote, SettlementFields } from './afterFields.tsx'
import { readOne } from './exchange.tsx'

/** The acts after the help that need a word more: how it is remembered, settled, thanked for. */
export function mountAfter(mount: Mount): void {
  mountPage(mount, { name: 'dispute', act: 'dispute', title: 'act.disputeTitle', send: dispute })
  mountPage(mount, {
    name: 'settlement',
    act: 'settlement',
    title: 'act.settleTitle',
    send: settle,
  })
  mountPage(mount, { name: 'return', act: 'return', title: 'act.returnTitle', send: giveBack })
  mountPage(mount, { name: 'thanks', act: 'thanks', title: 'act.thankTitle', send: thank })
}

type Name = 'dispute' | 'settlement' | 'return' | 'thanks'
interface AfterPage {
  name: Name
  act: ExchangeAct
  title: MessageKey
  send: (visit: Visit, form: Form) => Promise<Sent>
}

const buttons: Record<Name, MessageKey> = {
  dispute: 'act.disputeSend',
  settlement: 'act.settleSend',
  return: 'act.returnSend',
  thanks: 'act.thankSend',
}

function mountPage(mount: Mount, { name, act, title, send }: AfterPage): void {
  memberPage(mount, {
    path: `/:community/exchanges/:id/${name}`,
    read: readOne,
    show: (visit, home, exchange, trouble) => {
      // What may not be done, or not any more, is no page: the exchange says where it stands.
      if (trouble === undefined && !exchange.may.includes(act)) {
        return redirect(visit.to('exchanges', exchange.id))
      }
      const given = { visit, home, exchange, trouble }
      const queue =
        name === 'thanks'
          ? queueable(visit, `${exchange.title} · ${visit.say('act.thank')}`)
          : undefined
      return {
        title: visit.say(title, { name: otherOf(exchange, home.member.id).name }),
        here: 'home',
        body: (
          <PostForm hidden={{ key: keptId(trouble, 'key', visit.newId) }} queue={queue}>
            <p class="lead" dir="auto">
              {exchange.title}
            </p>
            {name === 'dispute' ? <DisputeFields {...given} /> : null}
            {name === 'settlement' ? <SettlementFields {...given} /> : null}
            {name === 'return' ? <ReturnNote {...given} /> : null}
            {name === 'thanks' ? (
              <TextField {...given} name="text" label={visit.say('act.thankWords')} long />
            ) : null}
            <button class="button" type="submit">
              {visit.say(buttons[name])}
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

function whereOf(visit: Visit, form: Form) {
  const at = { community: visit.community, exchange: visit.param('id') }
  const go = (done: string) => ({ go: `${visit.to('exchanges', at.exchange)}?done=${done}` })
  return { at, idempotencyKey: form.text('key'), go }
}

async function dispute(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const reason = form.text('reason') as DisputeReason
  const seconds = reason === 'did_not_happen' ? 0 : form.seconds('seconds')
  const body = { reason, seconds, words: form.text('words') }
  const sent = await visit.client.disputeExchange(at, { idempotencyKey, body })
  return isRefusal(sent) ? sent : go('disputed')
}

async function settle(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const exchange = await readOne(visit)
  if (isRefusal(exchange)) return exchange
  const [only, ...others] = exchange.receivers
  const shares = exchange.receivers.map((receiver) => ({
    receiver,
    seconds: form.seconds(others.length === 0 && receiver === only ? 'seconds' : receiver),
  }))
  const body = { shares, reason: form.text('reason') as SettlementReason }
  const sent = await visit.client.settleExchange(at, { idempotencyKey, body })
  return isRefusal(sent) ? sent : go('settled')
}

async function giveBack(visit: Visit, form: Form): Promise<Sent> {
  const { at, idempotencyKey, go } = whereOf(visit, form)
  const sent = await visit.client.returnExchange(at, { idempotencyKey })
  return isRefusal(sent) ? sent : go('returned')
}

async function thank(visit: Visit, form: Form): Promise<Sent> {
  const { at, go } = whereOf(visit, form)
  const sent = await visit.client.thankExchange(at, { body: { text: form.text('text') } })
  // One thanks once: said already means that a first sending of it arrived.
  return isRefusal(sent) && sent.fault !== 'thanks_were_said' ? sent : go('thanked')
}
