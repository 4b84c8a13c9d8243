import {
  accountOfPersonQuery,
  accountQuery,
  balancesQuery,
  candidateQueries,
  cardActsQuery,
  charterQuery,
  companionsQuery,
  coordinatorsQuery,
  coveredLinesQuery,
  disputesQuery,
  dueLapsesQuery,
  dueRemindersQuery,
  dueSilencesQuery,
  exchangeQuery,
  exchangesCountQuery,
  exchangesQuery,
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
  promisedAtDepartureQuery,
  promisedQuery,
  proofQuery,
  publicationsQuery,
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
  wholeQuery,
} from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundTestBooks, type TestBooks } from '../support/books.ts'

// What every request asks must not read the whole history: each question goes by an index.
const at = Date.parse('2026-03-02T09:00:00Z')
const all = { from: 0, to: at, before: 9_000_000, limit: 50 }
const page = { before: 9_000_000, limit: 50 }
const open = { today: '2026-03-02', reader: 'a', state: 'open' as const }
const asked: Record<string, Query<unknown>> = {
  'who asks': memberActorQuery({ id: 'a' }),
  'in whose cause coordinators decide nothing': coordinatorsQuery,
  'who is linked to a member': linksQuery('a'),
  'an account': accountQuery('a', at),
  'my account': accountOfPersonQuery({ id: 'a' }, at),
  'the charter': charterQuery(at),
  'an exchange': exchangeQuery('a'),
  'my exchanges': exchangesQuery({ member: 'a', ...page }),
  'my exchanges under way': exchangesQuery({ member: 'a', states: ['agreed'], ...page }),
  'my exchanges that ended': exchangesQuery({ member: 'a', states: ['confirmed'], ...page }),
  'my exchanges about a need': exchangesQuery({ member: 'a', need: 'n', ...page }),
  'whom I exchanged with': companionsQuery('a'),
  'needs of others': publicationsQuery('need', { ...open, not: 'a', ...page }),
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
  'sums of everything': wholeQuery('a'),
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
  'lines that an answer promises': promisedQuery('a', 9),
  'lines that a departure promises': promisedAtDepartureQuery('a', 9),
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
  /\bSCAN (log|transfer|entry|exchange|exchange_step|idempotency|memo|node|report|report_attachment|back|given|t|e|h|n|s)\b/

let books: TestBooks
beforeAll(async () => {
  books = await foundTestBooks()
})
afterAll(() => books.dispose())

for (const [name, { args, sql }] of Object.entries(asked)) {
  test(`${name}: no history is read whole`, async () => {
    expect((await planOf({ args, sql })).filter((line) => growing.test(line))).toEqual([])
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

async function planOf({ args, sql }: Pick<Query<unknown>, 'args' | 'sql'>): Promise<string[]> {
  const bound = args.map((arg) => arg as string | number)
  const plan = await books.read(`EXPLAIN QUERY PLAN ${sql}`, ...bound)
  return plan.map((row) => String(row.detail))
}

// Newest first by the index itself: who has been here long waits no longer than who is new.
test.each([
  ['my exchanges', 'PRIMARY KEY (member=? AND number<?)'],
  ['my exchanges under way', 'INDEX exchange_party_open (member=? AND number<?)'],
  ['my exchanges that ended', 'PRIMARY KEY (member=? AND number<?)'],
])('%s: read newest first, and sorted only once they are few', async (name, by) => {
  const sorts = async (query: Query<unknown>) =>
    (await planOf(query)).filter((line) => line.includes('FOR ORDER BY')).length
  const query = asked[name] as Query<unknown>
  expect((await planOf(query)).find((line) => line.startsWith('SEARCH p '))).toContain(by)
  // One sort is that of the page, beside those inside of one exchange.
  expect(await sorts(query)).toBe((await sorts(exchangeQuery('a'))) + 1)
})

test('lines of a statement: what was taken back is looked for once, from its reversals', async () => {
  const plan = await planOf(asked['lines of a statement'] as Query<unknown>)
  expect(plan.filter((line) => line.startsWith('MATERIALIZE pair'))).toHaveLength(1)
  const entries = plan.filter((line) => /^SEARCH [lf] /.test(line) && !line.includes('LEFT-JOIN'))
  expect(entries).toEqual([
    'SEARCH l USING INDEX entry_by_time (account=? AND at=?)',
    'SEARCH f USING INDEX entry_by_time (account=? AND at=?)',
  ])
})
