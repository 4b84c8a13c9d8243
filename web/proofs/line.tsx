import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault, type Home, type MemberProofFile, type TransferProof } from '@commonhour/contract'
import { type Mount, memberPage, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'
import { type Looked, lookAt } from './checks.ts'
import { Answer, Evidence, fileAnswer, NotYet } from './evidence.tsx'
import { type SignedLine, signedLineOf } from './signedLine.ts'

/** A line that is signed: the file that shows it, and what came of looking at that file. */
interface Proven {
  readonly file: TransferProof | MemberProofFile
  readonly line: SignedLine | null
  readonly report: number | null
  readonly at: string
  readonly looked: Looked | null
}

const path = '/:community/statement/lines/:transfer'

/** Is this line in the signed books? Looked at anew each time, with every check shown. */
export function mountLineProof(mount: Mount): void {
  memberPage(mount, {
    path: `${path}/proof.json`,
    read: async (visit, home) => {
      const file = await readFile(visit, home)
      return file ?? refusalOf(fault('proof_is_not_ready'), 409)
    },
    show: (_, __, { file }) => fileAnswer(file, fileName(file)),
  })
  memberPage(mount, {
    path,
    read: readProven,
    show: (visit, home, proven): Shown => ({
      title: visit.say('signed.line.title'),
      here: 'me',
      body:
        proven === null ? (
          <NotYet visit={visit} says={visit.say('signed.line.notYet')} />
        ) : (
          <LinePage visit={visit} home={home} proven={proven} />
        ),
    }),
  })
}

function fileName(file: Proven['file']): string {
  return 'publicId' in file ? 'my-proof.json' : 'my-line.json'
}

/**
 * The proof of the line: where a report covers it, with who signed and the balance, else under the
 * newest signed head.
 * @returns null where nothing that is signed covers it yet
 */
async function readFile(visit: Visit, asked: Promise<Home | Refusal>) {
  const { client, community } = visit
  const transfer = visit.param('transfer')
  const line = await client.readTransferProof({ community, transfer })
  if (isRefusal(line)) return line.fault === 'proof_is_not_ready' ? null : line
  const home = await asked
  if (isRefusal(home)) return home
  const { at, report } = line
  const account = home.account?.id
  if (report === null || account === undefined) return { file: line, report, at }
  const asking = { community, no: String(report), account }
  const own = await client.readMemberProof(asking, { query: { transfer } })
  // An auditor may look at a line of others, and has no proof of their own in it.
  const file = isRefusal(own) && own.fault === 'not_found' ? line : own
  return isRefusal(file) ? file : { file, report, at }
}

async function readProven(
  visit: Visit,
  home: Promise<Home | Refusal>,
): Promise<Proven | null | Refusal> {
  const [read, keys] = await Promise.all([readFile(visit, home), visit.client.keys()])
  if (read === null || isRefusal(read)) return read
  const { file } = read
  const isOwn = 'publicId' in file
  const body = isOwn ? (file.lines[0]?.body ?? '') : file.body
  return {
    ...read,
    line: signedLineOf(body, isOwn ? file.publicId : null),
    looked: await lookAt(isOwn ? 'memberProof' : 'lineProof', file, visit, keys),
  }
}

interface LinePageProps {
  visit: Visit
  home: Home
  proven: Proven
}

function LinePage({ visit, home, proven }: LinePageProps) {
  const { say, words } = visit
  const { file, line, looked, report } = proven
  if (looked === null) return <NotYet visit={visit} says={say('signed.noKeys')} />
  const { timeZone } = home.community
  const when = words.moment(Date.parse(proven.at), timeZone, visit.now)
  const yes =
    report === null
      ? say('signed.line.head', { when })
      : say('signed.line.report', { no: report, when })
  const withheld = 'withheld' in file && file.withheld !== null
  const to = visit.to('statement', 'lines', visit.param('transfer'), 'proof.json')
  return (
    <>
      <Answer visit={visit} looked={looked} yes={yes} />
      {line === null ? null : <Said visit={visit} line={line} timeZone={timeZone} />}
      {withheld ? <p class="note">{say('signed.erased')}</p> : null}
      <Evidence
        visit={visit}
        looked={looked}
        file={{ to, name: fileName(file) }}
        isPrivate={'publicId' in file}
      />
      <p class="no-print">
        <a href={visit.to('statement')}>{say('signed.back')}</a>
      </p>
    </>
  )
}

/** What the signed line says: how much, which way, and since when it stands. */
function Said({ visit, line, timeZone }: { visit: Visit; line: SignedLine; timeZone: string }) {
  const { say, words } = visit
  const way = line.isIn === null ? 'signed.moved' : line.isIn ? 'signed.in' : 'signed.out'
  return (
    <dl class="facts">
      <div>
        <dt>{say(way)}</dt>
        <dd>{words.hours(line.seconds)}</dd>
      </div>
      <div>
        <dt>{say('signed.since')}</dt>
        <dd>{words.shortDay(dayIn(line.at, timeZone))}</dd>
      </div>
    </dl>
  )
}
