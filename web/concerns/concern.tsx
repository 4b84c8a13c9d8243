import { isRefusal } from '@commonhour/client'
import type { Concern, ConcernKind, ConcernOutcome } from '@commonhour/contract'
import { PostForm, RadioField, TextField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const kinds = ['safety', 'money', 'unkind', 'boundaries', 'hours', 'other'] as const
const outcomes = ['talked', 'agreed_a_way', 'passed_on', 'no_ground'] as const

/** Tell the coordinators something in confidence; read what came of it. */
export function mountConcerns(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/concern',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, _home, member, trouble) => ({
      title: visit.say('concern.about', { name: member.name }),
      here: 'me',
      body: <RaiseForm visit={visit} trouble={trouble} />,
    }),
    send: raise,
  })
  memberPage(mount, {
    path: '/:community/concerns',
    read: ({ client, community, query }) =>
      client.listConcerns({ community }, { query: { after: query('after') || undefined } }),
    show: (visit, _home, { items, next }) => ({
      title: visit.say('concern.list'),
      here: 'me',
      body: <ConcernList visit={visit} items={items} next={next} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/concerns/:concern',
    read: ({ client, community, param }) =>
      client.readConcern({ community, concern: param('concern') }),
    show: (visit, _home, concern, trouble) => ({
      title: visit.say('concern.title'),
      here: 'me',
      body: <ConcernPage visit={visit} concern={concern} trouble={trouble} />,
    }),
    send: resolve,
  })
}

function RaiseForm({ visit, trouble }: { visit: Visit; trouble: Trouble | undefined }) {
  const { say } = visit
  const given = { visit, trouble }
  return (
    <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId) }}>
      <p class="lead">{say('concern.lead')}</p>
      <RadioField
        {...given}
        name="kind"
        label={say('concern.kind')}
        options={kinds.map((value) => ({ value, label: say(`concernKind.${value}`) }))}
        value="other"
      />
      <TextField
        {...given}
        name="text"
        label={say('concern.text')}
        hint={say('concern.textHint')}
        long
        attributes={{ maxlength: 2000 }}
      />
      <button class="button" type="submit">
        {say('concern.send')}
      </button>
    </PostForm>
  )
}

async function raise({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const text = form.text('text')
  if (text === '') return missing('text')
  const kind = form.text('kind') as ConcernKind
  const body = { id: form.text('id'), about: { member: param('id') }, kind, text }
  const sent = await client.raiseConcern({ community }, { body })
  return isRefusal(sent) ? sent : { go: to('concerns', sent.id) }
}

async function resolve({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const concern = param('concern')
  const outcome = form.text('outcome') as ConcernOutcome
  const sent = await client.resolveConcern({ community, concern }, { body: { outcome } })
  return isRefusal(sent) ? sent : { go: to('concerns', concern) }
}

function ConcernList(props: { visit: Visit; items: Concern[]; next: string | null }) {
  const { visit, items, next } = props
  if (items.length === 0) return <p class="empty">{visit.say('concern.none')}</p>
  return (
    <>
      <ul class="cards">
        {items.map((one) => (
          <li>
            <a class="card" href={visit.to('concerns', one.id)}>
              <div>
                <strong>{visit.say(`concernKind.${one.kind}`)}</strong>
                <span>{visit.words.shortDay(one.at.slice(0, 10))}</span>
                <span>{visit.say(`concernState.${one.state}`)}</span>
              </div>
            </a>
          </li>
        ))}
      </ul>
      {next === null ? null : <a href={`?after=${next}`}>{visit.say('list.more')}</a>}
    </>
  )
}

interface ConcernPageProps {
  visit: Visit
  concern: Concern
  trouble: Trouble | undefined
}

function ConcernPage({ visit, concern, trouble }: ConcernPageProps) {
  const { say, words } = visit
  const { about, at, by, kind, outcome } = concern
  const day = words.shortDay(at.slice(0, 10))
  return (
    <>
      <p class="lead">{say('concern.by', { name: by.name, day })}</p>
      <p>{say(`concernKind.${kind}`)}</p>
      {about !== null && 'member' in about ? (
        <p>
          <a href={visit.to('members', about.member)}>{about.name}</a>
        </p>
      ) : null}
      {about !== null && 'exchange' in about ? (
        <p>
          <a href={visit.to('exchanges', about.exchange)}>{say('refusal.exchange')}</a>
        </p>
      ) : null}
      <p class="said" dir="auto">
        {concern.text}
      </p>
      <p class="note">
        {say(outcome === null ? 'concern.waits' : (`concernOutcome.${outcome}` as const))}
      </p>
      {concern.may.includes('resolution') ? (
        <PostForm hidden={{}}>
          <RadioField
            visit={visit}
            trouble={trouble}
            name="outcome"
            label={say('concern.outcome')}
            options={outcomes.map((value) => ({ value, label: say(`concernOutcome.${value}`) }))}
            value="talked"
          />
          <button class="button" type="submit">
            {say('concern.resolve')}
          </button>
        </PostForm>
      ) : null}
    </>
  )
}
