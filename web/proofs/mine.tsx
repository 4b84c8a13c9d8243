import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault, type Home, type MemberProofFile } from '@commonhour/contract'
import { type Mount, memberPage, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { type Looked, lookAt } from './checks.ts'
import { Answer, Evidence, fileAnswer, NotYet } from './evidence.tsx'

/** What a report shows of my account, and what came of looking at it. */
interface Counted {
  readonly no: number
  readonly toOn: string
  readonly file: MemberProofFile
  readonly looked: Looked | null
}

const path = '/:community/statement/proof'
const fileName = 'my-proof.json'

/** Are my hours counted in the newest report? My balance and my newest lines, looked at anew. */
export function mountMyProof(mount: Mount): void {
  memberPage(mount, {
    path: `${path}.json`,
    read: async (visit, home) =>
      (await readFile(visit, home)) ?? refusalOf(fault('proof_is_not_ready'), 409),
    show: (_, __, { file }) => fileAnswer(file, fileName),
  })
  memberPage(mount, {
    path,
    read: readCounted,
    show: (visit, _, counted): Shown => ({
      title: visit.say('signed.mine.title'),
      here: 'me',
      body:
        counted === null ? (
          <NotYet visit={visit} says={visit.say('signed.mine.notYet')} />
        ) : (
          <CountedPage visit={visit} counted={counted} />
        ),
    }),
  })
}

/** Null where no report covers the account yet. */
async function readFile(visit: Visit, asked: Promise<Home | Refusal>) {
  const { client, community } = visit
  // The newest may still be in the making.
  const reports = await client.listReports({ community }, { query: { limit: 2 } })
  if (isRefusal(reports)) return reports
  const newest = reports.items.find(({ issuedAt }) => issuedAt !== null)
  const home = await asked
  if (isRefusal(home)) return home
  const account = home.account?.id
  if (newest === undefined || account === undefined) return null
  const { no, period } = newest
  const file = await client.readMemberProof({ community, no: String(no), account })
  if (isRefusal(file)) return file.fault === 'proof_is_not_ready' ? null : file
  return { no, toOn: period.to, file }
}

async function readCounted(
  visit: Visit,
  home: Promise<Home | Refusal>,
): Promise<Counted | null | Refusal> {
  const [read, keys] = await Promise.all([readFile(visit, home), visit.client.keys()])
  if (read === null || isRefusal(read)) return read
  return { ...read, looked: await lookAt('memberProof', read.file, visit, keys) }
}

function CountedPage({ visit, counted }: { visit: Visit; counted: Counted }) {
  const { say, words } = visit
  const { file, looked, no, toOn } = counted
  if (looked === null) return <NotYet visit={visit} says={say('signed.noKeys')} />
  const { balance, lines } = file
  const key = balance === null ? 'signed.mine.lines' : 'signed.mine.report'
  const yes = say(key, { no, lines: lines.length })
  const figures =
    balance === null
      ? []
      : [
          [say('signed.in'), words.hours(balance.inSeconds)],
          [say('signed.out'), words.hours(balance.outSeconds)],
          [say('figure.after'), words.change(balance.inSeconds - balance.outSeconds)],
        ]
  return (
    <>
      <Answer visit={visit} looked={looked} yes={yes} />
      {balance === null ? <p class="note">{say('signed.erased')}</p> : null}
      <dl class="figures">
        {figures.map(([label, figure]) => (
          <div>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{say('signed.mine.asOf', { day: words.shortDay(toOn), no })}</p>
      <Evidence
        visit={visit}
        looked={looked}
        file={{ to: visit.to('statement', 'proof.json'), name: fileName }}
        isPrivate
      />
      <p class="no-print">
        <a href={visit.to('statement')}>{say('signed.back')}</a>
      </p>
    </>
  )
}
