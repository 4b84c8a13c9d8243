import { isRefusal } from '@commonhour/client'
import type { EnteredSlips, SlipBatchLine } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import { keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What coordinators entered, and one batch with the button that takes it back. */
export function mountSlips(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/slips',
    read: ({ client, community, query }) =>
      client.listSlips({ community }, { query: { after: query('after') || undefined } }),
    show: (visit, _home, { items, next }) => ({
      title: visit.say('slips.title'),
      here: 'me',
      body: <ListPage visit={visit} items={items} next={next} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/slips/:batch',
    read: ({ client, community, param }) => client.readSlips({ community, batch: param('batch') }),
    show: (visit, _home, batch, trouble) => ({
      title: visit.say('slips.batchTitle', { hours: visit.words.hours(batch.seconds) }),
      here: 'me',
      body: <BatchPage visit={visit} batch={batch} trouble={trouble} />,
    }),
    send: async ({ client, community, param, to }, form) => {
      const batch = param('batch')
      const idempotencyKey = form.text('key')
      const sent = await client.reverseSlips({ community, batch }, { idempotencyKey })
      return isRefusal(sent) ? sent : { go: to('slips', batch) }
    },
  })
}

function ListPage(props: { visit: Visit; items: SlipBatchLine[]; next: string | null }) {
  const { visit, items, next } = props
  const { say, words } = visit
  return (
    <>
      <p class="lead">{say('slips.lead')}</p>
      <div class="acts">
        <a class="button" href={visit.to('slips', 'enter')}>
          {say('slips.enterPaper')}
        </a>
        <a class="button second" href={`${visit.to('slips', 'enter')}?source=phone`}>
          {say('slips.enterPhone')}
        </a>
      </div>
      {items.length === 0 ? <p class="empty">{say('slips.none')}</p> : null}
      <ul class="cards">
        {items.map((one) => (
          <li>
            <a class="card" href={visit.to('slips', one.id)}>
              <div>
                {say('slips.entered', {
                  name: one.by.name,
                  day: words.shortDay(one.at.slice(0, 10)),
                  n: one.lines,
                  hours: words.hours(one.seconds),
                })}
                {one.reversedAt === null ? null : ` · ${say('slips.takenBack')}`}
              </div>
            </a>
          </li>
        ))}
      </ul>
      {next === null ? null : <a href={`?after=${next}`}>{say('list.more')}</a>}
    </>
  )
}

interface BatchPageProps {
  visit: Visit
  batch: EnteredSlips
  trouble: Trouble | undefined
}

function BatchPage({ visit, batch, trouble }: BatchPageProps) {
  const { say, words } = visit
  const day = words.shortDay(batch.at.slice(0, 10))
  return (
    <>
      <p class="lead">{say('slips.byOn', { name: batch.by.name, day })}</p>
      {batch.reversedAt === null ? null : <p class="note">{say('slips.takenBack')}</p>}
      <ol class="cards">
        {batch.lines.map((line) => (
          <li>
            <a class="card" href={visit.to('exchanges', line.exchange)}>
              <div>
                {say('slips.helped', {
                  giver: line.giver.name,
                  receiver: line.receiver.name,
                  hours: words.hours(line.seconds),
                  day: words.shortDay(line.workedOn ?? batch.at.slice(0, 10)),
                })}{' '}
                · {line.title} · {say(stateKey(line.state))}
              </div>
            </a>
          </li>
        ))}
      </ol>
      {batch.may.includes('reversal') ? (
        <PostForm hidden={{ key: keptId(trouble, 'key', visit.newId) }}>
          <p class="quiet">{say('slips.undoWhat')}</p>
          <button class="button second" type="submit">
            {say('slips.undo')}
          </button>
        </PostForm>
      ) : null}
    </>
  )
}

function stateKey(state: string) {
  if (state === 'confirmed' || state === 'settled') return 'slips.state.booked'
  if (state === 'reversed' || state === 'cancelled') return 'slips.state.back'
  return state === 'disputed' ? 'slips.state.disputed' : 'slips.state.waits'
}
