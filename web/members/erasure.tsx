import { isRefusal } from '@commonhour/client'
import type { Home, Member } from '@commonhour/contract'
import { readOutside } from '../communities/outside.ts'
import type { MessageKey } from '../messages.ts'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import {
  type Mount,
  memberPage,
  nothingMore,
  publicPage,
  type Sent,
  type Shown,
} from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/**
 * Erasing who left: what goes and what stays is said before, and nobody takes it back. Whoever
 * erases themself is a stranger afterwards, and reads so on a page of anyone.
 */
export function mountErasure(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/erase',
    read: nothingMore,
    show: (visit, { member }, _, trouble) => ({
      title: visit.say('erase.title'),
      here: 'me',
      body:
        member.state === 'departed' ? (
          <OwnErasure visit={visit} member={member} trouble={trouble} />
        ) : (
          <LeaveFirst visit={visit} to={visit.to('leave')} />
        ),
    }),
    send: eraseMyself,
  })
  publicPage(mount, {
    path: '/:community/erased',
    read: readOutside,
    show: (visit, { community }) => ({
      title: visit.say('erased.title'),
      community,
      body: <p class="lead">{visit.say('erased.lead')}</p>,
    }),
  })
  memberPage(mount, {
    path: '/:community/members/:id/erasure',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: showErasure,
    send: eraseMember,
  })
}

const goes = ['profile', 'texts', 'places', 'signIn', 'proof'] as const
const stays = ['lines', 'others', 'copies'] as const

/** What goes, and what stays, before it does. */
function Follows({ visit: { say } }: { visit: Visit }) {
  const list = (of: 'goes' | 'stays', all: readonly string[]) => (
    <>
      <h2>{say(`erase.${of}`)}</h2>
      <ul class="bullets">
        {all.map((one) => (
          <li>{say(`erase.${of}.${one}` as MessageKey)}</li>
        ))}
      </ul>
    </>
  )
  return (
    <>
      {list('goes', goes)}
      {list('stays', stays)}
      <p class="note">{say('erase.final')}</p>
    </>
  )
}

interface ErasureProps {
  visit: Visit
  member: Member
  trouble: Trouble | undefined
}

function OwnErasure({ visit, member, trouble }: ErasureProps) {
  const { say } = visit
  const hidden = { key: keptId(trouble, 'key', visit.newId), member: member.id }
  return (
    <>
      <p class="lead">{say('erase.lead')}</p>
      <p>
        <a href={visit.to('statement')}>{say('leave.data')}</a>
      </p>
      <Follows visit={visit} />
      <PostForm hidden={hidden}>
        <label class="choice">
          <input type="checkbox" id="sure" name="sure" value="yes" required />
          <span>{say('erase.sure')}</span>
        </label>
        <button class="button" type="submit">
          {say('erase.send')}
        </button>
      </PostForm>
    </>
  )
}

function LeaveFirst({ visit, to }: { visit: Visit; to: string }) {
  return (
    <>
      <p class="lead">{visit.say('erase.leaveFirst')}</p>
      <p>
        <a href={to}>{visit.say('me.leave')}</a>
      </p>
    </>
  )
}

function showErasure(visit: Visit, _: Home, member: Member, trouble?: Trouble): Shown {
  const { say } = visit
  const { name, state } = member
  const title = state === 'erased' ? 'erased.of' : 'erase.of'
  const shown = { title: say(title, { name }), here: 'me' } as const
  if (state === 'erased') return { ...shown, body: <p class="lead">{say('erased.lead')}</p> }
  if (state === 'departed') {
    return { ...shown, body: <TheirErasure visit={visit} member={member} trouble={trouble} /> }
  }
  const to = visit.to('members', member.id, 'departure')
  return { ...shown, body: <LeaveFirst visit={visit} to={to} /> }
}

const reasons = ['asked_to', 'relatives_asked'] as const

function TheirErasure({ visit, member, trouble }: ErasureProps) {
  const { say } = visit
  const options = reasons.map((value) => ({ value, label: say(`erasureReason.${value}`) }))
  return (
    <PostForm hidden={{ key: keptId(trouble, 'key', visit.newId) }}>
      <p class="lead">{say('erase.theirs', { name: member.name })}</p>
      <Follows visit={visit} />
      <RadioField
        {...{ visit, trouble, options }}
        name="reason"
        label={say('erase.why')}
        value="asked_to"
      />
      <button class="button" type="submit">
        {say('erase.send')}
      </button>
    </PostForm>
  )
}

async function eraseMyself({ client, community, to }: Visit, form: Form): Promise<Sent> {
  if (form.text('sure') !== 'yes') return missing('sure')
  const whose = { community, member: form.text('member') }
  const body = { reason: 'own_wish' } as const
  const sent = await client.eraseMember(whose, { idempotencyKey: form.text('key'), body })
  return isRefusal(sent) ? sent : { go: to('erased') }
}

async function eraseMember({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const reason = reasons.find((one) => one === form.text('reason'))
  if (reason === undefined) return missing('reason')
  const whose = { community, member: param('id') }
  const sent = await client.eraseMember(whose, {
    ...{ idempotencyKey: form.text('key'), body: { reason } },
  })
  return isRefusal(sent) ? sent : { go: to('members', param('id'), 'erasure') }
}
