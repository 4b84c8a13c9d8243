import { type Fault, fault, isFault, momentOf, type Statement } from '@commonhour/contract'
import {
  type AccountLine,
  accountQuery,
  type Books,
  grantQuery,
  lastReportQuery,
  latestHeadQuery,
  linesQuery,
  snapshot,
  speaksForQuery,
  stretchQuery,
  wholeQuery,
  wireAccount,
} from '@commonhour/ledger'
import { actorQuery, isAuditor, isSteward, stretchOf } from './acting.ts'
import { answer } from './answer.ts'
import { statementCsv } from './csv.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { Caller, Handlers } from './types.ts'

export const accounts = {
  readAccount: async (asked) => {
    const looked = await mine(asked)
    return isFault(looked) ? looked : wireAccount(looked.account)
  },
  readStatement: async ({ query, ...asked }) => {
    const looked = await mine(asked)
    if (isFault(looked)) return looked
    const { account, isNet } = looked
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const stretch = stretchOf(account.id, query)
    const { head, lines, report, sums } = await snapshot(asked.books, {
      sums: isWhole(query) ? wholeQuery(account.id) : stretchQuery(stretch),
      report: lastReportQuery,
      head: latestHeadQuery(),
      lines: linesQuery({ ...stretch, isNet, before, limit: limit + 1 }),
    })
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      account: account.id,
      from: query.from ?? null,
      to: query.to ?? null,
      ...sums,
      items,
      signed: {
        report: report && { no: report.no, size: report.size },
        head: head && { size: head.size, at: momentOf(head.at) },
      },
      next: last === undefined ? null : cursorOf([last.version]),
    } satisfies Statement
  },
  readStatementCsv: async ({ query, ...asked }) => {
    const looked = await mine(asked)
    if (isFault(looked)) return looked
    const { account, isNet } = looked
    const all = { before: Number.MAX_SAFE_INTEGER, limit: Number.MAX_SAFE_INTEGER }
    const wanted = linesQuery({ ...stretchOf(account.id, query), isNet, ...all })
    const { lines } = await snapshot(asked.books, { lines: wanted })
    return answer(statementCsv(lines.reverse()), {
      headers: { 'Content-Disposition': 'attachment; filename="statement.csv"' },
    })
  },
} satisfies Partial<Handlers>

/** An account, and whether what was taken back is one line in its statement. */
interface Looked {
  readonly account: AccountLine
  readonly isNet: boolean
}
interface AskedAccount {
  readonly books: Books
  readonly caller: Caller
  readonly now: number
  readonly params: { readonly account: string }
}

/**
 * The account, if the caller may look into it: its holder, who speaks for them, stewards, or an app
 * with a grant on it. An auditor who looks into another's sees what was taken back as the two
 * entries it is; everyone else as one line.
 */
async function mine({ books, caller, now, params }: AskedAccount): Promise<Looked | Fault> {
  const read = await snapshot(books, {
    actor: actorQuery(caller),
    account: accountQuery(params.account, now),
    speaks: speaksForQuery(caller.id, params.account),
    grant: grantQuery(caller.id, params.account, now),
  })
  const { account, actor, grant, speaks } = read
  if (actor === null) return fault('actor_is_not_a_member')
  if (account === null) return fault('not_found')
  const allowed =
    actor.kind === 'app'
      ? actor.admitted && grant.granted
      : speaks || actor.account === account.id || isSteward(actor)
  if (!allowed) return fault('not_found')
  const isAudit = actor.kind === 'member' && isAuditor(actor)
  return { account, isNet: speaks || !isAudit }
}

function isWhole({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean {
  return from === undefined && to === undefined
}
