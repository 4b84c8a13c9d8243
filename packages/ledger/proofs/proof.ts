import { type BooksProof, dayOf, momentOf } from '@commonhour/contract'
import { type Books, type Query, snapshot } from '../books.ts'
import { first, numberOf, textOf } from '../rows.ts'
import { schemaHash, schemaQuery } from '../schemaHash.ts'
import { latestHeadQuery, type PublishedHead } from './heads.ts'

/** Below so many accounts live counts would tell what single people do. */
export const fewestAccounts = 20

/**
 * The live proof: counts and sums over every account, of one moment. Σ is computed, never assumed.
 * @param now milliseconds since the epoch
 */
export async function readProof(books: Books, now: number): Promise<BooksProof | null> {
  const { head, schema, totals } = await snapshot(books, {
    totals: proofQuery,
    schema: schemaQuery,
    head: latestHeadQuery(),
  })
  return totals && proofOf(totals, head, await schemaHash(schema), now)
}

/**
 * The proof as anyone may have it: of a small community as of the last head of an earlier day, so
 * that nobody watches single hours move.
 */
export async function readPublicProof(books: Books, now: number): Promise<BooksProof | null> {
  const live = await readProof(books, now)
  if (live === null || live.accounts >= fewestAccounts) return live
  const { head } = await snapshot(books, { head: latestHeadQuery(startOfDay(now)) })
  const { totals } = await snapshot(books, { totals: totalsAtQuery(head?.size ?? 0) })
  const at = head?.at ?? startOfDay(now)
  return totals && proofOf(totals, head, live.schema.replace('sha256:', ''), at)
}

/** The newest signed head, as anyone may have it; null while there is none. */
export async function readPublicHead(books: Books, now: number): Promise<PublishedHead | null> {
  const { accounts, daily, newest } = await snapshot(books, {
    accounts: accountsCountQuery,
    newest: latestHeadQuery(),
    daily: latestHeadQuery(startOfDay(now)),
  })
  return accounts < fewestAccounts ? daily : newest
}

type Totals = Omit<BooksProof, 'checkpoint' | 'schema' | 'at'>

function proofOf(totals: Totals, head: PublishedHead | null, hash: string, at: number): BooksProof {
  // The third line of a note is the root as reports and other tools write it.
  const root = head?.note.split('\n')[2] ?? ''
  const checkpoint = head && { size: head.size, root, at: momentOf(head.at) }
  return { ...totals, checkpoint, schema: `sha256:${hash}`, at: momentOf(at) }
}

function startOfDay(now: number): number {
  return Date.parse(`${dayOf(now)}T00:00:00Z`)
}

const accountsCountQuery: Query<number> = {
  sql: 'SELECT count(*) AS accounts FROM account',
  args: [],
  read: (rows) => first((row) => numberOf(row, 'accounts'))(rows) ?? 0,
}

const readTotals = first((row) => ({
  community: textOf(row, 'slug'),
  logSize: numberOf(row, 'logSize'),
  transfers: numberOf(row, 'transfers'),
  movedSeconds: numberOf(row, 'movedSeconds'),
  balanceSumSeconds: numberOf(row, 'balanceSumSeconds'),
  accounts: numberOf(row, 'accounts'),
  heldSeconds: numberOf(row, 'heldSeconds'),
}))

/** What the proof tells of all accounts: no history is read for it. */
export const proofQuery: Query<Totals | null> = {
  sql: `SELECT c.slug, (SELECT seq FROM next_leaf) AS logSize,
      (SELECT transfers FROM moved_tally) AS transfers,
      coalesce(sum(a.inSeconds), 0) AS movedSeconds,
      coalesce(sum(a.inSeconds - a.outSeconds), 0) AS balanceSumSeconds,
      count(a.id) AS accounts, coalesce(sum(a.heldOutSeconds), 0) AS heldSeconds
    FROM community c LEFT JOIN account a ON true`,
  args: [],
  read: readTotals,
}

/** The same when the log had this size; few accounts, so the transfers are added up again. */
function totalsAtQuery(size: number): Query<Totals | null> {
  return {
    sql: `SELECT c.slug, ?1 AS logSize,
        (SELECT count(*) FROM transfer
          WHERE kind IN ('post', 'settle', 'reverse') AND seq < ?1) AS transfers,
        (SELECT coalesce(sum(deltaSeconds), 0) FROM entry
          WHERE deltaSeconds > 0 AND seq < ?1) AS movedSeconds,
        (SELECT coalesce(sum(deltaSeconds), 0) FROM entry WHERE seq < ?1) AS balanceSumSeconds,
        (SELECT count(*) FROM account WHERE seq < ?1) AS accounts,
        (SELECT coalesce(sum(h.seconds), 0) FROM transfer h WHERE h.kind = 'hold' AND h.seq < ?1
          AND NOT EXISTS (SELECT 1 FROM transfer
            WHERE ref = h.id AND kind IN ('settle', 'release') AND seq < ?1)) AS heldSeconds
      FROM community c`,
    args: [size],
    read: readTotals,
  }
}
