import { indicators, type Report } from '@commonhour/contract'
import type { MessageKey } from '../messages.ts'
import { isKey } from '../parts/refusals.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter } from '../words.ts'
import { daysOf } from './list.tsx'
import type { OpenedReport } from './opened.ts'

export type FiguresProps = { visit: Visit; opened: OpenedReport }

/** What stands at its end. */
export function Standing({ visit, opened: { report } }: FiguresProps) {
  const { say, words } = visit
  const { count, departed, heldSeconds, inSeconds, outSeconds } = report.accounts
  const figures = [
    [words.number(count - departed), say('report.accounts')],
    [words.hours(inSeconds), say('report.in')],
    [words.hours(outSeconds), say('report.out')],
    [words.change(inSeconds - outSeconds), say('figure.sum')],
    [words.hours(heldSeconds), say('report.held')],
  ]
  return (
    <dl class="figures">
      {figures.map(([figure, label]) => (
        <div>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

const purposes = ['help', 'gift', 'grant', 'correction', 'import', 'treaty'] as const

/** What moved in its days, by purpose; a purpose that moved nothing is left out. */
export function Moved({ visit, opened: { report } }: FiguresProps) {
  const { say, words } = visit
  const moved = purposes
    .map((purpose) => ({ name: say(`report.purpose.${purpose}`), ...report.transfers[purpose] }))
    .filter(({ count }) => count > 0)
  const rows = [...moved, { name: say('report.reversals'), ...report.reversals }]
  return (
    <table class="lines">
      <caption>{say('report.moved', { days: daysText(visit, report) })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('report.what')}</th>
          <th scope="col">{say('report.times')}</th>
          <th scope="col">{say('report.hours')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ count, name, seconds }) => (
          <tr>
            <td>{name}</td>
            <td>{words.number(count)}</td>
            <td>{words.hours(seconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Both days counting: the moment it ends at is the first after them. */
export function daysText(visit: Visit, { period }: Report): string {
  const [from, to] = [period.from.slice(0, 10), dayAfter(period.to.slice(0, 10), -1)]
  return daysOf(visit, { from, to })
}

/** Each indicator with what it means, in the version of its day. */
export function Indicators({ visit, opened: { report } }: FiguresProps) {
  return (
    <dl class="facts long">
      {report.indicators.map((one) => (
        <div>
          <dt>
            {indicatorName(visit, one)} <small>{definitionText(visit, one)}</small>
          </dt>
          <dd>{indicatorText(visit, one)}</dd>
        </div>
      ))}
    </dl>
  )
}

type Indicator = Report['indicators'][number]

export function indicatorName({ say }: Visit, { name }: Indicator): string {
  const key = `indicator.${name}`
  return isKey(key) ? say(key) : name
}

/** What it means; of another version only which one it was. */
export function definitionText({ say }: Visit, { name, version }: Indicator): string {
  const known = indicators.find((one) => one.name === name && one.version === version)
  return say(known === undefined ? 'report.otherVersion' : 'report.definition', {
    version,
    says: known?.says ?? '',
  })
}

export function indicatorText({ say, words }: Visit, { name, value }: Indicator): string {
  if (value === null) return say('report.heldBack')
  const unit = indicators.find((one) => one.name === name)?.unit ?? 'ratio'
  const keys: Record<string, MessageKey> = { share: 'report.share', ratio: 'report.ratio' }
  const key = keys[unit]
  return key === undefined ? words.number(value) : say(key, { n: value })
}

/** Where it comes from: what it covers, who signed it, and the fingerprints to compare. */
export function Origin({ visit, opened: { digest, kid, report } }: FiguresProps) {
  const { say, words } = visit
  const { fromSize, issuedAt, previous, root, toSize } = report
  const facts = [
    [say('report.days'), daysText(visit, report)],
    [say('report.issued'), words.moment(Date.parse(issuedAt), 'UTC', 0)],
    [say('report.lines'), say('report.linesText', { from: fromSize + 1, to: toSize })],
    [say('report.before'), previous === null ? say('report.first') : words.number(previous.no)],
    [say('report.key'), kid],
    [say('report.root'), root],
    [say('report.digest'), digest],
  ]
  return (
    <dl class="facts long">
      {facts.map(([label, fact]) => (
        <div>
          <dt>{label}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
