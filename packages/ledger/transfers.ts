import { momentOf, type Transfer } from '@commonhour/contract'
import type { ReversibleTransfer } from '@commonhour/domain'
import type { AppFacts } from '@commonhour/fairness'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { type ReceiptKeyLine, receiptKeyOf, receiptKeySql } from './proofs/keys.ts'
import { every, first, numberOf, textOf, textOrNull } from './rows.ts'

/** A transfer on the wire, with who holds its two accounts. */
export interface TransferLine {
  readonly wire: Omit<Transfer, 'receipt'>
  readonly fromMember: string | null
  readonly toMember: string | null
  /** Who wrote it: `member:ID`, `app:ID` … */
  readonly actor: string
  /** Its line of the log as it is signed, and the key for receipts; null while there is none. */
  readonly body: string
  readonly receiptKey: ReceiptKeyLine | null
}

const transferSql = `
  SELECT t.*, f.member AS fromMember, g.member AS toMember,
    (SELECT id FROM transfer WHERE ref = t.id AND kind = 'reverse') AS reversedBy,
    (SELECT text FROM memo WHERE ref = t.id AND part = 'memo') AS memo,
    (SELECT body FROM log WHERE seq = t.seq) AS body, ${receiptKeySql} AS receiptKey
  FROM transfer t JOIN account f ON f.id = t.fromAccount JOIN account g ON g.id = t.toAccount`

/** The same, as the books stood when the log had the size ?2. */
const asOfSql = transferSql.replace("kind = 'reverse'", "kind = 'reverse' AND seq < ?2")

/**
 * One transfer.
 * @param asOfSeq as the books stood when the log had this size: a later reversal is not yet known
 */
export function transferQuery(
  id: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Query<TransferLine | null> {
  return {
    sql: `${asOfSql} WHERE t.id = ?1`,
    args: [id, asOfSeq],
    read: first(transferOf),
  }
}

/** The transfers of one request, in its order, as the books stood when the log had this size. */
export function transfersOfGroupQuery(
  groupId: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Query<TransferLine[]> {
  return {
    sql: `${asOfSql} WHERE t.groupId = ?1 ORDER BY t.seq`,
    args: [groupId, asOfSeq],
    read: every(transferOf),
  }
}

/** Which of these ids transfers have already. */
export function takenTransfersQuery(ids: readonly string[]): Query<Set<string>> {
  return {
    sql: 'SELECT id FROM transfer WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(ids)],
    read: (rows) => new Set(rows.map((row) => textOf(row, 'id'))),
  }
}

/** Moved hours of the accounts a person's members hold, or that an app booked; newest first. */
export function transfersQuery(it: {
  account: string | null
  actor: string
  before: number
  limit: number
}): Query<TransferLine[]> {
  const mine = `t.seq IN (SELECT seq FROM entry WHERE account = ?1 AND seq < ?2
    ORDER BY version DESC LIMIT ?3)`
  // Moments never fall along the log, so the index (actor, at) has them in the order of seq.
  const booked = `t.seq IN (SELECT seq FROM transfer WHERE actor = ?1 AND seq < ?2
      AND at <= coalesce((SELECT at FROM transfer WHERE seq = ?2), 9e15)
    ORDER BY at DESC, seq DESC LIMIT ?3)`
  return {
    sql: `${transferSql} WHERE ${it.account === null ? booked : mine} ORDER BY t.seq DESC`,
    args: [it.account ?? it.actor, it.before, it.limit],
    read: every(transferOf),
  }
}

/** What an app may book from an account, and what it booked since a moment; `version` guards it. */
export function grantQuery(app: string, account: string, since: number): Query<Granted> {
  const { args, sql } = grantsQuery(app, [account], since)
  return { sql, args, read: ([row]) => (row === undefined ? noGrant : grantedOf(row)) }
}

/** The same for several accounts. */
export function grantsQuery(
  app: string,
  accounts: readonly string[],
  since: number,
): Query<Map<string, Granted>> {
  return {
    sql: `SELECT g.value AS account,
        (SELECT count(*) FROM app_grant WHERE app = ?1 AND account = g.value) AS version,
        (SELECT act FROM app_grant WHERE app = ?1 AND account = g.value
          ORDER BY step DESC LIMIT 1) AS act,
        (SELECT dailyCapSeconds FROM app_grant WHERE app = ?1 AND account = g.value
          ORDER BY step DESC LIMIT 1) AS dailyCapSeconds,
        (SELECT coalesce(sum(seconds), 0) FROM transfer WHERE actor = 'app:' || ?1
          AND fromAccount = g.value AND kind = 'post' AND at >= ?3) AS booked
      FROM json_each(?2) g`,
    args: [app, JSON.stringify(accounts), since],
    read: (rows) => new Map(rows.map((row) => [textOf(row, 'account'), grantedOf(row)])),
  }
}

export type Granted = AppFacts & { readonly version: number }
const noGrant = { granted: false, dailyCapSeconds: 0, bookedTodaySeconds: 0, version: 0 }

function grantedOf(row: Row): Granted {
  return {
    granted: row.act === 'granted',
    dailyCapSeconds: Number(row.dailyCapSeconds ?? 0),
    bookedTodaySeconds: numberOf(row, 'booked'),
    version: numberOf(row, 'version'),
  }
}

/** A transfer as its reversal sees it. */
export function reversibleOf({ fromMember, toMember, wire }: TransferLine): ReversibleTransfer {
  return { ...wire, fromMember, toMember }
}

function transferOf(row: Row): TransferLine {
  const kind = textOf(row, 'kind') as Transfer['kind']
  const actor = textOf(row, 'actor')
  return {
    fromMember: textOrNull(row, 'fromMember'),
    toMember: textOrNull(row, 'toMember'),
    actor,
    body: textOf(row, 'body'),
    receiptKey: receiptKeyOf(row),
    wire: {
      id: textOf(row, 'id'),
      seq: numberOf(row, 'seq'),
      kind,
      purpose: textOf(row, 'purpose') as Transfer['purpose'],
      fromAccount: textOf(row, 'fromAccount'),
      toAccount: textOf(row, 'toAccount'),
      seconds: numberOf(row, 'seconds'),
      at: momentOf(numberOf(row, 'at')),
      workedOn: textOrNull(row, 'workedOn'),
      exchange: textOrNull(row, 'exchange'),
      reverses: kind === 'reverse' ? textOrNull(row, 'ref') : null,
      reversedBy: textOrNull(row, 'reversedBy'),
      charter: numberOf(row, 'charter'),
      by: actor.replace(/^(member|app):/, ''),
      for: textOrNull(row, 'onBehalfOf'),
      memo: textOrNull(row, 'memo') ?? '',
    },
  }
}
