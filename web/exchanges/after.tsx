import { isRefusal } from '@commonhour/client'
import type { Exchange, ExchangeAct, Home } from '@commonhour/contract'
import { otherOf } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import type { Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

interface AfterProps {
  visit: Visit
  home: Home
  exchange: Exchange
  trouble: Trouble | undefined
}

/** What may follow once help is said to be done, and words at any time. */
export function After(props: AfterProps) {
  const { visit, home, exchange } = props
  const { say } = visit
  const { name } = otherOf(exchange, home.member.id)
  const may = (one: ExchangeAct) => exchange.may.includes(one)
  const link = (one: ExchangeAct, page: string, label: string, primary = false) =>
    may(one) ? (
      <a
        class={primary ? 'button' : 'button second'}
        href={visit.to('exchanges', exchange.id, page)}
      >
        {label}
      </a>
    ) : null
  return (
    <>
      <Thanks visit={visit} exchange={exchange} />
      <div class="acts">
        {link('settlement', 'settlement', say('act.settle'), true)}
        {may('undo') ? <Undo {...props} /> : null}
        {link('thanks', 'thanks', say('act.thank'))}
        {link('return', 'return', say('act.return'))}
        {link('dispute', 'dispute', say('act.dispute'))}
        {link('messages', 'messages', say('act.messages', { name }))}
      </div>
    </>
  )
}

/** Taking back what was just recorded is one tap, as recording it was. */
function Undo({ visit, trouble }: AfterProps) {
  const mine = trouble?.form.text('act') === 'undo' ? trouble : undefined
  return (
    <PostForm hidden={{ act: 'undo', key: keptId(mine, 'key', visit.newId) }}>
      <button class="button second" type="submit">
        {visit.say('act.undo')}
      </button>
    </PostForm>
  )
}

function Thanks({ visit, exchange }: Pick<AfterProps, 'visit' | 'exchange'>) {
  const thanks = exchange.thanks ?? []
  return (
    <>
      {thanks.map(({ by, text }) => (
        <p class="note">
          {visit.say(text === '' ? 'exchange.thanked.plain' : 'exchange.thanked.words', {
            name: exchange.names[by] ?? '',
            text,
          })}
        </p>
      ))}
    </>
  )
}

/** What a button of these sends. */
export async function actAfter(visit: Visit, form: Form): Promise<Sent> {
  if (form.text('act') !== 'undo') return missing('act')
  const at = { community: visit.community, exchange: visit.param('id') }
  const sent = await visit.client.undoExchange(at, { idempotencyKey: form.text('key') })
  if (isRefusal(sent)) return sent
  const done = sent.state === 'disputed' ? 'undoDisputed' : 'undone'
  return { go: `${visit.to('exchanges', at.exchange)}?done=${done}` }
}
