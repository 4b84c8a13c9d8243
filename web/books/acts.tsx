import type { StewardAct } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { AlarmCard } from './alarm.tsx'
import { addressOf, momentOf, reasonOf, sentenceOf } from './words.ts'

const shownAtOnce = 25

/** Every act of every steward, for auditors; and the way to the other pages of the books. */
export function mountBooks(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books',
    read: ({ client, community, query }) => {
      const after = query('after') || undefined
      return client.listStewardActs({ community }, { query: { after, limit: shownAtOnce } })
    },
    show: (visit, home, list) => ({
      title: visit.say('books.title'),
      here: 'books',
      body: (
        <>
          <AlarmCard visit={visit} home={home} />
          <ul class="tiles wide">
            <li>
              <a class="tile" href={visit.to('proof')}>
                {visit.say('me.proof')}
              </a>
            </li>
            <li>
              <a class="tile" href={visit.to('books', 'reports')}>
                {visit.say('reports.title')}
              </a>
            </li>
            <li>
              <a class="tile" href={visit.to('books', 'verdicts')}>
                {visit.say('verdicts.title')}
              </a>
            </li>
          </ul>
          <h2>{visit.say('books.acts')}</h2>
          {list.items.length === 0 ? <p class="empty">{visit.say('books.none')}</p> : null}
          <ul class="cards">
            {oneOfEachCard(list.items).map((acts) => (
              <ActCard visit={visit} acts={acts} timeZone={home.community.timeZone} />
            ))}
          </ul>
          <More visit={visit} next={list.next} />
        </>
      ),
    }),
  })
}

/** What was done with one card of Today stands together, where its newest act stands. */
function oneOfEachCard(items: StewardAct[]): StewardAct[][] {
  const isCard = ({ about }: StewardAct) => about.word === 'card'
  const ofCard = Map.groupBy(items.filter(isCard), ({ about }) => about.id)
  const newest = (one: StewardAct) => ofCard.get(one.about.id)?.[0] === one
  return items.flatMap((one) => {
    if (!isCard(one)) return [[one]]
    return newest(one) ? [ofCard.get(one.about.id) ?? [one]] : []
  })
}

/** One act, or all that was done with one card, newest first. */
function ActCard(props: { visit: Visit; acts: StewardAct[]; timeZone: string }) {
  const { acts, timeZone, visit } = props
  const [one] = acts
  if (one === undefined) return null
  const address = addressOf(visit, one)
  const sentence = sentenceOf(visit, one)
  const reason = reasonOf(visit, one)
  const whom = one.for === null ? '' : visit.say('did.for', { name: one.for.name })
  return (
    <li class="card">
      <div>
        <h3>{address === null ? sentence : <a href={address}>{sentence}</a>}</h3>
        {reason || whom ? <p>{[whom, reason].filter(Boolean).join(' · ')}</p> : null}
        {acts.map((act) => (
          <p class="quiet">{momentOf(visit, act, timeZone)}</p>
        ))}
      </div>
    </li>
  )
}
