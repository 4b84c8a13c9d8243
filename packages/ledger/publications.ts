import { dayOf, type Found, type Need } from '@commonhour/contract'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/** A need or offer, and the number lists are paged by. */
export interface PublicationLine extends Need {
  readonly number: number
}
export type PublicationWord = 'need' | 'offer'

// ?1 is the day it is asked on: what ran out reads as expired, whether or not anything closed it.
const publicationSql = (word: PublicationWord) => `
  SELECT n.*, m.name, CASE WHEN n.state = 'open' AND n.expiresOn < ?1 THEN 'expired' ELSE n.state END
      AS stateNow,
    (SELECT count(*) FROM exchange e JOIN exchange_state s ON s.exchange = e.id
      WHERE e.${word} = n.id AND s.state = 'proposed') AS answers
  FROM ${word} n JOIN member m ON m.id = n.member`

/**
 * What a fellow member sees in lists: of members who are suspended or have left nothing shows, but
 * to themselves; nor of whom the reader wants no contact with. Those see all as before: a list that
 * grew shorter would tell them.
 */
const seenBy = (reader: string) => `(m.state IN ('active', 'paused') OR n.member = ${reader})
  AND NOT EXISTS (SELECT 1 FROM member_block WHERE member = ${reader} AND blocked = n.member)`

export function publicationQuery(
  word: PublicationWord,
  id: string,
  today: string,
): Query<PublicationLine | null> {
  return {
    sql: `${publicationSql(word)} WHERE n.id = ?2`,
    args: [today, id],
    read: first(publicationOf),
  }
}

/**
 * Newest first, below a number. Empty `member` or `category` mean any; `not` leaves one member out.
 */
export function publicationsQuery(
  word: PublicationWord,
  it: {
    today: string
    state: Need['state']
    member?: string | undefined
    category?: string | undefined
    not?: string | undefined
    /** The member who looks. */
    reader: string
    before: number
    limit: number
  },
): Query<PublicationLine[]> {
  const open = it.state === 'open' ? "n.state = 'open' AND n.expiresOn >= ?1" : null
  const expired = "(n.state = 'expired' OR (n.state = 'open' AND n.expiresOn < ?1))"
  const inState = open ?? (it.state === 'expired' ? expired : `n.state = '${it.state}'`)
  return {
    sql: `${publicationSql(word)} WHERE ${inState} AND n.number < ?2
        AND (?3 = '' OR n.member = ?3) AND (?4 = '' OR n.category = ?4) AND n.member <> ?5
        AND ${seenBy('?7')}
      ORDER BY n.number DESC LIMIT ?6`,
    args: [
      ...[it.today, it.before, it.member ?? '', it.category ?? '', it.not ?? '', it.limit],
      it.reader,
    ],
    read: every(publicationOf),
  }
}

/**
 * Open needs and offers by words, the best fit first; parts of words come after whole ones. What is
 * not to be seen falls out before the best are taken, so that it never stands in their way.
 */
export function searchQuery(it: {
  q: string
  today: string
  /** The member who looks. */
  reader: string
  limit: number
}): Query<Found[]> {
  const isOpen = (word: PublicationWord) => `EXISTS (
    SELECT 1 FROM ${word} n JOIN member m ON m.id = n.member WHERE n.number = fits.rowid / 2
      AND n.state = 'open' AND n.expiresOn >= ?1 AND ${seenBy('?6')})`
  const half = (word: PublicationWord, odd: 0 | 1) => `
    SELECT '${word}' AS kind, hit.rank, p.* FROM hit JOIN (${publicationSql(word)}) p
      ON p.number = hit.rowid / 2 AND hit.rowid % 2 = ${odd}`
  return {
    sql: `WITH hit (rowid, rank) AS MATERIALIZED (SELECT rowid, min(rank) FROM (
        SELECT rowid, rank FROM search_words WHERE search_words MATCH ?2
        UNION ALL SELECT rowid, rank + 1000 FROM search_parts WHERE search_parts MATCH ?3
        UNION ALL SELECT rowid, 2000 FROM search_parts
          WHERE ?5 <> '' AND (title LIKE ?5 OR text LIKE ?5)) AS fits
      WHERE CASE fits.rowid % 2 WHEN 0 THEN ${isOpen('need')} ELSE ${isOpen('offer')} END
      GROUP BY rowid ORDER BY min(rank) LIMIT 200)
      SELECT * FROM (${half('need', 0)} UNION ALL ${half('offer', 1)})
      ORDER BY rank, publishedAt DESC LIMIT ?4`,
    args: [it.today, wordsOf(it.q), partsOf(it.q), it.limit, shortPartOf(it.q), it.reader],
    read: every((row) => {
      const { number: _, ...publication } = publicationOf(row)
      return { kind: textOf(row, 'kind') as PublicationWord, ...publication }
    }),
  }
}

/** Every word, as the beginning of one: `gard hel` finds "Help in the garden". */
function wordsOf(q: string): string {
  const words = termsOf(q).map((term) => `"${term}"*`)
  return words.length === 0 ? '""' : words.join(' ')
}

/** Every run of three characters or more, anywhere: for scripts that write no spaces. */
function partsOf(q: string): string {
  const parts = termsOf(q).filter((term) => [...term].length >= 3)
  return parts.length === 0 ? '""' : parts.map((term) => `"${term}"`).join(' ')
}

const unspaced =
  /^[\p{Script=Han}\p{Script=Hira}\p{Script=Kana}\p{Script=Thai}\p{Script=Laoo}\p{Script=Khmr}\p{Script=Mymr}]{1,2}$/u
/** One word of a script without spaces, too short for a trigram: looked for letter by letter. */
function shortPartOf(q: string): string {
  const short = termsOf(q).find((term) => unspaced.test(term))
  return short === undefined ? '' : `%${short}%`
}

function termsOf(q: string): string[] {
  return q.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function publicationOf(row: Row): PublicationLine {
  return {
    id: textOf(row, 'id'),
    number: numberOf(row, 'number'),
    member: textOf(row, 'member'),
    name: textOf(row, 'name'),
    title: textOf(row, 'title'),
    text: textOf(row, 'text'),
    category: textOf(row, 'category'),
    area: textOrNull(row, 'area'),
    remote: numberOf(row, 'remote') === 1,
    estimateSeconds: numberOrNull(row, 'estimateSeconds'),
    when: jsonOf(row, 'when'),
    language: textOf(row, 'language'),
    state: textOf(row, 'stateNow') as Need['state'],
    publishedOn: dayOf(numberOf(row, 'publishedAt')),
    expiresOn: textOf(row, 'expiresOn'),
    seenBy: 'members',
    answers: numberOf(row, 'answers'),
  }
}
