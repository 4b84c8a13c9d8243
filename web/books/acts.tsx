import type { StewardAct } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { isKey } from '../parts/refusals.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

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
          <ul class="tiles wide">
            <li>
              <a class="tile" href={visit.to('proof')}>
                {visit.say('me.proof')}
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
            {list.items.map((one) => (
              <ActCard visit={visit} one={one} timeZone={home.community.timeZone} />
            ))}
          </ul>
          <More visit={visit} next={list.next} />
        </>
      ),
    }),
  })
}

function ActCard(props: { visit: Visit; one: StewardAct; timeZone: string }) {
  const { one, timeZone, visit } = props
  const { say, words } = visit
  const by = one.for
    ? say('books.byFor', { by: one.by.name, for: one.for.name })
    : say('books.by', { by: one.by.name })
  const about = one.about.name ?? `${one.about.word} ${one.about.id.slice(-6)}`
  return (
    <li class="card">
      <div>
        <h3>{actOf(visit, one.act)}</h3>
        <p>{[about, one.reason?.replaceAll('_', ' ')].filter(Boolean).join(' · ')}</p>
        <p class="quiet">
          {[by, words.moment(Date.parse(one.at), timeZone, visit.now)].join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** An act as people say it; one without words of its own is read as its code. */
function actOf(visit: Visit, act: string): string {
  const key = `act.${act}`
  return isKey(key) ? visit.say(key) : act.replace('.', ': ')
}
