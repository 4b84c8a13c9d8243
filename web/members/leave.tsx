import { isRefusal } from '@commonhour/client'
import type { Home } from '@commonhour/contract'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Leaving: one's own data first, where the hours in hand go, and a last look. */
export function mountLeave(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/leave',
    read: nothingMore,
    show: (visit, home, _, trouble) => ({
      title: visit.say(home.member.state === 'departed' ? 'leave.done' : 'leave.title'),
      here: 'me',
      body:
        home.member.state === 'departed' ? (
          <>
            <p class="lead">{visit.say('leave.doneLead')}</p>
            <p>
              <a href={visit.to('erase')}>{visit.say('leave.erase')}</a>
            </p>
          </>
        ) : (
          <LeaveForm visit={visit} home={home} trouble={trouble} />
        ),
    }),
    send: leave,
  })
}

type LeaveFormProps = { visit: Visit; home: Home; trouble: Trouble | undefined }

function LeaveForm({ visit, home, trouble }: LeaveFormProps) {
  const { say, words } = visit
  const given = { visit, trouble }
  const inHand = Math.max(0, home.account?.balanceSeconds ?? 0)
  const hidden = { key: keptId(trouble, 'key', visit.newId), member: home.member.id }
  const reasons = (['leaves', 'moved'] as const).map((value) => ({
    value,
    label: say(`leaveReason.${value}`),
  }))
  return (
    <>
      <p class="lead">{say('leave.lead')}</p>
      <p>
        <a href={visit.to('statement')}>{say('leave.data')}</a>
      </p>
      <ul class="bullets">
        <li>{say('leave.open')}</li>
        <li>{say('leave.below')}</li>
      </ul>
      <PostForm hidden={hidden}>
        <RadioField
          {...given}
          name="reason"
          label={say('leave.why')}
          options={reasons}
          value="leaves"
        />
        {inHand > 0 ? (
          <RadioField
            {...given}
            name="handTo"
            label={say('leave.whom', { hours: words.hours(inHand) })}
            options={takersOf(visit, home)}
            value={takersOf(visit, home)[0]?.value ?? 'later'}
          />
        ) : null}
        <label class="choice">
          <input type="checkbox" id="sure" name="sure" value="yes" required />
          <span>{say('leave.sure')}</span>
        </label>
        <button class="button" type="submit">
          {say('leave.send')}
        </button>
      </PostForm>
    </>
  )
}

/** The pool, the people one exchanged with, or the pool later. */
function takersOf({ say }: Visit, home: Home) {
  return [
    ...home.pools.slice(0, 1).map(({ account }) => ({
      value: `pool:${account}`,
      label: say('leave.toPool'),
    })),
    ...home.companions.map(({ member, name }) => ({ value: `member:${member}`, label: name })),
    { value: 'later', label: say('leave.later', { days: home.charter.leaving.days }) },
  ]
}

async function leave({ client, community, to }: Visit, form: Form): Promise<Sent> {
  if (form.text('sure') !== 'yes') return missing('sure')
  const [kind, id = ''] = form.text('handTo').split(':')
  const handTo = kind === 'pool' ? { pool: id } : kind === 'member' ? { member: id } : null
  const reason = form.text('reason') === 'moved' ? ('moved' as const) : ('leaves' as const)
  const sent = await client.departMember(
    { community, member: form.text('member') },
    { idempotencyKey: form.text('key'), body: { reason, handTo } },
  )
  return isRefusal(sent) ? sent : { go: to('leave') }
}
