import type { Home, Member } from '@commonhour/contract'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { aboutOf } from './list.tsx'
import { Answers } from './questions.tsx'

/** One fellow member, and what to do with them. */
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
}

/** How to reach a member, for who may know. */
export function Contact({ visit, member }: { visit: Visit; member: Member }) {
  const { phone, email } = member.contact ?? {}
  if (!phone && !email) return <p class="quiet">{visit.say('member.contactLater')}</p>
  return (
    <ul class="plain-list">
      {phone ? (
        <li>
          <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} dir="ltr">
            {phone}
          </a>
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
      {member.about ? (
        <p class="said" dir="auto">
          {member.about}
        </p>
      ) : null}
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
        <ul class="plain-list">
          <li>
            <a href={visit.to('members', member.id, 'concern')}>{say('concern.raise')}</a>
          </li>
          <li>
            <a href={visit.to('members', member.id, 'block')}>{say('blocks.link')}</a>
          </li>
        </ul>
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
  const page = (name: string) => visit.to('members', member.id, name)
  const places = [
    ['profile', 'member.profile'],
    ['statement', 'print.statement'],
    ['line', 'member.line'],
    ['checks', 'checks.title'],
    ...(member.kind === 'person'
      ? ([['offices', 'member.offices']] as const)
      : ([['people', 'member.people']] as const)),
    ['suspend', 'member.suspend'],
    ['departure', 'member.departure'],
    ...(member.state === 'departed' ? ([['erasure', 'member.erasure']] as const) : []),
  ] as const
  return (
    <section>
      {member.answers === undefined ? null : <h2>{say('applicants.asked')}</h2>}
      <Answers visit={visit} member={member} />
      <h2>{say('member.coordinate')}</h2>
      <ul class="plain-list">
        {places.map(([name, words]) => (
          <li>
            <a href={page(name)}>{say(words)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
