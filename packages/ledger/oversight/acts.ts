import { momentOf, type StewardAct } from '@commonhour/contract'
import type { Query } from '../books.ts'
import { every, numberOf, textOf, textOrNull } from '../rows.ts'

/** Where a page of acts ended: the moment of its last line, and its own key. */
export type ActPlace = readonly [at: number, key: string]
export type ActLine = StewardAct & { readonly place: ActPlace }

/**
 * Where acts of stewards stand: `at, key, act, actor, onBehalfOf, word, ref, reason`. The
 * large tables (steps, transfers, cards) are asked by an index of what stewards do there.
 */
const parts: readonly string[] = [
  part('limit_change', `'limits.changed'`, 'member', accountsMember('s.account'), 's.reason'),
  part('stewardship', `'steward.' || s.act`, 'member', 's.member', 's.office'),
  part('member_step', `'member.' || s.state`, 'member', 's.member', 's.reason', {
    where: `s.actor <> 'member:' || s.member`,
  }),
  part('charter', `'charter.adopted'`, 'charter', 'CAST(s.version AS TEXT)'),
  part('account_step', `'account.' || s.act`, 'account', 's.account'),
  part('app_step', `'app.' || s.act`, 'app', 's.app'),
  part('import', `'import.opened'`, 'import', 's.id', 's.source'),
  part('motion', `'motion.proposed'`, 'motion', 's.id', 's.kind'),
  part('motion_step', `'motion.' || s.act`, 'motion', 's.motion', 's.reason'),
  part('pool_answer', `'application.' || s.act`, 'application', 's.application', 's.reason', {
    forAnother: 's.onBehalfOf',
  }),
  part('departure', `'departure.begun'`, 'member', 's.member', 's.reason', {
    where: `s.actor <> 'member:' || s.member`,
  }),
  part('slip_batch', `'slips.entered'`, 'slips', 's.id', 's.source'),
  part('slip_reversal', `'slips.reversed'`, 'slips', 's.batch'),
  part('delegation_step', `'delegation.' || s.act`, 'delegation', 's.delegation', 'NULL', {
    forAnother: 's.onBehalfOf',
    where: 's.onBehalfOf IS NOT NULL',
  }),
  part('household_declaration', `'household.' || s.act`, 'member', 's.other'),
  part('concern_resolution', `'concern.resolved'`, 'concern', 's.concern', 's.outcome'),
  part('member_check', `'check.seen'`, 'member', 's.member', 's.kind'),
  part('transfer', `'transfer.reversed'`, 'transfer', 's.ref', 's.reason', {
    where: `s.kind = 'reverse' AND s.exchange IS NULL`,
  }),
  part('exchange_step', `'exchange.' || s.state`, 'exchange', 's.exchange', 's.reason', {
    key: `s.exchange || ':' || s.step`,
    forAnother: 's.onBehalfOf',
    where: `s.state IN ('settled', 'reversed')`,
  }),
  part('exchange_step', `'exchange.' || s.state`, 'exchange', 's.exchange', 's.reason', {
    key: `s.exchange || ':' || s.step`,
    forAnother: 's.onBehalfOf',
    where: `s.onBehalfOf IS NOT NULL AND s.state NOT IN ('settled', 'reversed')`,
  }),
  part('card_act', `'card.' || s.act`, 'card', 's.card', 's.outcome', {
    key: numbered('s.number'),
  }),
]

interface More {
  readonly key?: string
  readonly forAnother?: string
  readonly where?: string
}

function part(
  table: string,
  act: string,
  word: string,
  ref: string,
  reason = 'NULL',
  { forAnother = 'NULL', key = numbered('s.seq'), where = 'true' }: More = {},
): string {
  return `SELECT * FROM (SELECT s.at, '${table}:' || ${key} AS key, ${act} AS act, s.actor,
      ${forAnother} AS onBehalfOf, '${word}' AS word, ${ref} AS ref, ${reason} AS reason
    FROM ${table} s WHERE ${where} AND s.at <= ?1
      AND (s.at, '${table}:' || ${key}) < (?1, ?2)
      AND EXISTS (SELECT 1 FROM stewardship WHERE member = substr(s.actor, 8))
    ORDER BY s.at DESC, key DESC LIMIT ?3)`
}

/** A number as text that sorts as the number does: a page ends at a key. */
function numbered(column: string): string {
  return `printf('%012d', ${column})`
}

function accountsMember(account: string): string {
  return `coalesce((SELECT member FROM account WHERE id = ${account}), ${account})`
}

/** Every act of every steward, newest first. */
export function stewardActsQuery(place: ActPlace | null, limit: number): Query<ActLine[]> {
  const [at, key] = place ?? [Number.MAX_SAFE_INTEGER, '']
  return {
    sql: `SELECT q.*, p.id AS byId, p.name AS byName, f.name AS forName, w.name AS refName
      FROM (${parts.join('\nUNION ALL\n')}) q
      JOIN member p ON p.id = substr(q.actor, 8)
      LEFT JOIN member f ON f.id = q.onBehalfOf LEFT JOIN member w ON w.id = q.ref
      ORDER BY q.at DESC, q.key DESC LIMIT ?3`,
    args: [at, key, limit],
    read: every((row) => {
      const moment = numberOf(row, 'at')
      const forId = textOrNull(row, 'onBehalfOf')
      return {
        act: textOf(row, 'act'),
        by: { member: textOf(row, 'byId'), name: textOf(row, 'byName') },
        for: forId === null ? null : { member: forId, name: textOf(row, 'forName') },
        about: {
          word: textOf(row, 'word'),
          id: textOf(row, 'ref'),
          name: textOrNull(row, 'refName'),
        },
        reason: textOrNull(row, 'reason'),
        at: momentOf(moment),
        place: [moment, textOf(row, 'key')],
      }
    }),
  }
}
