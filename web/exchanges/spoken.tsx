import { isRefusal } from '@commonhour/client'
import { askedSeconds, otherOf } from '../parts/cards.tsx'
import { PostForm, TimeField } from '../parts/fields.tsx'
import { type Form, keptId } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { readOne } from './exchange.tsx'
import { mayRing } from './ringing.tsx'
import { awaitedOf } from './silence.tsx'

/** What someone said on the telephone, written down in their name by the coordinator who rang. */
export function mountSpoken(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/exchanges/:id/spoken',
    read: readOne,
    show: (visit, home, exchange, trouble) => {
      const member = awaitedOf(exchange).find((id) => id === visit.query('for'))
      // Whoever answered meanwhile need not be rung: the exchange says where it stands.
      if (trouble === undefined && (member === undefined || !mayRing(exchange, home))) {
        return redirect(visit.to('exchanges', exchange.id))
      }
      const { say } = visit
      const name = exchange.names[member ?? ''] ?? ''
      const other = otherOf(exchange, member ?? '').name
      const seconds = askedSeconds(exchange, member ?? '')
      return {
        title: say('spoken.title', { name }),
        here: 'today',
        body: (
          <PostForm hidden={{ key: keptId(trouble, 'key', visit.newId) }}>
            <p class="lead">
              {say('spoken.said', { name: other, hours: visit.words.hours(seconds) })}
            </p>
            <TimeField
              visit={visit}
              trouble={trouble}
              name="seconds"
              label={say('time.howLong')}
              seconds={seconds}
              step={home.charter.quantumSeconds}
            />
            <p class="note">{say('spoken.note', { name, other })}</p>
            <button class="button" type="submit">
              {say('spoken.send', { name })}
            </button>
            <p>
              <a href={visit.to('exchanges', exchange.id)}>{say('act.back')}</a>
            </p>
          </PostForm>
        ),
      }
    },
    send,
  })
}

async function send(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, param } = visit
  const at = { community, exchange: param('id') }
  const sent = await client.confirmExchange(at, {
    body: { seconds: form.seconds('seconds') },
    idempotencyKey: form.text('key'),
    onBehalfOf: visit.query('for'),
  })
  if (isRefusal(sent)) return sent
  const done = sent.state === 'confirmed' ? 'spoken' : 'spokenWaits'
  return { go: `${visit.to('exchanges', at.exchange)}?done=${done}` }
}
