import { isRefusal } from '@commonhour/client'
import { type Mount, memberPage, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { Indicators, Moved, Origin, Standing } from './figures.tsx'
import { type OpenedReport, readOpened } from './opened.ts'

/** One report: for auditors with all its files, and for anyone without the confidential ones. */
export function mountReport(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/reports/:no',
    read: readOpened,
    show: (visit, home, opened) => ({
      title: visit.say('report.title', { no: Number(visit.param('no')) }),
      here: 'books',
      body: (
        <>
          <ReportPage
            visit={visit}
            opened={opened}
            isAuditor={home.member.offices.includes('auditor')}
          />
          <p>
            <a href={visit.to('books', 'reports')}>{visit.say('reports.back')}</a>
          </p>
        </>
      ),
    }),
  })
  publicPage(mount, {
    path: '/:community/reports/:no',
    read: readForAnyone,
    show: (visit, { community, opened }) => ({
      title: visit.say('report.title', { no: Number(visit.param('no')) }),
      community,
      body: (
        <>
          <ReportPage visit={visit} opened={opened} isAuditor={false} />
          <p>
            <a href={visit.to('reports')}>{visit.say('reports.back')}</a>
          </p>
        </>
      ),
    }),
  })
}

/** A report and whose it is. */
export async function readForAnyone(visit: Visit) {
  const { client, community } = visit
  const [profile, opened] = await Promise.all([
    client.readCommunity({ community }),
    readOpened(visit),
  ])
  if (isRefusal(profile)) return profile
  return isRefusal(opened) ? opened : { community: profile, opened }
}

interface ReportPageProps {
  visit: Visit
  opened: OpenedReport | 'waiting'
  isAuditor: boolean
}

function ReportPage({ visit, opened, isAuditor }: ReportPageProps) {
  const { say } = visit
  if (opened === 'waiting') return <Waiting visit={visit} />
  const { accounts, no } = opened.report
  const whole = accounts.inSeconds === accounts.outSeconds
  return (
    <>
      <p class={whole ? 'verdict whole' : 'verdict'}>
        {say(whole ? 'report.whole' : 'report.notWhole', {
          hours: visit.words.hours(accounts.inSeconds),
          outHours: visit.words.hours(accounts.outSeconds),
        })}
      </p>
      <p class="actions">
        <a class="button second" href={visit.to('reports', String(no), 'print')}>
          {say('report.print')}
        </a>
        {isAuditor ? (
          <a class="button second" href={visit.to('books', 'reports', String(no), 'signatures')}>
            {say('cosign.title', { no })}
          </a>
        ) : null}
      </p>
      <Standing visit={visit} opened={opened} />
      <Moved visit={visit} opened={opened} />
      <h2>{say('report.health')}</h2>
      <Indicators visit={visit} opened={opened} />
      <h2>{say('report.origin')}</h2>
      <Origin visit={visit} opened={opened} />
      <Files visit={visit} no={String(no)} isAuditor={isAuditor} />
      <Limits visit={visit} />
    </>
  )
}

/** It was asked for: what happens now, and when to look again. */
function Waiting({ visit }: { visit: Visit }) {
  const { say } = visit
  return (
    <>
      <p class="lead">{say('report.waiting')}</p>
      <ol class="steps">
        <li>{say('report.waiting.reads')}</li>
        <li>{say('report.waiting.makes')}</li>
        <li>{say('report.waiting.signs')}</li>
      </ol>
      <p>
        <a class="button" href={visit.url.pathname}>
          {say('report.again')}
        </a>
      </p>
    </>
  )
}

type FilesProps = { visit: Visit; no: string; isAuditor: boolean }

/** What to take along in order to verify it, away from here. */
function Files({ visit, no, isAuditor }: FilesProps) {
  const { say, to } = visit
  return (
    <>
      <h2>{say('report.files')}</h2>
      <p>{say('report.files.why')}</p>
      <ul class="plain-list">
        <li>
          <a href={to('reports', no, 'report.jws')}>{say('report.file.report')}</a>
        </li>
        {isAuditor ? (
          <>
            <li>
              <a href={to('reports', no, 'log.jsonl')}>{say('report.file.log')}</a>
            </li>
            <li>
              <a href={to('reports', no, 'balances.jsonl')}>{say('report.file.balances')}</a>
            </li>
          </>
        ) : null}
        <li>
          <a href={to('reports', no, 'signatures.json')}>{say('report.file.signatures')}</a>
        </li>
        <li>
          <a href="/.well-known/commonhour.json" download="commonhour.json">
            {say('report.file.keys')}
          </a>
        </li>
        <li>
          <a href="/verify">{say('verify.link')}</a>
        </li>
      </ul>
      {isAuditor ? <p class="quiet">{say('report.confidential')}</p> : null}
    </>
  )
}

function Limits({ visit: { say } }: { visit: Visit }) {
  return (
    <>
      <h2>{say('report.limits')}</h2>
      <ul class="bullets">
        <li>{say('report.limits.help')}</li>
        <li>{say('report.limits.log')}</li>
        <li>{say('report.limits.whose')}</li>
        <li>{say('report.limits.rules')}</li>
      </ul>
    </>
  )
}
