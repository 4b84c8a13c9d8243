import { type Fault, fault, isFault, momentOf, type ReportLine } from '@commonhour/contract'
import { decideReportRequest, doneBy, refusalOfAuditor } from '@commonhour/domain'
import {
  type Books,
  type IssuedReport,
  logChunks,
  memberActorQuery,
  neededSignaturesQuery,
  type ReportLine as ReportRow,
  readPublicHead,
  reportBalancesQuery,
  reportQuery,
  reportsQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { payloadOf } from '@commonhour/proof'
import { memberOf, todayOf } from './acting.ts'
import { Answer, answer, streamed } from './answer.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { Handlers, PersonCaller } from './types.ts'

/** A report never changes: whoever holds it need not ask again. */
const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' }

export const reports = {
  readCheckpoint: async ({ books, now }) => {
    const head = await readPublicHead(books, now)
    return head?.note ?? fault('proof_is_not_ready')
  },
  listReports: async ({ books, query }) => {
    const { after, limit = 50 } = query
    const place = placeOf(NumberPlace, after)
    if (isFault(place)) return place
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const { needed, rows } = await snapshot(books, {
      needed: neededSignaturesQuery,
      rows: reportsQuery(before, limit + 1),
    })
    const items = rows.slice(0, limit).map((row) => lineOf(row, needed))
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items, next: last === undefined ? null : cursorOf([last.no]) }
  },
  requestReport: async ({ body, books, caller, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        needed: neededSignaturesQuery,
        rows: reportsQuery(Number.MAX_SAFE_INTEGER, 1),
      },
      decide: ({ actor, rows: [row] }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const last = row === undefined ? null : { ...row, isWaiting: row.issued === null }
        const facts = { actor, last, request: body, today: todayOf(now) }
        const decision = decideReportRequest(facts)
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: String((last?.no ?? 0) + 1) }
      },
      render: ({ ref }) => reportQuery(Number(ref)),
    })
    if (isFault(written)) return written
    const { answer: made, facts } = written
    return made === null ? fault('not_found') : lineOf(made, facts.needed)
  },
  readReport: async ({ books, params }) => {
    const issued = await issuedReport(books, params.no)
    if (isFault(issued)) return issued
    const report = payloadOf(issued.jws)
    if (report === null) throw new Error('An issued report is no report.')
    return new Answer(report, forEver, issued.jws)
  },
  readReportLog: async ({ books, caller, params }) => {
    const issued = await forAuditors(books, caller, params.no)
    if (isFault(issued)) return issued
    return streamed(logChunks(books, issued.toSize), fileOf('log.jsonl'))
  },
  readReportBalances: async ({ books, caller, params }) => {
    const issued = await forAuditors(books, caller, params.no)
    if (isFault(issued)) return issued
    const { parts } = await snapshot(books, { parts: reportBalancesQuery(Number(params.no)) })
    return answer(parts.join(''), fileOf('balances.jsonl'))
  },
} satisfies Partial<Handlers>

/** A report that was issued; one that waits is not ready, and any other there is none. */
export async function issuedReport(books: Books, no: string): Promise<IssuedReport | Fault> {
  const { row } = await snapshot(books, { row: reportQuery(Number(no)) })
  if (row === null) return fault('not_found')
  return row.issued ?? fault('proof_is_not_ready')
}

async function forAuditors(books: Books, caller: PersonCaller, no: string) {
  const actor = await memberOf(books, caller)
  if (isFault(actor)) return actor
  return refusalOfAuditor(actor) ?? issuedReport(books, no)
}

function fileOf(name: string) {
  return { headers: { 'Content-Disposition': `attachment; filename="${name}"` } }
}

function lineOf(row: ReportRow, needed: number): ReportLine {
  const { fromOn, issued, no, signatures, toOn } = row
  return {
    no,
    period: { from: fromOn, to: toOn },
    fromSize: issued?.fromSize ?? null,
    toSize: issued?.toSize ?? null,
    issuedAt: issued === null ? null : momentOf(issued.at),
    digest: issued?.digest ?? null,
    signatures: { made: signatures, needed },
  }
}
