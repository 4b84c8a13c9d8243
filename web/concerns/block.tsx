import { isRefusal } from '@commonhour/client'
import { PostForm } from '../parts/fields.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'

/** Want no contact with a member: a rare act, so it has a page that says what it does. */
export function mountBlock(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/block',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, _home, member) => ({
      title: visit.say('blocks.ask', { name: member.name }),
      here: 'me',
      body: (
        <PostForm hidden={{ member: member.id }}>
          <p class="lead">{visit.say('blocks.what', { name: member.name })}</p>
          <button class="button" type="submit">
            {visit.say('blocks.send')}
          </button>
          <a href={visit.to('members', member.id)}>{visit.say('blocks.back')}</a>
        </PostForm>
      ),
    }),
    send: async ({ client, community, to }, form) => {
      const body = { member: form.text('member') }
      const sent = await client.blockMember({ community }, { body })
      return isRefusal(sent) ? sent : { go: to('me', 'helpers') }
    },
  })
}
