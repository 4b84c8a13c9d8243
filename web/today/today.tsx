import { type Card, CardKind, type Today } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { reasonOf, stateOf, titleOf } from './words.ts'

const shownAtOnce = 20

/** The coordinators' one queue: what asks for someone, the most urgent and oldest first. */
export function mountToday(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/today',
    read: ({ client, community, query }) => {
      const after = query('after') || undefined
      const kind = CardKind.options.find((one) => one === query('kind'))
      return client.listToday({ community }, { query: { after, kind, limit: shownAtOnce } })
    },
    show: (visit, _, today) => ({
      title: visit.say('today.title'),
      here: 'today',
      body: <TodayPage visit={visit} today={today} />,
    }),
  })
}

function TodayPage({ visit, today }: { visit: Visit; today: Today }) {
  const { say } = visit
  const waiting = today.counts.reduce((sum, { cards }) => sum + cards, 0)
  const said = visit.query('done')
  return (
    <>
      {said === 'resolved' || said === 'handed' ? (
        <p class="verdict whole" role="status">
          {say(`today.${said}`)}
        </p>
      ) : null}
      {waiting === 0 ? (
        <p class="empty">{say('today.none')}</p>
      ) : (
        <p class="lead">{say('today.waiting', { n: waiting })}</p>
      )}
      <Kinds visit={visit} today={today} />
      <ul class="cards">
        {today.items.map((card) => (
          <QueueCard visit={visit} card={card} />
        ))}
      </ul>
      {today.laterTalks > 0 ? (
        <p class="quiet">{say('today.laterTalks', { n: today.laterTalks })}</p>
      ) : null}
      <More visit={visit} next={today.next} />
    </>
  )
}

/** How many of each kind wait, each a way to these alone. */
function Kinds({ visit, today }: { visit: Visit; today: Today }) {
  const { say } = visit
  if (today.counts.length < 2) return null
  const kind = visit.query('kind')
  return (
    <details open={kind !== ''}>
      <summary>{say('today.byKind')}</summary>
      <ul class="tabs">
        {today.counts.map((one) => (
          <li>
            <a href={`?kind=${one.kind}`} aria-current={kind === one.kind ? 'true' : undefined}>
              {say('today.kind', { kind: say(`cards.${one.kind}`), n: one.cards })}
            </a>
          </li>
        ))}
        {kind === '' ? null : (
          <li>
            <a href={visit.to('today')}>{say('today.back')}</a>
          </li>
        )}
      </ul>
    </details>
  )
}

function QueueCard({ visit, card }: { visit: Visit; card: Card }) {
  return (
    <li class="card">
      <div>
        <h2>
          <a href={visit.to('today', card.id)}>{titleOf(visit, card)}</a>
        </h2>
        <p>{reasonOf(visit, card)}</p>
        <p class="quiet">{stateOf(visit, card)}</p>
        {card.mayAct ? null : <p class="quiet">{visit.say('today.ownCause')}</p>}
      </div>
    </li>
  )
}
