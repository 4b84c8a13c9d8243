import { isRefusal } from '@commonhour/client'
import type { Home, Need } from '@commonhour/contract'
import { More, PublishedCard, Search } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const shownAtOnce = 20
type Listed = { items: Need[]; next: string | null }

/** Open needs and offers, each on a page of its own; searched by words. */
export function mountLists(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/needs',
    read: (visit) => readList(visit, 'need'),
    show: (visit, home, list) => ({
      title: visit.say('needs.title'),
      here: 'needs',
      body: <ListPage visit={visit} home={home} list={list} kind="needs" />,
    }),
  })
  memberPage(mount, {
    path: '/:community/offers',
    read: (visit) => readList(visit, 'offer'),
    show: (visit, home, list) => ({
      title: visit.say('offers.title'),
      here: 'needs',
      body: <ListPage visit={visit} home={home} list={list} kind="offers" />,
    }),
  })
}

async function readList(visit: Visit, kind: 'need' | 'offer') {
  const { community, client } = visit
  const q = visit.query('q').trim().slice(0, 120)
  if (q !== '') {
    const found = await client.search({ community }, { query: { q, limit: 100 } })
    if (isRefusal(found)) return found
    return { items: found.items.filter((one) => one.kind === kind), next: null }
  }
  const query = { limit: shownAtOnce, after: visit.query('after') || undefined }
  return kind === 'need'
    ? client.listNeeds({ community }, { query })
    : client.listOffers({ community }, { query })
}

interface ListPageProps {
  visit: Visit
  home: Home
  list: Listed
  kind: 'needs' | 'offers'
}

function ListPage({ visit, home, list, kind }: ListPageProps) {
  const { say } = visit
  const searched = visit.query('q') !== ''
  const other = kind === 'needs' ? 'offers' : 'needs'
  return (
    <>
      <p class="tabs">
        <a href={visit.to(other)}>{say(`${other}.all`)}</a>
        <a href={visit.to(kind === 'needs' ? 'ask' : 'offer')}>
          {say(kind === 'needs' ? 'ask.link' : 'offer.link')}
        </a>
      </p>
      <Search visit={visit} label={say(`${kind}.search`)} />
      {list.items.length === 0 ? (
        <p class="empty">{say(searched ? 'list.notFound' : `${kind}.none`)}</p>
      ) : null}
      <ul class="cards">
        {list.items.map((it) => (
          <PublishedCard
            heading="h2"
            visit={visit}
            home={home}
            it={it}
            kind={kind}
            mine={it.member === home.member.id}
          />
        ))}
      </ul>
      <More visit={visit} next={list.next} />
    </>
  )
}
