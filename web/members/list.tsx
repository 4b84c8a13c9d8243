import { isRefusal } from '@commonhour/client'
import type { Home, Member } from '@commonhour/contract'
import { areaName, More, Search } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { Answers } from './questions.tsx'

const shownAtOnce = 30

/** Fellow members, and for coordinators those who wait to be admitted. */
export function mountMembers(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members',
    read: ({ client, community, query }) =>
      client.listMembers(
        { community },
        {
          query: {
            q: query('q').slice(0, 80) || undefined,
            after: query('after') || undefined,
            limit: shownAtOnce,
          },
        },
      ),
    show: (visit, home, list) => ({
      title: visit.say('members.title'),
      here: 'me',
      body: <MembersPage visit={visit} home={home} members={list.items} next={list.next} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/applicants',
    read: ({ client, community }) =>
      client.listMembers({ community }, { query: { state: 'applied', limit: 100 } }),
    show: (visit, home, list) => ({
      title: visit.say('applicants.title'),
      here: 'today',
      body: <ApplicantsPage visit={visit} home={home} applicants={list.items} />,
    }),
    send: async (visit, form) => {
      const asked = { community: visit.community, member: form.text('member') }
      const sent = await visit.client.admitMember(asked)
      return isRefusal(sent) ? sent : { go: `${visit.to('applicants')}?done=admitted` }
    },
  })
}

interface MembersPageProps {
  visit: Visit
  home: Home
  members: Member[]
  next: string | null
}

function MembersPage({ visit, home, members, next }: MembersPageProps) {
  const { say } = visit
  return (
    <>
      <Search visit={visit} label={say('members.search')} />
      {members.length === 0 ? <p class="empty">{say('list.notFound')}</p> : null}
      <ul class="cards">
        {members.map((one) => (
          <li class="card">
            <div>
              <h2>
                <a href={visit.to('members', one.id)}>{one.name}</a>
              </h2>
              <p class="quiet">{aboutOf(visit, home, one)}</p>
            </div>
          </li>
        ))}
      </ul>
      <More visit={visit} next={next} />
    </>
  )
}

/** "North bank · coordinator" */
export function aboutOf(visit: Visit, home: Home, member: Member): string {
  const offices = member.offices.map((office) => visit.say(`office.${office}`))
  const kind = member.kind === 'person' ? '' : visit.say(`kind.${member.kind}`)
  return [kind, areaName(home, member.area), ...offices].filter(Boolean).join(' · ')
}

function ApplicantsPage(props: { visit: Visit; home: Home; applicants: Member[] }) {
  const { visit, home, applicants } = props
  const { say } = visit
  return (
    <>
      {visit.query('done') === 'admitted' ? (
        <p class="verdict whole" role="status">
          {say('applicants.admitted')}
        </p>
      ) : null}
      {applicants.length === 0 ? <p class="empty">{say('applicants.none')}</p> : null}
      <ul class="cards">
        {applicants.map((one, index) => (
          <li class="card">
            <div>
              <h2>{one.name}</h2>
              <p class="quiet">{aboutOf(visit, home, one)}</p>
              {one.about ? (
                <p class="said" dir="auto">
                  {one.about}
                </p>
              ) : null}
              <Answers visit={visit} member={one} />
              <p>{[one.contact?.phone, one.contact?.email].filter(Boolean).join(' · ')}</p>
              <PostForm hidden={{ member: one.id }}>
                <button class={index === 0 ? 'button' : 'button second'} type="submit">
                  {say('applicants.admit', { name: one.name })}
                </button>
              </PostForm>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
