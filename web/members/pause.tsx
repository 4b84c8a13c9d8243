import { isRefusal } from '@commonhour/client'
import { SuspensionReason } from '@commonhour/contract'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'

/** Rest for a while and come back; and a coordinator's suspension, with its reason. */
export function mountPause(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/pause',
    read: nothingMore,
    show: (visit, { member }) => {
      const word = member.state === 'paused' ? 'return' : 'pause'
      return {
        title: visit.say(`${word}.title`),
        here: 'me',
        body: (
          <PostForm hidden={{ member: member.id, act: word }}>
            <p class="lead">{visit.say(`${word}.about`)}</p>
            <button class="button" type="submit">
              {visit.say(`${word}.send`)}
            </button>
          </PostForm>
        ),
      }
    },
    send: async ({ client, community, to }, form) => {
      const whose = { community, member: form.text('member') }
      const sent = await (form.text('act') === 'return'
        ? client.returnMember(whose)
        : client.pauseMember(whose))
      return isRefusal(sent) ? sent : { go: to('me') }
    },
  })
  memberPage(mount, {
    path: '/:community/members/:id/suspend',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, _, { name, state }, trouble) => {
      const { say } = visit
      const isBack = state === 'suspended'
      const options = SuspensionReason.options.map((value) => ({
        value,
        label: say(`suspension.${value}`),
      }))
      return {
        title: say(isBack ? 'reinstate.title' : 'suspend.title', { name }),
        here: 'me',
        body: (
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
        ),
      }
    },
    send: async ({ client, community, param, to }, form) => {
      const whose = { community, member: param('id') }
      const reason = SuspensionReason.options.find((one) => one === form.text('reason')) ?? 'other'
      const sent = await (form.text('act') === 'reinstate'
        ? client.reinstateMember(whose)
        : client.suspendMember(whose, { body: { reason } }))
      return isRefusal(sent) ? sent : { go: to('members', param('id')) }
    },
  })
}
