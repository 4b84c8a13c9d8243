import type { Home, Member } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { SignOut } from '../parts/signOut.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { aboutOf } from './list.tsx'
import { Contact } from './member.tsx'

/** My own page: everything that is mine to look at or to change. */
export function mountMe(mount: Mount): void {
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

type Place = readonly [to: readonly string[], words: MessageKey]

/** The rest by what it is about; what only some may do stands where they look for it. */
function groupsOf({ id, kind, offices }: Member): [heading: MessageKey, places: Place[]][] {
  const coordinates = offices.includes('coordinator')
  return [
    [
      'me.group.hours',
      [
        [['members', id, 'line'], 'me.line'],
        [['pool'], 'me.pool'],
        [['askings'], 'me.askings'],
      ],
    ],
    [
      'me.group.people',
      [
        [['me', 'helpers'], 'helpers.title'],
        [['me', 'people'], kind === 'person' ? 'people.title' : 'people.ours'],
        ...(offices.length > 0 ? [[['me', 'household'], 'household.title'] as const] : []),
        [['me', 'cards'], 'myCards.title'],
        [['concerns'], 'concern.list'],
        [['me', 'blocks'], 'blocks.title'],
        [['members', id, 'checks'], 'checks.title'],
      ],
    ],
    [
      'me.group.together',
      [
        [['charter'], 'me.charter'],
        [['motions'], 'me.motions'],
        ...(offices.length > 0 ? [[['members', id, 'offices'], 'offices.mine'] as const] : []),
        ...(coordinates ? [[['slips'], 'slips.title'] as const] : []),
        ...(coordinates ? [[['print'], 'print.title'] as const] : []),
        ...(coordinates ? [[['settings'], 'settings.title'] as const] : []),
      ],
    ],
    [
      'me.group.part',
      [
        [['me', 'profile'], 'profile.title'],
        [['me', 'choices'], 'choices.title'],
        [['me', 'sign-in'], 'mySignIn.title'],
        [['me', 'pause'], 'me.pause'],
        [['leave'], 'me.leave'],
      ],
    ],
  ]
}

function MePage({ visit, home }: { visit: Visit; home: Home }) {
  const { say } = visit
  const { member } = home
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
      {groupsOf(member).map(([heading, group]) => (
        <section>
          <h2>{say(heading)}</h2>
          <ul class="plain-list">
            {group.map(([to, words]) => (
              <li>
                <a href={visit.to(...to)}>{say(words)}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <AboutMe visit={visit} home={home} />
      <SignOut visit={visit} />
    </>
  )
}

function AboutMe({ visit, home }: { visit: Visit; home: Home }) {
  const { say } = visit
  const { community, member } = home
  return (
    <section>
      <h2>{say('me.details')}</h2>
      <p>{aboutOf(visit, home, member)}</p>
      {member.about ? (
        <p class="said" dir="auto">
          {member.about}
        </p>
      ) : null}
      <Contact visit={visit} member={member} />
      <p class="quiet">{say('me.number', { n: member.number, community: community.name })}</p>
      <p>
        <a href={visit.to('me', 'profile')}>{say('me.change')}</a>
      </p>
      <h2>{say('me.language')}</h2>
      <p>
        {visit.language.name} <a href={visit.to('me', 'language')}>{say('me.language.change')}</a>
      </p>
    </section>
  )
}
