import { isRefusal } from '@commonhour/client'
import type { Cosigner, Home } from '@commonhour/contract'
import { PostForm, TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Who co-signs reports; an auditor enters the public half of a key of their own, or leaves. */
export function mountCosigners(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/cosigners',
    read: ({ client, community }) => client.listCosigners({ community }),
    show: (visit, home, { items }, trouble) => ({
      title: visit.say('cosigners.title'),
      here: 'books',
      body: (
        <>
          <p class="lead">{visit.say('cosigners.lead')}</p>
          {items.length === 0 ? <p class="empty">{visit.say('cosigners.none')}</p> : null}
          <ul class="plain-list">
            {items.map(({ kid, member, name }) => (
              <li>
                <a href={visit.to('members', member)}>{name}</a>{' '}
                <span class="quiet">{visit.say('cosign.key', { kid })}</span>
              </li>
            ))}
          </ul>
          <Own {...{ visit, home, items, trouble }} />
          <p>
            <a href={visit.to('books', 'reports')}>{visit.say('reports.back')}</a>
          </p>
        </>
      ),
    }),
    send,
  })
}

const keyCommand = 'npx -y pnpm@12 commonhour cosign key --to my-key.json'

interface OwnProps {
  visit: Visit
  home: Home
  items: Cosigner[]
  trouble: Trouble | undefined
}

/** The form that enters one's own key, or the one that takes it out. */
function Own({ visit, home, items, trouble }: OwnProps) {
  const { say } = visit
  const isOne = items.some(({ member }) => member === home.member.id)
  const mayEnter = home.member.offices.includes('auditor')
  if (!isOne && !mayEnter) return <p class="note">{say('cosigners.whoMay')}</p>
  const given = { visit, trouble }
  const needed = String(isOne ? Math.max(items.length - 1, 0) : items.length + 1)
  return (
    <>
      <h2>{say(isOne ? 'cosigners.leave' : 'cosigners.enter')}</h2>
      <p>{say(isOne ? 'cosigners.leaveWhy' : 'cosigners.enterHow')}</p>
      {isOne ? null : (
        <pre class="said">
          <code>{keyCommand}</code>
        </pre>
      )}
      <PostForm hidden={{ do: isOne ? 'leave' : 'enter' }}>
        {isOne ? null : (
          <TextField
            {...given}
            name="x"
            label={say('cosigners.x')}
            hint={say('cosigners.xHint')}
            attributes={{ autocomplete: 'off', spellcheck: 'false' }}
          />
        )}
        <TextField
          {...given}
          name="needed"
          label={say('cosigners.needed')}
          hint={say('cosigners.neededHint')}
          value={needed}
          attributes={{ inputmode: 'numeric' }}
        />
        <button class={isOne ? 'button second' : 'button'} type="submit">
          {say(isOne ? 'cosigners.leaveSend' : 'cosigners.send')}
        </button>
      </PostForm>
    </>
  )
}

async function send({ client, community, to }: Visit, form: Form): Promise<Sent> {
  // What is no number is refused by the API, at its field.
  const needed = Number(form.text('needed') || Number.NaN)
  const sent =
    form.text('do') === 'leave'
      ? await client.leaveCosigners({ community }, { body: { needed } })
      : await client.enterCosigner({ community }, { body: { x: form.text('x'), needed } })
  return isRefusal(sent) ? sent : { go: to('books', 'cosigners') }
}
