import type { Home, Member } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { SignOut } from '../parts/signOut.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { aboutOf } from './list.tsx'

/** One fellow member, and what to do with them; and my own page. */
export function mountMember(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, home, member) => ({
      title: member.name,
      here: 'me',
      body: <MemberPage visit={visit} home={home} member={member} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/me',
    read: nothingMore,
    show: (visit, home) => ({
      title: visit.say('me.title'),
      here: 'me',
      body: <MePage visit={visit} home={home} />,
    }),
  })
}

function Contact({ visit, member }: { visit: Visit; member: Member }) {
  const { phone, email } = member.contact ?? {}
  if (!phone && !email) return <p class="quiet">{visit.say('member.contactLater')}</p>
  return (
    <ul class="plain-list">
      {phone ? (
        <li>
          <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
        </li>
      ) : null}
      {email ? (
        <li>
          <a href={`mailto:${email}`}>{email}</a>
        </li>
      ) : null}
    </ul>
  )
}

function MemberPage({ visit, home, member }: { visit: Visit; home: Home; member: Member }) {
  const { say } = visit
  const mine = member.id === home.member.id
  const active = member.state === 'active' && !mine
  return (
    <>
      <p class="lead">{aboutOf(visit, home, member)}</p>
      {member.about ? <p class="said">{member.about}</p> : null}
      {member.state === 'active' ? null : <p class="note">{say(`memberState.${member.state}`)}</p>}
      <Contact visit={visit} member={member} />
      {active ? (
        <div class="acts">
          <a class="button" href={`${visit.to('record')}?side=received&with=${member.id}`}>
            {say('member.helpedMe', { name: member.name })}
          </a>
          <a class="button second" href={`${visit.to('record')}?side=gave&with=${member.id}`}>
            {say('member.iHelped', { name: member.name })}
          </a>
          <a class="button second" href={`${visit.to('give')}?to=${member.id}`}>
            {say('member.give')}
          </a>
        </div>
      ) : null}
      {mine ? null : (
        <p class="quiet">
          <a href={visit.to('members', member.id, 'concern')}>{say('concern.raise')}</a> ·{' '}
          <a href={visit.to('members', member.id, 'block')}>{say('blocks.link')}</a>
          {home.member.offices.includes('coordinator') ? (
            <>
              {' '}
              · <a href={visit.to('members', member.id, 'checks')}>{say('checks.title')}</a>
            </>
          ) : null}
        </p>
      )}
      {mine ? null : <ToCoordinate visit={visit} home={home} member={member} />}
      {member.joinedOn ? (
        <p class="quiet">{say('member.since', { day: visit.words.shortDay(member.joinedOn) })}</p>
      ) : null}
    </>
  )
}

/** What a coordinator may do for a member. */
function ToCoordinate({ visit, home, member }: { visit: Visit; home: Home; member: Member }) {
  if (!home.member.offices.includes('coordinator')) return null
  const { say } = visit
  return (
    <ul class="plain-list">
      <li>
        <a href={visit.to('members', member.id, 'line')}>{say('member.line')}</a>
      </li>
      {member.kind === 'person' ? (
        <li>
          <a href={visit.to('members', member.id, 'offices')}>{say('member.offices')}</a>
        </li>
      ) : null}
      <li>
        <a href={visit.to('members', member.id, 'suspend')}>{say('member.suspend')}</a>
      </li>
      {member.kind === 'person' ? null : (
        <li>
          <a href={visit.to('members', member.id, 'people')}>{say('member.people')}</a>
        </li>
      )}
      <li>
        <a href={visit.to('members', member.id, 'departure')}>{say('member.departure')}</a>
      </li>
    </ul>
  )
}

/** Everything else that is mine to look at or to change. */
function MyPlaces({ visit, member }: { visit: Visit; member: Member }) {
  const { say } = visit
  const coordinates = member.offices.includes('coordinator')
  const offices: [string[], MessageKey] = [['members', member.id, 'offices'], 'offices.mine']
  const places: [string[], MessageKey][] = [
    [['charter'], 'me.charter'],
    [['motions'], 'me.motions'],
    [['members', member.id, 'line'], 'me.line'],
    [['me', 'choices'], 'choices.title'],
    [['me', 'pause'], 'me.pause'],
    [['me', 'helpers'], 'helpers.title'],
    [['me', 'people'], member.kind === 'person' ? 'people.title' : 'people.ours'],
    ...(member.offices.length === 0
      ? []
      : [[['me', 'household'], 'household.title'] as [string[], MessageKey]]),
    [['pool'], 'me.pool'],
    [['askings'], 'me.askings'],
    [['me', 'blocks'], 'blocks.title'],
    [['concerns'], 'concern.list'],
    [['me', 'cards'], 'myCards.title'],
    [['leave'], 'me.leave'],
    [['members', member.id, 'checks'], 'checks.title'],
    ...(member.offices.length > 0 ? [offices] : []),
    ...(coordinates ? [[['slips'], 'slips.title'] as [string[], MessageKey]] : []),
  ]
  return (
    <ul class="plain-list">
      {places.map(([to, words]) => (
        <li>
          <a href={visit.to(...to)}>{say(words)}</a>
        </li>
      ))}
    </ul>
  )
}

function MePage({ visit, home }: { visit: Visit; home: Home }) {
  const { say } = visit
  const { member, community } = home
  const places = ['statement', 'give', 'offers', 'offer', 'members', 'proof'] as const
  return (
    <>
      <p class="lead">{member.name}</p>
      <ul class="tiles wide">
        {places.map((place) => (
          <li>
            <a class="tile" href={visit.to(place)}>
              {say(`me.${place}`)}
            </a>
          </li>
        ))}
      </ul>
      <MyPlaces visit={visit} member={member} />
      <h2>{say('me.details')}</h2>
      <p>{aboutOf(visit, home, member)}</p>
      {member.about ? <p class="said">{member.about}</p> : null}
      <Contact visit={visit} member={member} />
      <p class="quiet">
        {say('me.number', { n: member.number, community: community.name })}{' '}
        {say('me.change', { name: community.helpLine?.name ?? say('me.coordinator') })}
      </p>
      <h2>{say('me.language')}</h2>
      <p>{visit.language.name}</p>
      <SignOut visit={visit} />
    </>
  )
}
