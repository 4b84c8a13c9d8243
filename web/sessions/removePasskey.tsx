import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Passkey } from '../plumbing/identity.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** A last look before a passkey lets nobody in any more. */
export function mountRemovePasskey(mount: Mount): void {
  memberPage<Passkey>(mount, {
    path: '/:community/me/sign-in/passkeys/:id',
    read,
    show: (visit, _, { name }) => ({
      title: visit.say('removePasskey.title', { name }),
      here: 'me',
      body: (
        <PostForm hidden={{}}>
          <p class="lead">{visit.say('removePasskey.lead')}</p>
          <button class="button" type="submit">
            {visit.say('removePasskey.send')}
          </button>
          <p>
            <a href={visit.to('me', 'sign-in')}>{visit.say('removePasskey.keep')}</a>
          </p>
        </PostForm>
      ),
    }),
    send: remove,
  })
}

async function read({ session = '', identity, param }: Visit): Promise<Passkey | Refusal> {
  const list = await identity.listPasskeys(session)
  if (isRefusal(list)) return list
  return list.items.find(({ id }) => id === param('id')) ?? refusalOf(fault('not_found'), 404)
}

async function remove({ session = '', identity, param, to, url }: Visit): Promise<Sent> {
  const removed = await identity.removePasskey(session, param('id'))
  if (!isRefusal(removed)) return { go: to('me', 'sign-in') }
  if (removed.fault !== 'step_up_is_needed') return removed
  return redirect(`/prove?${new URLSearchParams({ to: url.pathname })}`)
}
