import type { Row } from '@libsql/client/web'
import type { Query } from '../books.ts'
import { every, numberOf, textOf, textOrNull } from '../rows.ts'
import { type ReceiptKeyLine, receiptKeyOf, receiptKeySql } from './keys.ts'

/** A line by which hours moved or were set aside, and what its receipt is made of. */
export interface PromisedLine {
  readonly transfer: string
  readonly seq: number
  readonly at: number
  /** Null where it only follows an exchange, as a gift that its giver passes on does. */
  readonly exchange: string | null
  readonly fromMember: string | null
  readonly toMember: string | null
  /** The line of the log as it is signed. */
  readonly body: string
  /** Null while there are no keys. */
  readonly receiptKey: ReceiptKeyLine | null
}

/**
 * The lines of all hours that an exchange, a batch of slips, an application or what a friend was
 * asked for has moved or set aside, when the log had this size.
 */
export function promisedQuery(ref: string, asOfSeq: number): Query<PromisedLine[]> {
  const lines = `SELECT seq FROM transfer WHERE exchange IN (SELECT id FROM about)
      UNION SELECT seq FROM transfer WHERE groupId IN (SELECT id FROM about)
      UNION SELECT back.seq FROM transfer given JOIN transfer back ON back.ref = given.id
        WHERE given.groupId IN (SELECT id FROM about) AND back.kind = 'reverse'`
  return {
    sql: `WITH about (id) AS (SELECT ?1 UNION SELECT exchange FROM slip WHERE batch = ?1)
      ${promisedSql(lines)}`,
    args: [ref, asOfSeq],
    read: every(promisedOf),
  }
}

/** The lines that a member's departure wrote: hours returned, and those in hand that it gave on. */
export function promisedAtDepartureQuery(member: string, asOfSeq: number): Query<PromisedLine[]> {
  const lines = 'SELECT seq FROM transfer WHERE seq > (SELECT seq FROM departure WHERE member = ?1)'
  return { sql: promisedSql(lines), args: [member, asOfSeq], read: every(promisedOf) }
}

function promisedSql(lines: string): string {
  return `SELECT t.id, t.seq, t.at, t.exchange, f.member AS fromMember, g.member AS toMember,
      log.body, ${receiptKeySql} AS receiptKey
    FROM transfer t JOIN log ON log.seq = t.seq
    JOIN account f ON f.id = t.fromAccount JOIN account g ON g.id = t.toAccount
    WHERE t.seq IN (${lines}) AND t.seq < ?2 ORDER BY t.seq`
}

function promisedOf(row: Row): PromisedLine {
  return {
    transfer: textOf(row, 'id'),
    seq: numberOf(row, 'seq'),
    at: numberOf(row, 'at'),
    exchange: textOrNull(row, 'exchange'),
    fromMember: textOrNull(row, 'fromMember'),
    toMember: textOrNull(row, 'toMember'),
    body: textOf(row, 'body'),
    receiptKey: receiptKeyOf(row),
  }
}
