import { expect } from 'vitest'
import { type Books, type Row, refusal } from '../../support/books.ts'
import type { Statement } from '../../support/rows.ts'

/**
 * One law of the books as a sentence and what shows it. It is tried through the protocol of
 * production, and once more on every mutant of the schema, where some law must fall.
 */
export interface Law {
  readonly says: string
  /** `founded` books hold the community of founding.ts; `empty` ones nothing but the schema. */
  readonly on: 'founded' | 'empty'
  readonly holds: (books: Books) => Promise<void>
}

export function law(says: string, holds: Law['holds'], on: Law['on'] = 'founded'): Law {
  return { says, on, holds }
}

/** The batch must be refused, and its last word must be exactly this token. */
export async function refuses(books: Books, token: string, ...statements: Statement[]) {
  expect(await refusal(books, ...statements), statements.at(-1)?.sql).toBe(token)
}

/** The one row that a query answers. */
export async function one(books: Books, sql: string, ...args: (string | number)[]): Promise<Row> {
  const rows = await books.read(sql, ...args)
  expect(rows, sql).toHaveLength(1)
  return rows[0] as Row
}

/** Both sums that are always zero, and every projection against its replay from the log. */
export async function booksAreWhole(books: Books) {
  const sums = await one(
    books,
    `SELECT (SELECT coalesce(sum(inSeconds - outSeconds), 0) FROM account) AS standings,
      (SELECT coalesce(sum(deltaSeconds), 0) FROM entry) AS lines,
      (SELECT coalesce(sum(heldInSeconds - heldOutSeconds), 0) FROM account) AS holds,
      (SELECT count(*) FROM log) - (SELECT coalesce(max(seq) + 1, 0) FROM log) AS gaps,
      (SELECT count(*) FROM log WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.seq = log.seq
        AND leaf.kind = log.kind AND leaf.ref = log.ref AND leaf.at = log.at
        AND leaf.body = log.body)) AS strays,
      (SELECT count(*) FROM leaf) - (SELECT count(*) FROM log) AS unlogged,
      (SELECT transfers FROM moved_tally)
        - (SELECT count(*) FROM transfer WHERE kind NOT IN ('hold', 'release')) AS uncounted,
      (SELECT count(*) FROM (SELECT * FROM exchange_side EXCEPT SELECT * FROM exchange_party))
        + abs((SELECT count(*) FROM exchange_side) - (SELECT count(*) FROM exchange_party))
        AS misplaced`,
  )
  expect(sums).toEqual({
    standings: 0,
    lines: 0,
    holds: 0,
    gaps: 0,
    strays: 0,
    unlogged: 0,
    uncounted: 0,
    misplaced: 0,
  })
  expect(await books.read(projections)).toEqual(await books.read(replay))
}

const projections = `SELECT publicId, inSeconds, outSeconds, givenSeconds, receivedSeconds, giftSeconds,
  importedSeconds, importedInSeconds, heldOutSeconds, heldInSeconds, version, lastSeq, status
FROM account ORDER BY publicId`

// The same from the signed bodies alone: what an auditor would compute, sharing nothing with the
// triggers. kind, seq, at, id, purpose, from, to, seconds, ref stand at fixed places of a body.
const replay = `WITH moved AS (
  SELECT seq, substr(kind, 10) AS kind, body ->> 3 AS id, body ->> 4 AS purpose, body ->> 5 AS f,
    body ->> 6 AS t, body ->> 7 AS seconds, body ->> 8 AS ref,
    kind NOT IN ('transfer.hold', 'transfer.release') AS moves FROM log WHERE kind GLOB 'transfer.*'),
held AS (SELECT * FROM moved m WHERE kind = 'hold'
  AND id NOT IN (SELECT ref FROM moved WHERE kind IN ('settle', 'release'))),
changed AS (
  SELECT seq, f AS account FROM moved UNION ALL SELECT seq, t FROM moved
  UNION ALL SELECT seq, body ->> 3 FROM log
  WHERE kind IN ('limits.changed', 'account.frozen', 'account.thawed', 'account.closed')),
opened AS (SELECT body ->> 3 AS a FROM log WHERE kind = 'account.opened')
SELECT a AS publicId,
  (SELECT coalesce(sum(seconds), 0) FROM moved WHERE t = a AND moves) AS inSeconds,
  (SELECT coalesce(sum(seconds), 0) FROM moved WHERE f = a AND moves) AS outSeconds,
  (SELECT coalesce(sum(iif(kind = 'reverse', iif(f = a, -seconds, 0), iif(t = a, seconds, 0))), 0)
    FROM moved WHERE purpose = 'help' AND moves) AS givenSeconds,
  (SELECT coalesce(sum(iif(kind = 'reverse', iif(t = a, -seconds, 0), iif(f = a, seconds, 0))), 0)
    FROM moved WHERE purpose = 'help' AND moves) AS receivedSeconds,
  (SELECT coalesce(sum(iif(t = a, seconds, iif(f = a, -seconds, 0))), 0)
    FROM moved WHERE purpose IN ('gift', 'grant') AND moves) AS giftSeconds,
  (SELECT coalesce(sum(iif(t = a, seconds, iif(f = a, -seconds, 0))), 0)
    FROM moved WHERE purpose = 'import') AS importedSeconds,
  (SELECT coalesce(sum(iif(kind = 'reverse', iif(f = a, -seconds, 0), iif(t = a, seconds, 0))), 0)
    FROM moved WHERE purpose = 'import') AS importedInSeconds,
  (SELECT coalesce(sum(seconds), 0) FROM held WHERE f = a) AS heldOutSeconds,
  (SELECT coalesce(sum(seconds), 0) FROM held WHERE t = a) AS heldInSeconds,
  (SELECT count(*) FROM changed WHERE account = a) AS version,
  (SELECT coalesce(max(seq), -1) FROM changed WHERE account = a) AS lastSeq,
  coalesce((SELECT CASE kind WHEN 'account.thawed' THEN 'open' ELSE substr(kind, 9) END FROM log
    WHERE kind GLOB 'account.*' AND kind <> 'account.opened' AND body ->> 3 = a
    ORDER BY seq DESC LIMIT 1), 'open') AS status
FROM opened ORDER BY a`
