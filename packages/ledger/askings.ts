import { type Asking, momentOf } from '@commonhour/contract'
import type { AskingFacts } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, numberOf, textOf } from './rows.ts'

/** An asking on the wire, with the number lists are paged by. */
export interface AskingLine extends Asking {
  readonly number: number
}

const askingSql = `
  SELECT q.*, a.name AS askerName, b.name AS askedName,
    coalesce((SELECT act FROM asking_answer WHERE asking = q.id), 'waiting') AS state
  FROM asking q JOIN member a ON a.id = q.asker JOIN member b ON b.id = q.asked`

export function askingQuery(id: string): Query<AskingLine | null> {
  return { sql: `${askingSql} WHERE q.id = ?`, args: [id], read: first(askingOf) }
}

/** What a member asked and was asked, newest first, below a number. */
export function askingsQuery(it: {
  member: string
  before: number
  limit: number
}): Query<AskingLine[]> {
  return {
    sql: `${askingSql} WHERE (q.asker = ?1 OR q.asked = ?1) AND q.number < ?2
      ORDER BY q.number DESC LIMIT ?3`,
    args: [it.member, it.before, it.limit],
    read: every(askingOf),
  }
}

/** An asking as its answer sees it. */
export function askingFactsOf({ asked, asker, id, seconds, state }: AskingLine): AskingFacts {
  return { id, asker: asker.member, asked: asked.member, seconds, state }
}

function askingOf(row: Row): AskingLine {
  return {
    number: numberOf(row, 'number'),
    id: textOf(row, 'id'),
    asker: { member: textOf(row, 'asker'), name: textOf(row, 'askerName') },
    asked: { member: textOf(row, 'asked'), name: textOf(row, 'askedName') },
    seconds: numberOf(row, 'seconds'),
    at: momentOf(numberOf(row, 'at')),
    state: textOf(row, 'state') as Asking['state'],
  }
}
