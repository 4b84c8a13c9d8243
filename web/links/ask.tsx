import { isRefusal } from '@commonhour/client'
import type { Link, Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { LinkCard } from './card.tsx'

/** Ask a person to act for a household or an organisation: its people, or a coordinator, do. */
export function mountAskPeople(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/people/ask',
    read: findPeople,
    show: (visit, home, { items }, trouble) => ({
      title: visit.say('people.whom', { name: home.member.name }),
      here: 'me',
      body: <AskForm visit={visit} found={items} member={home.member.id} trouble={trouble} />,
    }),
    send: async (visit, form) => ask(visit, form, visit.to('me', 'people')),
  })
  // A coordinator starts one that nobody acts for.
  memberPage(mount, {
    path: '/:community/members/:id/people',
    read: ({ client, community, param }) =>
      client.listLinks({ community }, { query: { member: param('id') } }),
    show: (visit, _home, { items }) => ({
      title: visit.say('member.people'),
      here: 'me',
      body: <PaperPage visit={visit} items={items} />,
    }),
    send: takeBack,
  })
  memberPage(mount, {
    path: '/:community/members/:id/people/ask',
    read: findPeople,
    show: (visit, _home, { items }, trouble) => ({
      title: visit.say('people.who'),
      here: 'me',
      body: <AskForm visit={visit} found={items} member={visit.param('id')} trouble={trouble} />,
    }),
    send: async (visit, form) => ask(visit, form, visit.to('members', visit.param('id'), 'people')),
  })
}

function findPeople({ client, community, query }: Visit) {
  return client.listMembers({ community }, { query: { q: query('q').slice(0, 80), limit: 12 } })
}

function PaperPage({ visit, items }: { visit: Visit; items: Link[] }) {
  const { say } = visit
  return (
    <>
      <p class="lead">{say('people.paperLead')}</p>
      {items.length === 0 ? <p class="empty">{say('people.ofNone')}</p> : null}
      {items.map((link) => (
        <LinkCard visit={visit} link={link} side="theirs" />
      ))}
      <p>
        <a class="button" href={visit.to('members', visit.param('id'), 'people', 'ask')}>
          {say('people.askFirst')}
        </a>
      </p>
    </>
  )
}

interface AskFormProps {
  visit: Visit
  found: Member[]
  /** The household or organisation. */
  member: string
  trouble: Trouble | undefined
}

function AskForm({ visit, found, member, trouble }: AskFormProps) {
  const { say } = visit
  const people = found.filter(({ kind }) => kind === 'person')
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  const hidden = { id: keptId(trouble, 'id', visit.newId), member }
  return (
    <>
      <p class="lead">{say('people.askLead')}</p>
      <Search visit={visit} label={say('helpers.search')} />
      {options.length === 0 ? (
        <p class="empty">{say('list.notFound')}</p>
      ) : (
        <PostForm hidden={hidden}>
          <RadioField
            visit={visit}
            trouble={trouble}
            name="linked"
            label={say('helpers.who')}
            options={options}
          />
          <button class="button" type="submit">
            {say('helpers.send')}
          </button>
        </PostForm>
      )}
    </>
  )
}

/** What was asked for nothing, or of the wrong person. */
async function takeBack({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const sent = await client.endLink({ community, link: form.text('link') })
  return isRefusal(sent) ? sent : { go: to('members', param('id'), 'people') }
}

async function ask({ client, community }: Visit, form: Form, go: string): Promise<Sent> {
  const linked = form.text('linked')
  if (linked === '') return missing('linked')
  const body = { id: form.text('id'), linked }
  const sent = await client.askToLink({ community, member: form.text('member') }, { body })
  return isRefusal(sent) ? sent : { go }
}
