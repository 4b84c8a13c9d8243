import { isRefusal } from '@commonhour/client'
import type { Exchange, Home, Need } from '@commonhour/contract'
import { factsOf } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** One need, and one offer: the same page, the sides turned. */
export function mountPublished(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/needs/:id',
    read: ({ client, community, param }) => client.readNeed({ community, need: param('id') }),
    show: (visit, home, need) => ({
      title: need.title,
      here: 'needs',
      body: <PublishedPage visit={visit} home={home} it={need} kind="needs" />,
    }),
    send: async (visit) => {
      const { client, community, param } = visit
      const sent = await client.withdrawNeed({ community, need: param('id') })
      return isRefusal(sent) ? sent : { go: visit.to('needs', param('id')) }
    },
  })
  memberPage(mount, {
    path: '/:community/offers/:id',
    read: ({ client, community, param }) => client.readOffer({ community, offer: param('id') }),
    show: (visit, home, offer) => ({
      title: offer.title,
      here: 'needs',
      body: <PublishedPage visit={visit} home={home} it={offer} kind="offers" />,
    }),
    send: async (visit) => {
      const { client, community, param } = visit
      const sent = await client.withdrawOffer({ community, offer: param('id') })
      return isRefusal(sent) ? sent : { go: visit.to('offers', param('id')) }
    },
  })
}

interface PublishedPageProps {
  visit: Visit
  home: Home
  it: Need
  kind: 'needs' | 'offers'
}

function PublishedPage({ visit, home, it, kind }: PublishedPageProps) {
  const { say, words } = visit
  const mine = it.member === home.member.id
  return (
    <>
      {visit.query('done') === 'published' ? (
        <p class="verdict whole" role="status">
          {say(`${kind}.published`, { day: words.day(it.expiresOn) })}
        </p>
      ) : null}
      <p class="lead">{say(`${kind}.by`, { name: it.name })}</p>
      <p>{factsOf(visit, home, it)}</p>
      {it.text ? (
        <p class="said" lang={it.language} dir="auto">
          {it.text}
        </p>
      ) : null}
      {it.state === 'open' ? null : <p class="note">{say(`published.${it.state}`)}</p>}
      {it.state === 'open' && !mine ? (
        <TheirActs visit={visit} home={home} it={it} kind={kind} />
      ) : null}
      {it.state === 'open' && mine ? <MyActs visit={visit} it={it} kind={kind} /> : null}
      <p class="quiet">{say('published.seenBy')}</p>
    </>
  )
}

/** The exchange under way that came of a need or offer: mine, as all on my home page are. */
export function answeredIn(home: Home, id: string): Exchange | undefined {
  return [...home.underWay, ...home.waiting].find(
    ({ about }) => about !== null && Object.values(about).includes(id),
  )
}

function TheirActs({ visit, home, it, kind }: PublishedPageProps) {
  const answered = answeredIn(home, it.id)
  if (answered) {
    return (
      <p>
        <a class="button" href={visit.to('exchanges', answered.id)}>
          {visit.say('need.answered')}
        </a>
      </p>
    )
  }
  return (
    <p>
      <a class="button" href={visit.to(kind, it.id, 'answer')}>
        {visit.say(kind === 'needs' ? 'need.canHelp' : 'offer.ask', { name: it.name })}
      </a>
    </p>
  )
}

function MyActs({ visit, it, kind }: Omit<PublishedPageProps, 'home'>) {
  const { say } = visit
  return (
    <>
      {kind === 'needs' && it.answers === 0 ? <p class="empty">{say('answers.none')}</p> : null}
      {kind === 'needs' && it.answers > 0 ? (
        <p>
          <a class="button" href={visit.to('needs', it.id, 'answers')}>
            {say('need.answers', { n: it.answers })}
          </a>
        </p>
      ) : null}
      <PostForm hidden={{}}>
        <button class="button second" type="submit">
          {say(`${kind}.withdraw`)}
        </button>
      </PostForm>
    </>
  )
}
