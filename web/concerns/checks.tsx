import { isRefusal } from '@commonhour/client'
import type { CheckKind, Checks } from '@commonhour/contract'
import { ChoiceField, PostForm, TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const kinds = ['identity', 'references', 'background', 'driving', 'first_aid', 'training'] as const

/** Which checks of a member were seen; a coordinator notes one more. */
export function mountChecks(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/checks',
    read: ({ client, community, param }) => client.listChecks({ community, member: param('id') }),
    show: (visit, home, { items }, trouble) => {
      const isTheirs = visit.param('id') === home.member.id
      const mayNote = home.member.offices.includes('coordinator') && !isTheirs
      return {
        title: visit.say('checks.title'),
        here: 'me',
        body: (
          <>
            <CheckList visit={visit} items={items} />
            {mayNote ? <CheckForm visit={visit} trouble={trouble} /> : null}
          </>
        ),
      }
    },
    send: note,
  })
}

function CheckList({ visit, items }: { visit: Visit; items: Checks['items'] }) {
  const { say, words } = visit
  if (items.length === 0) return <p class="empty">{say('checks.none')}</p>
  return (
    <ul class="cards">
      {items.map(({ by, isCurrent, kind, untilOn }) => (
        <li class="card">
          <div>
            <strong>{say(`checkKind.${kind}`)}</strong>
            <p>{say('checks.seen', { name: by.name, until: words.shortDay(untilOn) })}</p>
            {isCurrent ? null : <p class="note">{say('checks.over')}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

function CheckForm({ visit, trouble }: { visit: Visit; trouble: Trouble | undefined }) {
  const { say } = visit
  const given = { visit, trouble }
  return (
    <PostForm hidden={{}}>
      <h2>{say('checks.more')}</h2>
      <p>{say('checks.lead')}</p>
      <ChoiceField
        {...given}
        name="kind"
        label={say('checks.kind')}
        options={kinds.map((value) => ({ value, label: say(`checkKind.${value}`) }))}
      />
      <TextField {...given} name="untilOn" label={say('checks.until')} type="date" />
      <button class="button" type="submit">
        {say('checks.send')}
      </button>
    </PostForm>
  )
}

async function note({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const untilOn = form.text('untilOn')
  if (untilOn === '') return missing('untilOn')
  const member = param('id')
  const body = { kind: form.text('kind') as CheckKind, untilOn }
  const sent = await client.noteCheck({ community, member }, { body })
  return isRefusal(sent) ? sent : { go: to('members', member, 'checks') }
}
