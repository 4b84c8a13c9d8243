import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home, JudgedSlips, Member } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import { type Form, keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, render, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { Preview } from './preview.tsx'
import { mostRows, type Row, rowIds, rowsOf, slipsOf, valuesOf } from './rows.ts'

interface Matter {
  members: Member[]
}

/** Paper slips, or one told by telephone, typed as rows; looked at before they are booked. */
export function mountEnterSlips(mount: Mount): void {
  memberPage<Matter>(mount, {
    path: '/:community/slips/enter',
    read: readMembers,
    show: (visit, _home, { members }, trouble) => ({
      title: visit.say(isByPhone(visit) ? 'slips.phoneTitle' : 'slips.paperTitle'),
      here: 'me',
      body: <EnterPage visit={visit} members={members} trouble={trouble} />,
    }),
    send,
  })
}

function isByPhone(visit: Visit): boolean {
  return visit.query('source') === 'phone'
}

async function readMembers({ client, community }: Visit): Promise<Matter | Refusal> {
  const found = await client.listMembers({ community }, { query: { limit: 100 } })
  return isRefusal(found) ? found : { members: found.items }
}

/** The first sending looks, the second books what was looked at; changing goes back to the rows. */
async function send(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, to } = visit
  const body = slipsOf(visit, form)
  if (isRefusal(body)) return body
  if (form.text('act') === 'book') {
    const sent = await client.enterSlips({ community }, { body, idempotencyKey: form.text('key') })
    return isRefusal(sent) ? sent : { go: `${to('slips', sent.id)}?done=entered` }
  }
  const [home, judged] = await Promise.all([
    client.readHome({ community }),
    client.previewSlips({ community }, { body }),
  ])
  if (isRefusal(home)) return home
  if (isRefusal(judged)) return judged
  return preview(visit, home, judged, form)
}

function preview(visit: Visit, home: Home, judged: JudgedSlips, form: Form): Response {
  const frame = { community: home.community, member: home.member }
  const { say, words } = visit
  const title = say('slips.previewTitle', { hours: words.hours(judged.seconds) })
  const body = <Preview visit={visit} judged={judged} form={form} />
  return render(visit, frame, { title, here: 'me', body })
}

interface EnterPageProps {
  visit: Visit
  members: Member[]
  trouble: Trouble | undefined
}

function EnterPage({ visit, members, trouble }: EnterPageProps) {
  const { say } = visit
  const rows = trouble === undefined ? emptyRows(visit) : rowsOf(trouble.form)
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    rows: String(rows.length),
    ...rowIds(visit, rows),
  }
  return (
    <>
      <p class="lead">{say(isByPhone(visit) ? 'slips.phoneLead' : 'slips.paperLead')}</p>
      <datalist id="members">
        {members.map(({ name, number }) => (
          <option value={`${number} ${name}`} />
        ))}
      </datalist>
      <PostForm hidden={hidden} class="form wide">
        {rows.map((row, index) => (
          <RowFields visit={visit} row={row} index={index} />
        ))}
        <button class="button" type="submit" name="act" value="look">
          {say('slips.look')}
        </button>
      </PostForm>
      {rows.length < mostRows && !isByPhone(visit) ? (
        <p>
          <a href={`?rows=${Math.min(mostRows, rows.length + 20)}`}>{say('slips.moreRows')}</a>
        </p>
      ) : null}
    </>
  )
}

function emptyRows(visit: Visit): Row[] {
  const asked = isByPhone(visit) ? 1 : Number(visit.query('rows')) || 10
  const count = Math.max(1, Math.min(mostRows, Math.floor(asked)))
  return Array.from({ length: count }, () => valuesOf(new Map()))
}

const columns = ['giver', 'receiver', 'hours', 'day', 'title'] as const
const labels = {
  giver: 'slips.giver',
  receiver: 'slips.receiver',
  hours: 'slips.hours',
  day: 'slips.day',
  title: 'slips.title.field',
} as const

/** One slip: who helped whom, how long, when, with what. Each field says what it is. */
function RowFields({ visit, row, index }: { visit: Visit; row: Row; index: number }) {
  const { say } = visit
  return (
    <fieldset class="field slip-row">
      <legend>{say('slips.line', { n: index + 1 })}</legend>
      {columns.map((column) => (
        <label for={`${column}${index}`}>
          <span>{say(labels[column])}</span>
          <input
            id={`${column}${index}`}
            name={`${column}${index}`}
            value={row[column]}
            type={column === 'day' ? 'date' : 'text'}
            list={column === 'giver' || column === 'receiver' ? 'members' : undefined}
            inputmode={column === 'hours' ? 'decimal' : undefined}
            autocomplete="off"
          />
        </label>
      ))}
    </fieldset>
  )
}
