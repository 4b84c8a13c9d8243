import { isRefusal, type Refusal } from '@commonhour/client'
import { type Card, CardKind, type Home, type Today } from '@commonhour/contract'
import { AlarmCard } from '../books/alarm.tsx'
import { More } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { reasonOf, stateOf, titleOf } from './words.ts'

const shownAtOnce = 20

/** The coordinators' one queue: what asks for someone, the most urgent and oldest first. */
export function mountToday(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/today',
    read: readToday,
    show: (visit, home, today) => ({
      title: visit.say('today.title'),
      here: 'today',
      body: (
        <>
          <AlarmCard visit={visit} home={home} />
          {today === 'onlyAlarm' ? null : <TodayPage visit={visit} today={today} />}
          {today === 'onlyAlarm' && home.alarm === undefined ? (
            <p class="empty">{visit.say('today.none')}</p>
          ) : null}
        </>
      ),
    }),
  })
}

/** The queue; of an auditor who is no coordinator only that nothing is signed is theirs to see. */
async function readToday(
  { client, community, query }: Visit,
  home: Promise<Home | Refusal>,
): Promise<Today | 'onlyAlarm' | Refusal> {
  const after = query('after') || undefined
  const kind = CardKind.options.find((one) => one === query('kind'))
  const asked = client.listToday({ community }, { query: { after, kind, limit: shownAtOnce } })
  const [today, mine] = await Promise.all([asked, home])
  if (!isRefusal(today) || today.code !== 'actor_is_not_a_coordinator') return today
  return !isRefusal(mine) && mine.member.offices.includes('auditor') ? 'onlyAlarm' : today
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
