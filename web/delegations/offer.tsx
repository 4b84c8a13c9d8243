import { isRefusal } from '@commonhour/client'
import { type DelegationScope, dayOf, type Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const scopes = ['see', 'prepare', 'act'] as const
const lengths = ['90', '180', '365'] as const
const dayMs = 86_400_000

/** Let someone act for me: whom, how far, for how long. */
export function mountOfferHelper(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/helpers/offer',
    read: async ({ client, community, query }) => {
      const q = query('q').slice(0, 80)
      return client.listMembers({ community }, { query: { q, limit: 12 } })
    },
    show: (visit, home, { items }, trouble) => ({
      title: visit.say('helpers.whom'),
      here: 'me',
      body: (
        <OfferPage
          visit={visit}
          found={items.filter(({ id }) => id !== home.member.id)}
          member={home.member.id}
          trouble={trouble}
        />
      ),
    }),
    send: offer,
  })
}

interface OfferPageProps {
  visit: Visit
  found: Member[]
  member: string
  trouble: Trouble | undefined
}

function OfferPage({ visit, found, member, trouble }: OfferPageProps) {
  const { say } = visit
  const given = { visit, trouble }
  const options = found.map(({ id, name }) => ({ value: id, label: name }))
  const hidden = { id: keptId(trouble, 'id', visit.newId), member }
  return (
    <>
      <p class="lead">{say('helpers.offerLead')}</p>
      <Search visit={visit} label={say('helpers.search')} />
      {options.length === 0 ? <p class="empty">{say('list.notFound')}</p> : null}
      {options.length === 0 ? null : (
        <PostForm hidden={hidden}>
          <RadioField {...given} name="delegate" label={say('helpers.who')} options={options} />
          <RadioField
            {...given}
            name="scope"
            label={say('helpers.howFar')}
            options={scopes.map((value) => ({ value, label: say(`helpers.scope.${value}`) }))}
            value="prepare"
          />
          <RadioField
            {...given}
            name="days"
            label={say('helpers.howLong')}
            options={lengths.map((value) => ({ value, label: say(`helpers.days.${value}`) }))}
            value="180"
          />
          <button class="button" type="submit">
            {say('helpers.send')}
          </button>
        </PostForm>
      )}
    </>
  )
}

async function offer({ client, community, now, to }: Visit, form: Form): Promise<Sent> {
  const delegate = form.text('delegate')
  if (delegate === '') return missing('delegate')
  const days = Number(form.text('days')) || 180
  const body = {
    id: form.text('id'),
    delegate,
    scope: form.text('scope') as DelegationScope,
    untilOn: dayOf(now + days * dayMs),
  }
  const sent = await client.offerDelegation({ community, member: form.text('member') }, { body })
  return isRefusal(sent) ? sent : { go: to('me', 'helpers') }
}
