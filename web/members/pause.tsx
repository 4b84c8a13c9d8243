import { isRefusal } from '@commonhour/client'
import { PostForm } from '../parts/fields.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Rest for a while, and come back. */
export function mountPause(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/pause',
    read: nothingMore,
    show: (visit, { member }) => ({
      title: visit.say(member.state === 'paused' ? 'return.title' : 'pause.title'),
      here: 'me',
      body: <PausePage visit={visit} member={member} />,
    }),
    send: async ({ client, community, to }, form) => {
      const whose = { community, member: form.text('member') }
      const sent = await (form.text('act') === 'return'
        ? client.returnMember(whose)
        : client.pauseMember(whose))
      return isRefusal(sent) ? sent : { go: to('me') }
    },
  })
}

function PausePage({ visit, member }: { visit: Visit; member: { id: string; state: string } }) {
  const { say } = visit
  const rests = member.state === 'paused'
  return (
    <PostForm hidden={{ member: member.id, act: rests ? 'return' : 'pause' }}>
      <p class="lead">{say(rests ? 'return.about' : 'pause.about')}</p>
      <button class="button" type="submit">
        {say(rests ? 'return.send' : 'pause.send')}
      </button>
    </PostForm>
  )
}
