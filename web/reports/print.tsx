import type { Report } from '@commonhour/contract'
import { type Mount, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import {
  daysText,
  definitionText,
  type FiguresProps,
  indicatorName,
  indicatorText,
  Moved,
} from './figures.tsx'
import { readForAnyone } from './report.tsx'

/** One A4 page of a report, as a treasurer hands it to a funder. */
export function mountPrint(mount: Mount): void {
  for (const under of ['reports', 'books/reports']) {
    publicPage(mount, {
      path: `/:community/${under}/:no/print`,
      read: readForAnyone,
      show: (visit, { community, opened }) => ({
        title: visit.say('sheet.title', { no: Number(visit.param('no')), name: community.name }),
        community,
        body:
          opened === 'waiting' ? (
            <p class="lead">{visit.say('report.waiting')}</p>
          ) : (
            <Sheet visit={visit} opened={opened} />
          ),
      }),
    })
  }
}

function Sheet({ visit, opened }: FiguresProps) {
  const { say, words } = visit
  const { accounts, community, no } = opened.report
  const here = `${visit.env.base}/${community}/reports/${no}`
  return (
    <div class="sheet">
      <p>
        {say('sheet.lead', {
          days: daysText(visit, opened.report),
          people: accounts.count - accounts.departed,
        })}
      </p>
      <p class={accounts.inSeconds === accounts.outSeconds ? 'verdict whole' : 'verdict'}>
        {say('sheet.sum', {
          sum: words.change(accounts.inSeconds - accounts.outSeconds),
          hours: words.hours(accounts.inSeconds),
          held: words.hours(accounts.heldSeconds),
        })}
      </p>
      <Moved visit={visit} opened={opened} />
      <Measures visit={visit} report={opened.report} />
      <h2>{say('sheet.signed')}</h2>
      <p>
        {say('sheet.signedBy', {
          // Paper is read in other years too.
          moment: words.moment(Date.parse(opened.report.issuedAt), 'UTC', 0),
          kid: opened.kid,
          lines: opened.report.toSize,
        })}
      </p>
      <p>{say('sheet.digest', { digest: shortOf(opened.digest) })}</p>
      <p>{say('sheet.verify', { here, verify: `${visit.env.base}/verify` })}</p>
      <p>{say('sheet.limits')}</p>
      <p class="no-print">{say('sheet.print')}</p>
    </div>
  )
}

/** Its measures with what each means. */
function Measures({ visit, report }: { visit: Visit; report: Report }) {
  const { say } = visit
  return (
    <table class="lines measures">
      <caption>{say('report.health')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('sheet.measure')}</th>
          <th scope="col">{say('sheet.figure')}</th>
        </tr>
      </thead>
      <tbody>
        {report.indicators.map((one) => (
          <tr>
            <td>
              {indicatorName(visit, one)} <span>{definitionText(visit, one)}</span>
            </td>
            <td>{indicatorText(visit, one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The first 16 digits, in groups that are read out by phone. */
function shortOf(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
}
