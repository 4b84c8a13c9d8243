import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault, type Home, type Statement } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { Sparkline, showsBalance } from '../parts/charts.tsx'
import { type Mount, memberPage, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'
import { Lines } from './lines.tsx'

const linesAtOnce = 25
const monthsOffered = 18

/** My lines with running balance, by month; printable, and as a table to take away. */
export function mountStatement(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/statement',
    read: readStatement,
    show: (visit, home, statement): Shown => ({
      title: visit.say('statement.title'),
      here: 'me',
      body: <StatementPage visit={visit} home={home} statement={statement} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/statement.csv',
    read: async (visit, asked) => {
      const { community, client } = visit
      const home = await asked
      if (isRefusal(home)) return home
      const account = home.account?.id
      if (account === undefined) return refusalOf(fault('not_found'), 404)
      return client.readStatementCsv({ community, account }, { query: period(visit) })
    },
    show: (visit, _, csv) =>
      new Response(csv, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${visit.community}-statement.csv"`,
        },
      }),
  })
}

async function readStatement(visit: Visit, asked: Promise<Home | Refusal>) {
  const { community, client } = visit
  const home = await asked
  if (isRefusal(home)) return home
  const account = home.account?.id
  if (account === undefined) return null
  const query = { ...period(visit), limit: linesAtOnce, after: visit.query('after') || undefined }
  return client.readStatement({ community, account }, { query })
}

/** `?month=2026-11` → its first and last day; without it all lines. */
export function period({ query }: Visit): { from?: string; to?: string } {
  const month = query('month')
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return {}
  const from = `${month}-01`
  return { from, to: dayAfter(`${dayAfter(from, 32).slice(0, 7)}-01`, -1) }
}

interface StatementPageProps {
  visit: Visit
  home: Home
  statement: Statement | null
}

function StatementPage({ visit, home, statement }: StatementPageProps) {
  const { say, words } = visit
  if (statement === null) return <p class="empty">{say('statement.none')}</p>
  // The account knows the gifts of all time; of one month nobody has added them up.
  const all = visit.query('month') === '' && home.account !== null
  const gifts = all ? [[say('figure.gifts'), words.change(home.account?.giftSeconds ?? 0)]] : []
  const figures = [
    [say('figure.gave'), words.hours(statement.givenSeconds)],
    [say('figure.received'), words.hours(statement.receivedSeconds)],
    ...gifts,
    ...(showsBalance(home)
      ? [
          [say('figure.before'), words.change(statement.openingSeconds)],
          [say('figure.after'), words.change(statement.closingSeconds)],
        ]
      : []),
  ]
  return (
    <>
      {visit.query('done') === 'given' ? (
        <p class="verdict whole" role="status">
          {say('done.given')}
        </p>
      ) : null}
      <Months visit={visit} home={home} />
      <dl class="figures">
        {figures.map(([label, figure]) => (
          <div>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {visit.query('month') === '' && showsBalance(home) ? (
        <Sparkline visit={visit} balances={home.balances} />
      ) : null}
      {statement.items.length === 0 ? (
        <p class="empty">{say('statement.empty')}</p>
      ) : (
        <Lines visit={visit} home={home} statement={statement} />
      )}
      <More visit={visit} next={statement.next} />
      <Further visit={visit} />
    </>
  )
}

/** What else can be had of one's lines: that they are counted, and a table of them. */
function Further({ visit }: { visit: Visit }) {
  const { say, url } = visit
  return (
    <>
      <p class="no-print">
        <a href={visit.to('statement', 'proof')}>{say('signed.mine.link')}</a>
      </p>
      <p class="no-print">
        <a href={`${visit.to('statement.csv')}${url.search}`}>{say('statement.csv')}</a>
      </p>
    </>
  )
}

/** Which month: a menu and a button, a plain GET. */
export function Months({ visit, home }: { visit: Visit; home: Home }) {
  const { say, words } = visit
  const today = dayIn(visit.now, home.community.timeZone)
  const months = [today.slice(0, 7)]
  while (months.length < monthsOffered) {
    months.push(dayAfter(`${months.at(-1)}-01`, -1).slice(0, 7))
  }
  const chosen = visit.query('month')
  return (
    <form method="get" class="search no-print">
      <label for="month">{say('statement.month')}</label>
      <div class="pair">
        <select id="month" name="month">
          <option value="">{say('statement.all')}</option>
          {months.map((month) => (
            <option value={month} selected={month === chosen}>
              {words.month(month)}
            </option>
          ))}
        </select>
        <button class="button second" type="submit">
          {say('statement.show')}
        </button>
      </div>
    </form>
  )
}
