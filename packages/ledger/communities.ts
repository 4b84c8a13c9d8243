import { type BooksProof, type Community, momentOf } from '@commonhour/contract'
import { type Books, type Query, snapshot } from './books.ts'
import { first, jsonOf, numberOf, textOf } from './rows.ts'
import { schemaHash, schemaQuery } from './schemaHash.ts'

/** What anyone may know of this community; null before its founding. */
export function communityQuery(now: number): Query<Community | null> {
  return {
    sql: `SELECT slug, name, about, languages, timeZone, joining,
        coalesce(helpLine, 'null') AS helpLine,
        (SELECT max(version) FROM charter WHERE effectiveFrom <= ?1) AS charter,
        (SELECT count(*) FROM member WHERE state = 'active') AS members,
        (SELECT count(*) FROM need WHERE state = 'open'
          AND expiresOn >= date(?1 / 1000, 'unixepoch')) AS openNeeds
      FROM community`,
    args: [now],
    read: first((row) => ({
      slug: textOf(row, 'slug'),
      name: textOf(row, 'name'),
      about: textOf(row, 'about'),
      languages: jsonOf(row, 'languages'),
      timeZone: textOf(row, 'timeZone'),
      charter: { version: numberOf(row, 'charter') },
      members: numberOf(row, 'members'),
      openNeeds: numberOf(row, 'openNeeds'),
      helpLine: jsonOf(row, 'helpLine'),
      joining: textOf(row, 'joining') as Community['joining'],
    })),
  }
}

/**
 * The live proof: counts and sums over every account, of one moment. Σ is computed, never assumed.
 * @param now milliseconds since the epoch
 */
export async function readProof(books: Books, now: number): Promise<BooksProof | null> {
  const { schema, totals } = await snapshot(books, { totals: proofQuery, schema: schemaQuery })
  if (totals === null) return null
  const hash = await schemaHash(schema)
  return { ...totals, checkpoint: null, schema: `sha256:${hash}`, at: momentOf(now) }
}

/** What the proof tells of all accounts: no history is read for it. */
export const proofQuery: Query<Omit<BooksProof, 'checkpoint' | 'schema' | 'at'> | null> = {
  sql: `SELECT c.slug, (SELECT seq FROM next_leaf) AS logSize,
      (SELECT transfers FROM moved_tally) AS transfers,
      coalesce(sum(a.inSeconds), 0) AS movedSeconds,
      coalesce(sum(a.inSeconds - a.outSeconds), 0) AS balanceSumSeconds,
      count(a.id) AS accounts, coalesce(sum(a.heldOutSeconds), 0) AS heldSeconds
    FROM community c LEFT JOIN account a ON true`,
  args: [],
  read: first((row) => ({
    community: textOf(row, 'slug'),
    logSize: numberOf(row, 'logSize'),
    transfers: numberOf(row, 'transfers'),
    movedSeconds: numberOf(row, 'movedSeconds'),
    balanceSumSeconds: numberOf(row, 'balanceSumSeconds'),
    accounts: numberOf(row, 'accounts'),
    heldSeconds: numberOf(row, 'heldSeconds'),
  })),
}
