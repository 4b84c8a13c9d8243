import { isRefusal } from '@commonhour/client'
import { type Member, SuspensionReason } from '@commonhour/contract'
import { PostForm, RadioField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** A coordinator's suspension, with its reason, and its end. */
export function mountSuspend(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/suspend',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, _, member, trouble) => {
      const { name, state } = member
      return {
        title: visit.say(state === 'suspended' ? 'reinstate.title' : 'suspend.title', { name }),
        here: 'me',
        body: <SuspendPage visit={visit} member={member} trouble={trouble} />,
      }
    },
    send,
  })
}

interface SuspendPageProps {
  visit: Visit
  member: Member
  trouble: Trouble | undefined
}

function SuspendPage({ visit, member, trouble }: SuspendPageProps) {
  const { say } = visit
  const isBack = member.state === 'suspended'
  const options = SuspensionReason.options.map((value) => ({
    value,
    label: say(`suspension.${value}`),
  }))
  return (
    <PostForm hidden={{ act: isBack ? 'reinstate' : 'suspend' }}>
      <p class="lead">{say(isBack ? 'reinstate.about' : 'suspend.about')}</p>
      {isBack ? null : (
        <RadioField
          {...{ visit, trouble, options }}
          name="reason"
          label={say('suspend.why')}
          value="other"
        />
      )}
      <button class="button" type="submit">
        {say(isBack ? 'reinstate.send' : 'suspend.send')}
      </button>
    </PostForm>
  )
}

async function send({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const whose = { community, member: param('id') }
  const reason = SuspensionReason.options.find((one) => one === form.text('reason')) ?? 'other'
  const sent = await (form.text('act') === 'reinstate'
    ? client.reinstateMember(whose)
    : client.suspendMember(whose, { body: { reason } }))
  return isRefusal(sent) ? sent : { go: to('members', param('id')) }
}
