import type { PublicationFacts } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import type { Page } from './page.ts'
import { every, first, textOf } from './rows.ts'

/** Open needs or offers whose last day lies before a day; the longest past first. */
export function dueExpiriesQuery(
  word: 'need' | 'offer',
  today: string,
  page: Page,
): Query<PublicationFacts[]> {
  return {
    sql: `SELECT id, member, state, expiresOn FROM ${word}
      WHERE state = 'open' AND expiresOn < ?1 ORDER BY expiresOn, number LIMIT ?2 OFFSET ?3`,
    args: [today, page.limit, page.skip],
    read: every(publicationOf),
  }
}

/** Open needs or offers that end by a day, of which their members have not heard yet. */
export function dueExpiryNoticesQuery(
  word: 'need' | 'offer',
  it: { today: string; until: string },
  page: Page,
): Query<PublicationFacts[]> {
  return {
    sql: `SELECT id, member, state, expiresOn FROM ${word} n
      WHERE state = 'open' AND expiresOn BETWEEN ?1 AND ?2 AND NOT EXISTS (
        SELECT 1 FROM expiry_notice
        WHERE word = '${word}' AND publication = n.id AND expiresOn = n.expiresOn)
      ORDER BY expiresOn, number LIMIT ?3 OFFSET ?4`,
    args: [it.today, it.until, page.limit, page.skip],
    read: every(publicationOf),
  }
}

/** A need or offer as it stands in the books, whether or not its last day has passed. */
export function publicationAsKeptQuery(
  word: 'need' | 'offer',
  id: string,
): Query<PublicationFacts | null> {
  return {
    sql: `SELECT id, member, state, expiresOn FROM ${word} WHERE id = ?`,
    args: [id],
    read: first(publicationOf),
  }
}

function publicationOf(row: Row): PublicationFacts {
  return {
    id: textOf(row, 'id'),
    member: textOf(row, 'member'),
    state: textOf(row, 'state') as PublicationFacts['state'],
    expiresOn: textOf(row, 'expiresOn'),
  }
}
