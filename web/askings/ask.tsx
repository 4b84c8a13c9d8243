import { isRefusal } from '@commonhour/client'
import type { Home, Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { PostForm, RadioField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { secondsAsked } from '../pools/apply.tsx'

/** Ask a friend for hours: whom, and how many. */
export function mountAskFriend(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/askings/new',
    read: readFriends,
    show: (visit, home, found, trouble) => ({
      title: visit.say('askFriend.title'),
      here: 'me',
      body: <AskFriend visit={visit} home={home} found={found.items} trouble={trouble} />,
    }),
    send: ask,
  })
}

async function readFriends({ client, community, query }: Visit) {
  const q = query('q').slice(0, 80)
  return q === ''
    ? { items: [] as Member[] }
    : client.listMembers({ community }, { query: { q, limit: 10 } })
}

interface AskFriendProps {
  visit: Visit
  home: Home
  found: Member[]
  trouble: Trouble | undefined
}

function AskFriend({ visit, home, found, trouble }: AskFriendProps) {
  const { say } = visit
  const seconds = secondsAsked(visit)
  const known = home.companions.map(({ member, name }) => ({ value: member, label: name }))
  const others = found
    .filter(({ id }) => id !== home.member.id)
    .map(({ id, name }) => ({ value: id, label: name }))
  const friends = others.length > 0 ? others : known
  return (
    <>
      <p class="lead">{say('askFriend.lead')}</p>
      <Search visit={visit} label={say('askFriend.search')} keep={[['seconds', String(seconds)]]} />
      {friends.length === 0 ? (
        <p class="empty">{say('askFriend.nobody')}</p>
      ) : (
        <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId) }}>
          <RadioField
            {...{ visit, trouble }}
            name="asked"
            label={say('askFriend.whom')}
            options={friends}
            value={friends[0]?.value ?? ''}
          />
          <TimeField
            {...{ visit, trouble, seconds }}
            name="seconds"
            label={say('askFriend.long')}
            step={home.charter.quantumSeconds}
          />
          <button class="button" type="submit">
            {say('askFriend.send')}
          </button>
        </PostForm>
      )}
    </>
  )
}

async function ask({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const seconds = form.seconds('seconds')
  if (seconds === 0) return missing('seconds')
  const body = { id: form.text('id'), asked: form.text('asked'), seconds }
  const sent = await client.askForHours({ community }, { body })
  return isRefusal(sent) ? sent : { go: to('askings', sent.id) }
}
