import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home, Member } from '@commonhour/contract'
import { areaName } from '../parts/cards.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

const atOnce = 100
/** A list on paper that is longer than this is no list any more. */
const mostPages = 20
const slipsOnASheet = 6

/** What coordinators put on paper, each on A4: the members who agreed to it, and empty slips. */
export function mountPaper(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/print',
    read: nothingMore,
    show: (visit) => ({
      title: visit.say('print.title'),
      here: 'me',
      body: <PaperPage visit={visit} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/print/members',
    read: readPrinted,
    show: (visit, home, members) => ({
      title: visit.say('print.membersTitle', { name: home.community.name }),
      here: 'me',
      body: <MembersSheet visit={visit} home={home} members={members} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/print/slips',
    read: nothingMore,
    show: (visit, { community }) => ({
      title: visit.say('print.slipsTitle', { name: community.name }),
      here: 'me',
      body: <SlipsSheet visit={visit} />,
    }),
  })
}

function PaperPage({ visit }: { visit: Visit }) {
  const { say, to } = visit
  return (
    <>
      <ul class="tiles wide">
        <li>
          <a class="tile" href={to('print', 'members')}>
            {say('print.members')}
          </a>
        </li>
        <li>
          <a class="tile" href={to('print', 'slips')}>
            {say('print.slips')}
          </a>
        </li>
      </ul>
      <p>{say('print.statements')}</p>
      <p>
        <a href={to('members')}>{say('me.members')}</a>
      </p>
    </>
  )
}

/** All who agreed to stand in it, page by page; the books refuse whoever is no coordinator. */
async function readPrinted({ client, community }: Visit): Promise<Member[] | Refusal> {
  const members: Member[] = []
  let after: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const query = { printed: 'yes' as const, limit: atOnce, after }
    const list = await client.listMembers({ community }, { query })
    if (isRefusal(list)) return list
    members.push(...list.items)
    if (list.next === null) break
    after = list.next
  }
  return members.toSorted((one, other) => one.name.localeCompare(other.name))
}

function MembersSheet({ visit, home, members }: { visit: Visit; home: Home; members: Member[] }) {
  const { say, words } = visit
  const day = words.shortDay(dayIn(visit.now, home.community.timeZone))
  if (members.length === 0) return <p class="empty">{say('print.nobody')}</p>
  return (
    <div class="sheet">
      <p class="no-print">{say('print.how')}</p>
      <p>{say('print.membersLead', { n: members.length, day })}</p>
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">{say('print.who')}</th>
            <th scope="col">{say('profile.phone')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map((one) => (
            <tr>
              <td>
                <strong>{one.name}</strong>
                <span>
                  {[say('print.number', { n: one.number }), areaName(home, one.area)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td dir="ltr">{one.contact?.phone ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const lines = ['giver', 'receiver', 'day', 'hours', 'title.field'] as const

/** Empty slips, cut apart: what a coordinator types in later, in the order it is typed. */
function SlipsSheet({ visit }: { visit: Visit }) {
  const { say } = visit
  return (
    <div class="sheet">
      <p class="no-print">{say('print.how')}</p>
      <ul class="slips">
        {Array.from({ length: slipsOnASheet }, () => (
          <li>
            <p>{say('print.slip')}</p>
            <dl>
              {lines.map((one) => (
                <div>
                  <dt>{say(`slips.${one}`)}</dt>
                  <dd />
                </div>
              ))}
              <div>
                <dt>{say('print.signed')}</dt>
                <dd />
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </div>
  )
}
