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
      return isRefusal(sent) ? sent : { go: to('me', 'blocks') }
    },
  })
  memberPage(mount, {
    path: '/:community/me/blocks',
    read: ({ client, community }) => client.listBlocks({ community }),
    show: (visit, _home, { members }) => ({
      title: visit.say('blocks.title'),
      here: 'me',
      body: (
        <>
          {members.length === 0 ? <p class="empty">{visit.say('blocks.none')}</p> : null}
          {members.map(({ member, name }) => (
            <PostForm hidden={{ member }} class="plain">
              <p>{name}</p>
              <button class="button second" type="submit">
                {visit.say('blocks.lift', { name })}
              </button>
            </PostForm>
          ))}
        </>
      ),
    }),
    send: async ({ client, community, to }, form) => {
      const sent = await client.liftBlock({ community, member: form.text('member') })
      return isRefusal(sent) ? sent : { go: to('me', 'blocks') }
    },
  })
}
