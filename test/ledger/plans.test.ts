import {
  accountOfPersonQuery,
  accountQuery,
  balancesQuery,
  candidateQueries,
  cardActsQuery,
  charterQuery,
  coordinatorsQuery,
  coveredLinesQuery,
  disputesQuery,
  dueLapsesQuery,
  dueRemindersQuery,
  dueSilencesQuery,
  exchangeQuery,
  exchangesCountQuery,
  grantQuery,
  keptCardsQuery,
  lastReportQuery,
  linesQuery,
  linksQuery,
  loggedAccountQuery,
  memberActorQuery,
  messagesQuery,
  nodesQuery,
  openedCardsQuery,
  proofQuery,
  type Query,
  reportBalancesQuery,
  rivalsQuery,
  saltQuery,
  stewardActsQuery,
  stretchQuery,
  talkedSinceQuery,
  transferQuery,
  transfersQuery,
  verdictsQuery,
} from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundTestBooks, type TestBooks } from '../support/books.ts'

// What every request asks must not read the whole history: each question goes by an index.
const at = Date.parse('2026-03-02T09:00:00Z')
const all = { from: 0, to: at, before: 9_000_000, limit: 50 }
const asked: Record<string, Query<unknown>> = {
  'who asks': memberActorQuery({ id: 'a' }),
  'in whose cause coordinators decide nothing': coordinatorsQuery,
  'who is linked to a member': linksQuery('a'),
  'an account': accountQuery('a', at),
  'my account': accountOfPersonQuery({ id: 'a' }, at),
  'the charter': charterQuery(at),
  'an exchange': exchangeQuery('a'),
  'the other answers to a need': rivalsQuery('a'),
  'a grant, and what was booked today': grantQuery('a', 'b', at),
  'the public proof': proofQuery,
  'a transfer': transferQuery('a'),
  'transfers of an account': transfersQuery({ account: 'a', actor: 'app:a', before: 9, limit: 9 }),
  'transfers of an app': transfersQuery({ account: null, actor: 'app:a', before: 9, limit: 9 }),
  'lines of a statement': linesQuery({ account: 'a', isNet: true, ...all }),
  'a sparkline': balancesQuery('a'),
  'what is disputed': disputesQuery({ after: 0, limit: 9 }),
  'what has run out': dueLapsesQuery(at, { limit: 9, skip: 9 }),
  'whom to remind': dueRemindersQuery(at, { limit: 9, skip: 9 }),
  'what silence decides': dueSilencesQuery(at, { limit: 9, skip: 9 }),
  'words of an exchange': messagesQuery({ exchange: 'a', isDispute: true, before: 9, limit: 9 }),
  'sums of a period': stretchQuery({ account: 'a', from: 0, to: at }),
  ...candidateQueries(at),
  'what was done with a card': cardActsQuery(['a']),
  'cards about me': keptCardsQuery('a', 9),
  'chats of a week': talkedSinceQuery(at),
  'cards opened in a period': openedCardsQuery(0, at),
  'exchanges of a period': exchangesCountQuery(0, at),
  'what rules noted': verdictsQuery(null, 9),
  'what stewards did': stewardActsQuery(null, 9),
  'an account as the log has it': loggedAccountQuery('a'),
  'the last report': lastReportQuery,
  'lines that a report covers': coveredLinesQuery({ account: 'a', report: 1, ...all }),
  'nodes of a proof': nodesQuery([{ level: 0, position: 1 }]),
  'the salt of a balance': saltQuery(1, 'a'),
  'the balances of a report': reportBalancesQuery(1),
}
// What the triggers of a transfer ask: EXPLAIN does not look into them.
const inTriggers: Record<string, string> = {
  'the next place in the log': 'SELECT seq FROM next_leaf',
  'the moment of the newest leaf': 'SELECT at FROM next_leaf',
  'the line in force': "SELECT floorSeconds, ceilingSeconds FROM line_in_force WHERE account = 'a'",
  'the leaf of a transfer': 'SELECT body FROM transfer_leaf WHERE seq = 1',
  'the state of an exchange': "SELECT state FROM exchange_state WHERE exchange = 'a'",
  'an open hold': "SELECT 1 FROM open_hold WHERE exchange = 'a'",
  'a leaf by its place': "SELECT 1 FROM leaf WHERE seq = 1 AND kind = 'a'",
}
const growing =
  /\bSCAN (log|transfer|entry|exchange|exchange_step|idempotency|memo|node|report|report_attachment|t|e|h|n|s)\b/

let books: TestBooks
beforeAll(async () => {
  books = await foundTestBooks()
})
afterAll(() => books.dispose())

for (const [name, { args, sql }] of Object.entries(asked)) {
  test(`${name}: no history is read whole`, async () => {
    const plan = await books.read(
      `EXPLAIN QUERY PLAN ${sql}`,
      ...args.map((arg) => arg as string | number),
    )
    expect(plan.map((row) => String(row.detail)).filter((line) => growing.test(line))).toEqual([])
  })
}
for (const [name, sql] of Object.entries(inTriggers)) {
  test(`${name}: no history is read whole`, async () => {
    const plan = await books.read(`EXPLAIN QUERY PLAN ${sql}`)
    expect(plan.map((row) => String(row.detail)).filter((line) => growing.test(line))).toEqual([])
  })
}

test('lines that came after a report are passed over by their moment, not one by one', async () => {
  const { args, sql } = asked['lines that a report covers'] as Query<unknown>
  const values = args.map((arg) => arg as string | number)
  const plan = await books.read(`EXPLAIN QUERY PLAN ${sql}`, ...values)
  const lines = plan.map((row) => String(row.detail))
  const byMoment = 'SEARCH e USING INDEX entry_by_time (account=? AND at>? AND at<?)'
  expect(lines).toContain(byMoment)
  expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([])
})
