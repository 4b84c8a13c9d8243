import { dayOf, type Fault, fault, isFault, type ReportRequest } from '@commonhour/contract'
import { decideReportRequest, doneBy } from '@commonhour/domain'
import { findCommunity, findPersonByEmail } from '@commonhour/host'
import {
  type Books,
  memberActorQuery,
  openBooks,
  type ReportLine,
  reportQuery,
  reportsQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import type { Progress } from './output.ts'
import type { Place } from './place.ts'

/** The books of a community that is open. */
export async function openBooksOf(place: Place, slug: string): Promise<Books | Fault> {
  const found = await findCommunity(place.open('host'), slug)
  if (isFault(found)) return found
  if (found.state === 'founding') return fault('community_is_unknown')
  return openBooks(place.open(found.database))
}

/**
 * Has a report made, in the name of an auditor: audit makes it, wherever it runs. The decision is
 * that of the API.
 * @param email of the auditor whose name stands in the log
 */
export async function askForReport(
  place: Place,
  books: Books,
  email: string,
  request: ReportRequest,
): Promise<ReportLine | Fault> {
  const person = await findPersonByEmail(place.open('host'), email)
  if (person === null) return fault('actor_is_not_a_member', { detail: `Nobody is ${email} here.` })
  const now = Date.now()
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery({ id: person.id }),
      rows: reportsQuery(Number.MAX_SAFE_INTEGER, 1),
    },
    decide: ({ actor, rows: [row] }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      const last = row === undefined ? null : { ...row, isWaiting: row.issued === null }
      const decision = decideReportRequest({ actor, last, request, today: dayOf(now) })
      if (isFault(decision)) return decision
      return { decision, ...doneBy(actor), ref: String((last?.no ?? 0) + 1) }
    },
    render: ({ ref }) => reportQuery(Number(ref)),
  })
  if (isFault(written)) return written
  return written.answer ?? fault('not_found')
}

const lookEveryMs = 1000
/** Audit looks each minute; a long log takes it a while to read. */
export const patienceSeconds = 300

/** The report once it is signed; null where it was not within {@link patienceSeconds}. */
export async function whenIssued(
  books: Books,
  no: number,
  shown: Progress,
): Promise<ReportLine | null> {
  for (let waited = 0; waited < patienceSeconds; waited++) {
    const { line } = await snapshot(books, { line: reportQuery(no) })
    if (line !== null && line.issued !== null) {
      shown.end('done')
      return line
    }
    await new Promise((done) => setTimeout(done, lookEveryMs))
    if (waited % 10 === 9) shown.at(waited + 1)
  }
  shown.end('broken off')
  return null
}
