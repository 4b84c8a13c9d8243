import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home, ReportLine } from '@commonhour/contract'
import { PostForm, TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'

/** An auditor has a report made of days that are over. */
export function mountDraw(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/reports/draw',
    read: async ({ client, community }) => {
      const list = await client.listReports({ community }, { query: { limit: 1 } })
      return isRefusal(list) ? list : { last: list.items[0] }
    },
    show: (visit, home, { last }, trouble) => ({
      title: visit.say('draw.title'),
      here: 'books',
      body: <DrawPage {...{ visit, home, last, trouble }} />,
    }),
    send,
  })
}

interface DrawPageProps {
  visit: Visit
  home: Home
  last: ReportLine | undefined
  trouble: Trouble | undefined
}

function DrawPage({ visit, home, last, trouble }: DrawPageProps) {
  const { say } = visit
  const waits = last !== undefined && last.issuedAt === null
  const mayDraw = home.member.offices.includes('auditor')
  return (
    <>
      <p class="lead">{say('draw.lead')}</p>
      {mayDraw ? null : <p class="note">{say('fault.actor_is_not_an_auditor')}</p>}
      {waits ? (
        <p class="note">
          <a href={visit.to('books', 'reports', String(last.no))}>
            {say('draw.waits', { no: last.no })}
          </a>
        </p>
      ) : null}
      {mayDraw && !waits ? <DrawForm {...{ visit, last, trouble }} /> : null}
      <p>
        <a href={visit.to('books', 'reports')}>{say('reports.back')}</a>
      </p>
    </>
  )
}

/** It goes on where the last one ended, and ends yesterday: days in UTC, as the log's are. */
function DrawForm({ visit, last, trouble }: Omit<DrawPageProps, 'home'>) {
  const { say } = visit
  const given = { visit, trouble }
  const yesterday = dayAfter(dayIn(visit.now, 'UTC'), -1)
  const next = last === undefined ? dayAfter(yesterday, -29) : dayAfter(last.period.to, 1)
  return (
    <PostForm hidden={{}}>
      <TextField
        {...given}
        name="firstDay"
        type="date"
        label={say('draw.from')}
        value={earlier(next, yesterday)}
      />
      <TextField
        {...given}
        name="lastDay"
        type="date"
        label={say('draw.to')}
        hint={say('draw.toHint')}
        value={yesterday}
      />
      <button class="button" type="submit">
        {say('reports.draw')}
      </button>
    </PostForm>
  )
}

async function send({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const body = { from: form.text('firstDay'), to: form.text('lastDay') }
  const line = await client.requestReport({ community }, { body })
  return isRefusal(line) ? inForm(line) : { go: to('books', 'reports', String(line.no)) }
}

const fieldNames: Readonly<Record<string, string>> = { '/from': '/firstDay', '/to': '/lastDay' }

/** The fields of the API by the names that they have in the form. */
function inForm({ fields, ...refusal }: Refusal): Refusal {
  if (fields === undefined) return refusal
  const named = (pointer: string) => fieldNames[pointer] ?? pointer
  return { ...refusal, fields: fields.map((one) => ({ ...one, pointer: named(one.pointer) })) }
}

/** Days as `YYYY-MM-DD` are in the order of their letters. */
function earlier(day: string, other: string): string {
  return [day, other].toSorted()[0] ?? day
}
