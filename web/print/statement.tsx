import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home, Member, Statement } from '@commonhour/contract'
import { Months, period } from '../accounts/statement.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

const mostLines = 100

/** A month of one member’s lines, for a coordinator to print: who has no screen reads paper. */
export function mountPaperStatement(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/statement',
    read: readTheirs,
    show: (visit, home, { member, statement }) => ({
      title: visit.say('print.statementOf', { name: member.name }),
      here: 'me',
      body: <StatementSheet {...{ visit, home, member, statement }} />,
    }),
  })
}

interface Matter {
  member: Member
  statement: Statement | null
}

async function readTheirs(visit: Visit): Promise<Matter | Refusal> {
  const { client, community, param } = visit
  const member = await client.readMember({ community, member: param('id') })
  if (isRefusal(member)) return member
  if (member.account === null) return { member, statement: null }
  const query = { ...period(visit), limit: mostLines }
  const statement = await client.readStatement({ community, account: member.account }, { query })
  return isRefusal(statement) ? statement : { member, statement }
}

function StatementSheet({ visit, home, member, statement }: Matter & { visit: Visit; home: Home }) {
  const { say, words } = visit
  if (statement === null) return <p class="empty">{say('statement.none')}</p>
  const month = visit.query('month')
  const figures = [
    [say('figure.gave'), words.hours(statement.givenSeconds)],
    [say('figure.received'), words.hours(statement.receivedSeconds)],
    [say('figure.before'), words.change(statement.openingSeconds)],
    [say('figure.after'), words.change(statement.closingSeconds)],
  ]
  return (
    <div class="sheet">
      <Months visit={visit} home={home} />
      <p>
        {say('print.number', { n: member.number })}
        {month === '' ? '' : ` · ${words.month(month)}`}
      </p>
      <dl class="figures">
        {figures.map(([label, figure]) => (
          <div>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {statement.items.length === 0 ? <p class="empty">{say('statement.empty')}</p> : null}
      {statement.items.length > 0 ? <PaperLines {...{ visit, home, statement }} /> : null}
      {statement.next === null ? null : <p class="note">{say('print.cut', { n: mostLines })}</p>}
      <p class="no-print">{say('print.how')}</p>
    </div>
  )
}

/** The lines as they are read on paper: no way leads on from there. */
function PaperLines({
  visit,
  home,
  statement,
}: {
  visit: Visit
  home: Home
  statement: Statement
}) {
  const { say, words } = visit
  const dayOf = (at: string) => dayIn(Date.parse(at), home.community.timeZone)
  return (
    <table class="lines">
      <thead>
        <tr>
          <th scope="col">{say('statement.what')}</th>
          <th scope="col">{say('statement.hours')}</th>
          <th scope="col">{say('figure.after')}</th>
        </tr>
      </thead>
      <tbody>
        {statement.items.map((line) => (
          <tr>
            <td>
              <strong>
                {line.title || say(line.purpose === 'gift' ? 'statement.gift' : 'statement.help')}
              </strong>
              <span>
                {[words.shortDay(line.workedOn ?? dayOf(line.at)), line.with.name]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </td>
            <td>{words.change(line.deltaSeconds)}</td>
            <td>{words.change(line.balanceSeconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
