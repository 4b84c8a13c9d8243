import { isRefusal } from '@commonhour/client'
import type { Asking, Home } from '@commonhour/contract'
import { PostForm, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What friends asked one another for: all of mine, and one to answer. */
export function mountAskings(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/askings',
    read: ({ client, community }) => client.listAskings({ community }),
    show: (visit, home, { items }) => ({
      title: visit.say('askings.title'),
      here: 'me',
      body: (
        <>
          {items.length === 0 ? <p class="empty">{visit.say('askings.none')}</p> : null}
          <ul class="plain-list">
            {items.map((it) => (
              <li>
                <a href={visit.to('askings', it.id)}>{lineOf(visit, home, it)}</a>
              </li>
            ))}
          </ul>
          <a class="button second" href={visit.to('askings', 'new')}>
            {visit.say('askings.ask')}
          </a>
        </>
      ),
    }),
  })
  memberPage(mount, {
    path: '/:community/askings/:id',
    read: ({ client, community, param }) => client.readAsking({ community, asking: param('id') }),
    show: (visit, home, it, trouble) => ({
      title: titleOf(visit, home, it),
      here: 'me',
      body: <AskingPage visit={visit} home={home} it={it} trouble={trouble} />,
    }),
    send: answer,
  })
}

function isAsked(home: Home, { asked, state }: Asking): boolean {
  return asked.member === home.member.id && state === 'waiting'
}

function titleOf({ say, words }: Visit, home: Home, it: Asking): string {
  const values = { name: it.asker.name, hours: words.hours(it.seconds) }
  return isAsked(home, it) ? say('asking.question', values) : say(`asking.${it.state}`)
}

interface AskingPageProps {
  visit: Visit
  home: Home
  it: Asking
  trouble: Trouble | undefined
}

function AskingPage({ visit, home, it, trouble }: AskingPageProps) {
  const { say } = visit
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
  }
  if (!isAsked(home, it)) {
    return (
      <>
        <p class="lead">{lineOf(visit, home, it)}</p>
        <p>
          <a href={visit.to('askings')}>{say('asking.toAll')}</a>
        </p>
      </>
    )
  }
  return (
    <>
      <p class="lead">{say('asking.lead')}</p>
      <PostForm hidden={hidden}>
        <TimeField
          {...{ visit, trouble }}
          name="seconds"
          label={say('asking.long')}
          seconds={it.seconds}
          step={home.charter.quantumSeconds}
        />
        <button class="button" type="submit" name="act" value="gift">
          {say('asking.give')}
        </button>
        <button class="button second" type="submit" name="act" value="no">
          {say('asking.no')}
        </button>
      </PostForm>
    </>
  )
}

function lineOf({ say, words }: Visit, { member }: Home, it: Asking): string {
  const isMine = it.asker.member === member.id
  const other = isMine ? it.asked : it.asker
  const values = { name: other.name, hours: words.hours(it.seconds) }
  return say(`askingLine.${it.state}.${isMine ? 'mine' : 'theirs'}`, values)
}

async function answer(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const asking = visit.param('id')
  const here = { go: visit.to('askings', asking) }
  if (form.text('act') === 'no') {
    const sent = await client.declineAsked({ community, asking })
    return isRefusal(sent) ? sent : here
  }
  const seconds = form.seconds('seconds')
  if (seconds === 0) return missing('seconds')
  const body = { id: form.text('id'), seconds }
  const idempotencyKey = form.text('key')
  const sent = await client.giveAsked({ community, asking }, { idempotencyKey, body })
  return isRefusal(sent) ? sent : here
}
