import type { Home, SignedSoFar, Statement, StatementLine } from '@commonhour/contract'
import { showsBalance } from '../parts/charts.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { signedText } from '../proofs/signedLine.ts'
import { dayIn } from '../words.ts'

interface LinesProps {
  visit: Visit
  home: Home
  statement: Statement
}

/** The lines of a statement, each with a way to its exchange and to its proof. */
export function Lines({ visit, home, statement }: LinesProps) {
  const { say } = visit
  return (
    <table class="lines">
      <caption class="hidden">{say('statement.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('statement.what')}</th>
          <th scope="col">{say('statement.hours')}</th>
          {showsBalance(home) ? <th scope="col">{say('figure.after')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {statement.items.map((line) => (
          <Line visit={visit} home={home} line={line} signed={statement.signed} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  visit: Visit
  home: Home
  line: StatementLine
  signed: SignedSoFar
}

function Line({ visit, home, line, signed }: LineProps) {
  const { say, words } = visit
  const { timeZone } = home.community
  const day = line.workedOn ?? dayIn(Date.parse(line.at), timeZone)
  const title = line.title || say(line.purpose === 'gift' ? 'statement.gift' : 'statement.help')
  return (
    <tr>
      <td>
        {line.exchange === null ? (
          <strong>{title}</strong>
        ) : (
          <a href={visit.to('exchanges', line.exchange)}>
            <bdi>{title}</bdi>
          </a>
        )}
        <span>{[words.shortDay(day), line.with.name].filter(Boolean).join(' · ')}</span>
        {line.mark ? <span class="quiet">{markOf(visit, line)}</span> : null}
        <a class="signed no-print" href={visit.to('statement', 'lines', line.transfer)}>
          {signedText(visit, signed, line.seq, timeZone)}
          <span class="hidden">: {title}</span>
        </a>
      </td>
      <td>{words.change(line.deltaSeconds)}</td>
      {showsBalance(home) ? <td>{words.change(line.balanceSeconds)}</td> : null}
    </tr>
  )
}

/** What was taken back is one line that moved nothing: it says what had moved. */
function markOf({ say, words }: Visit, line: StatementLine): string {
  const { by, mark, undoneSeconds } = line
  if (undoneSeconds !== undefined) return say('mark.undone', { hours: words.change(undoneSeconds) })
  const byFor =
    by === null || line.for === null ? '' : say('books.byFor', { by: by.name, for: line.for.name })
  if (mark === 'by-for' && byFor !== '') return byFor
  return [mark === null ? '' : say(`mark.${mark}`), byFor].filter(Boolean).join(' · ')
}
