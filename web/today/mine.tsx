import type { OwnCard } from '@commonhour/contract'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Every card about me: nothing is kept about a member that they may not read. */
export function mountMyCards(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/cards',
    read: ({ client, community }) => client.listMyCards({ community }),
    show: (visit, _home, { items }) => ({
      title: visit.say('myCards.title'),
      here: 'me',
      body: <MyCards visit={visit} cards={items} />,
    }),
  })
}

function MyCards({ visit, cards }: { visit: Visit; cards: OwnCard[] }) {
  const { say } = visit
  return (
    <>
      <p class="lead">{say('myCards.about')}</p>
      {cards.length === 0 ? <p class="empty">{say('myCards.none')}</p> : null}
      <ul class="cards">
        {cards.map((card) => (
          <li class="card">
            <OneCard visit={visit} card={card} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OneCard({ visit, card }: { visit: Visit; card: OwnCard }) {
  const { say, words } = visit
  const dayOf = (moment: string) => words.shortDay(moment.slice(0, 10))
  const title = say(`cards.${card.kind}`)
  const state =
    card.resolved === null
      ? say('myCards.open')
      : say('myCards.ended', {
          day: dayOf(card.resolved.at),
          outcome: say(`outcome.${card.resolved.outcome}`),
        })
  return (
    <div>
      <h2>
        {card.exchange === null ? (
          title
        ) : (
          <a href={visit.to('exchanges', card.exchange)}>{title}</a>
        )}
      </h2>
      <p class="quiet">{say('myCards.since', { day: dayOf(card.since), state })}</p>
      {card.owner === null ? null : <p>{say('today.owner', { name: card.owner })}</p>}
      {card.notes.map(({ at, text }) => (
        <p class="said">{say('myCards.note', { day: dayOf(at), text })}</p>
      ))}
    </div>
  )
}
