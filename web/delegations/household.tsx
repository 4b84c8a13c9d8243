import { isRefusal } from '@commonhour/client'
import type { Home, Household, Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Stewards say whom they live with, so that neither decides about the other. */
export function mountHousehold(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/household',
    read: ({ client, community }) => client.readHousehold({ community }),
    show: (visit, home, household) => ({
      title: visit.say('household.title'),
      here: 'me',
      body: <HouseholdPage visit={visit} home={home} household={household} />,
    }),
    send: declare,
  })
  memberPage(mount, {
    path: '/:community/me/household/name',
    read: ({ client, community, query }) =>
      client.listMembers({ community }, { query: { q: query('q').slice(0, 80), limit: 12 } }),
    show: (visit, home, { items }, trouble) => ({
      title: visit.say('household.whom'),
      here: 'me',
      body: (
        <NamePage
          visit={visit}
          found={items.filter(({ id, kind }) => id !== home.member.id && kind === 'person')}
          trouble={trouble}
        />
      ),
    }),
    send: declare,
  })
}

interface HouseholdPageProps {
  visit: Visit
  home: Home
  household: Household
}

function HouseholdPage({ visit, home, household }: HouseholdPageProps) {
  const { say } = visit
  const { members, saidBy } = household
  const isSteward = home.member.offices.length > 0
  return (
    <>
      <p class="lead">{say(isSteward ? 'household.lead' : 'household.notYours')}</p>
      {isSteward && members.length === 0 ? <p class="empty">{say('household.none')}</p> : null}
      {members.map(({ member, name }) => (
        <PostForm hidden={{ member, act: 'ended' }} class="plain">
          <p>{name}</p>
          <button class="button second" type="submit">
            {say('household.end', { name })}
          </button>
        </PostForm>
      ))}
      {saidBy.map(({ name }) => (
        <p class="note">{say('household.saidBy', { name })}</p>
      ))}
      {isSteward ? (
        <p>
          <a class="button" href={visit.to('me', 'household', 'name')}>
            {say('household.name')}
          </a>
        </p>
      ) : null}
    </>
  )
}

interface NamePageProps {
  visit: Visit
  found: Member[]
  trouble: Trouble | undefined
}

function NamePage({ visit, found, trouble }: NamePageProps) {
  const { say } = visit
  const options = found.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <p class="lead">{say('household.lead')}</p>
      <Search visit={visit} label={say('helpers.search')} />
      {options.length === 0 ? (
        <p class="empty">{say('list.notFound')}</p>
      ) : (
        <PostForm hidden={{ act: 'declared' }}>
          <RadioField
            visit={visit}
            trouble={trouble}
            name="member"
            label={say('helpers.who')}
            options={options}
          />
          <button class="button" type="submit">
            {say('household.send')}
          </button>
        </PostForm>
      )}
    </>
  )
}

async function declare({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const member = form.text('member')
  if (member === '') return missing('member')
  const act = form.text('act') === 'ended' ? 'ended' : 'declared'
  const sent = await client.declareHousehold({ community }, { body: { member, act } })
  return isRefusal(sent) ? sent : { go: to('me', 'household') }
}
