import { type Books, type Query, snapshot } from './books.ts'
import { first, numberOf } from './rows.ts'
import { releasedSchemaHashes } from './schema.ts'
import { schemaHash, schemaQuery } from './schemaHash.ts'

/** What was counted of one community's books. Whole books have 0 in every place but `logSize`. */
export interface Wholeness {
  /** Whether the schema is one that was released, by its hash. */
  readonly schemaIsKnown: boolean
  readonly schema: string
  readonly logSize: number
  /** Σ of all standings, and of all statement lines. */
  readonly standingsSumSeconds: number
  readonly linesSumSeconds: number
  /** Hours set aside by one side and expected by none. */
  readonly holdsSumSeconds: number
  /** Places of the log where a number is missing, or a moment falls back. */
  readonly logGaps: number
  readonly logFallsBack: number
  /** Log lines that differ from what their detail says, and details without a line. */
  readonly alteredLines: number
  readonly missingLines: number
  /** Accounts whose sums differ from all their transfers added up again. */
  readonly wrongAccounts: number
  /** Statement lines whose running balance is not the sum so far, or that have no transfer. */
  readonly wrongEntries: number
  /** By how many the tally of transfers differs from those that moved hours. */
  readonly miscountedTransfers: number
  /** Sides of exchanges whose row says otherwise than the exchange and its steps, or is missing. */
  readonly misplacedParties: number
}

/**
 * Replays the books from their rows and compares. Reads everything; takes one moment of the books.
 */
export async function examine(books: Books): Promise<Wholeness> {
  const { schema } = await snapshot(books, { schema: schemaQuery })
  // Books of an earlier release, not migrated yet, keep no tally, nor who takes part.
  const has = (table: string) => schema.some((line) => line.startsWith(`table ${table} `))
  const tallied = has('moved_tally')
    ? '(SELECT transfers FROM moved_tally)'
    : '(SELECT count(*) FROM moved)'
  const misplaced = has('exchange_party') ? misplacedSql : '0'
  const { counts } = await snapshot(books, { counts: countsQuery(tallied, misplaced) })
  if (counts === null) throw new Error('The books did not answer how they stand.')
  const hash = await schemaHash(schema)
  return { ...counts, schema: `sha256:${hash}`, schemaIsKnown: releasedSchemaHashes.includes(hash) }
}

/** Whether nothing that was counted is amiss. The schema is judged apart. */
export function isWhole(it: Wholeness): boolean {
  const { logSize: _, schema: _s, schemaIsKnown: _k, ...counts } = it
  return Object.values(counts).every((count) => count === 0)
}

// Everything moved or held, once per side, replayed from the transfers alone.
const sides = `
  moved AS (SELECT * FROM transfer WHERE kind IN ('post', 'settle', 'reverse')),
  side AS (
    SELECT toAccount AS account, seconds AS i, 0 AS o, 0 AS hi, 0 AS ho,
      iif(purpose = 'help' AND kind <> 'reverse', seconds, 0) AS g,
      iif(purpose = 'help' AND kind = 'reverse', -seconds, 0) AS r FROM moved
    UNION ALL
    SELECT fromAccount, 0, seconds, 0, 0,
      iif(purpose = 'help' AND kind = 'reverse', -seconds, 0),
      iif(purpose = 'help' AND kind <> 'reverse', seconds, 0) FROM moved
    UNION ALL
    SELECT toAccount, 0, 0, seconds, 0, 0, 0 FROM held
    UNION ALL
    SELECT fromAccount, 0, 0, 0, seconds, 0, 0 FROM held),
  held AS (SELECT * FROM transfer WHERE kind = 'hold' AND id NOT IN (
    SELECT ref FROM transfer WHERE kind IN ('settle', 'release'))),
  replayed AS (SELECT account, sum(i) AS i, sum(o) AS o, sum(hi) AS hi, sum(ho) AS ho, sum(g) AS g,
    sum(r) AS r FROM side GROUP BY account),
  told AS (SELECT account, sum(deltaSeconds) AS delta FROM entry GROUP BY account),
  line AS (SELECT e.*, sum(e.deltaSeconds) OVER (PARTITION BY e.account ORDER BY e.version) AS total
    FROM entry e)`

const misplacedSql = `(SELECT count(*) FROM (
      SELECT * FROM exchange_side EXCEPT SELECT * FROM exchange_party))
    + (SELECT count(*) FROM (SELECT * FROM exchange_party EXCEPT SELECT * FROM exchange_side))`

type Counts = Omit<Wholeness, 'schema' | 'schemaIsKnown'>

const countsQuery = (tallied: string, misplaced: string): Query<Counts | null> => ({
  sql: `WITH ${sides}
    SELECT (SELECT count(*) FROM log) AS logSize,
      (SELECT coalesce(sum(inSeconds - outSeconds), 0) FROM account) AS standingsSumSeconds,
      (SELECT coalesce(sum(deltaSeconds), 0) FROM entry) AS linesSumSeconds,
      (SELECT coalesce(sum(heldInSeconds - heldOutSeconds), 0) FROM account) AS holdsSumSeconds,
      (SELECT coalesce(max(seq) + 1, 0) - count(*) FROM log) AS logGaps,
      (SELECT count(*) FROM (SELECT at < lag(at) OVER (ORDER BY seq) AS falls FROM log) WHERE falls)
        AS logFallsBack,
      (SELECT count(*) FROM log WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.seq = log.seq
        AND leaf.kind = log.kind AND leaf.ref = log.ref AND leaf.at = log.at
        AND leaf.body = log.body)) AS alteredLines,
      (SELECT count(*) FROM leaf WHERE NOT EXISTS (SELECT 1 FROM log WHERE log.seq = leaf.seq))
        AS missingLines,
      (SELECT count(*) FROM account a LEFT JOIN replayed p ON p.account = a.id
        LEFT JOIN told e ON e.account = a.id
        WHERE (a.inSeconds, a.outSeconds, a.heldInSeconds, a.heldOutSeconds, a.givenSeconds,
          a.receivedSeconds, a.inSeconds - a.outSeconds) IS NOT (coalesce(p.i, 0), coalesce(p.o, 0),
          coalesce(p.hi, 0), coalesce(p.ho, 0), coalesce(p.g, 0), coalesce(p.r, 0),
          coalesce(e.delta, 0))) AS wrongAccounts,
      (SELECT count(*) FROM line WHERE total <> balanceSeconds OR NOT EXISTS (
        SELECT 1 FROM moved t WHERE t.seq = line.seq AND t.seconds = abs(line.deltaSeconds)
          AND line.account = iif(line.deltaSeconds > 0, t.toAccount, t.fromAccount)))
        AS wrongEntries,
      abs(${tallied} - (SELECT count(*) FROM moved)) AS miscountedTransfers,
      ${misplaced} AS misplacedParties`,
  args: [],
  read: first((row) => ({
    logSize: numberOf(row, 'logSize'),
    standingsSumSeconds: numberOf(row, 'standingsSumSeconds'),
    linesSumSeconds: numberOf(row, 'linesSumSeconds'),
    holdsSumSeconds: numberOf(row, 'holdsSumSeconds'),
    logGaps: numberOf(row, 'logGaps'),
    logFallsBack: numberOf(row, 'logFallsBack'),
    alteredLines: numberOf(row, 'alteredLines'),
    missingLines: numberOf(row, 'missingLines'),
    wrongAccounts: numberOf(row, 'wrongAccounts'),
    wrongEntries: numberOf(row, 'wrongEntries'),
    miscountedTransfers: numberOf(row, 'miscountedTransfers'),
    misplacedParties: numberOf(row, 'misplacedParties'),
  })),
})
