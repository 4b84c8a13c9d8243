import { momentOf, type StewardAct } from '@commonhour/contract'
import type { Query } from '../books.ts'
import { every, numberOf, textOf, textOrNull } from '../rows.ts'

/** Where a page of acts ended: the moment of its last line, and its own key. */
export type ActPlace = readonly [at: number, key: string]
export type ActLine = StewardAct & { readonly place: ActPlace }

const slug = '(SELECT slug FROM community)'

/**
 * Where acts of stewards stand: `at, key, act, actor, onBehalfOf, word, ref, reason, kind, whose`.
 * The large tables (steps, transfers, cards) are asked by an index of what stewards do there.
 */
const parts: readonly string[] = [
  part('limit_change', `'limits.changed'`, 'member', accountsMember('account'), 'reason'),
  part('stewardship', `'steward.' || act`, 'member', 'member', 'office'),
  part('member_step', `'member.' || state`, 'member', 'member', 'reason', {
    where: `actor <> 'member:' || member`,
  }),
  part('charter', `'charter.adopted'`, 'charter', 'CAST(version AS TEXT)'),
  part('account_step', `'account.' || act`, 'account', 'account'),
  part('app_step', `'app.' || act`, 'app', 'app'),
  part('import', `'import.opened'`, 'import', 'id', 'source'),
  part('motion', `'motion.proposed'`, 'motion', 'id', 'kind'),
  part('motion_step', `'motion.' || act`, 'motion', 'motion', 'reason'),
  part('pool_answer', `'application.' || act`, 'application', 'application', 'reason', {
    forAnother: 'onBehalfOf',
  }),
  part('departure', `'departure.begun'`, 'member', 'member', 'reason', {
    where: `actor <> 'member:' || member`,
  }),
  part('slip_batch', `'slips.entered'`, 'slips', 'id', 'source'),
  part('slip_reversal', `'slips.reversed'`, 'slips', 'batch'),
  part('delegation_step', `'delegation.' || act`, 'delegation', 'delegation', 'NULL', {
    forAnother: 'onBehalfOf',
    where: 'onBehalfOf IS NOT NULL',
  }),
  part('link_step', `'link.' || act`, 'link', 'link', 'NULL', {
    forAnother: 'onBehalfOf',
    // A side's own ending is no act of office; taking back what was asked for it is.
    where: `onBehalfOf IS NOT NULL OR step = 0 OR (act = 'ended' AND NOT EXISTS (
      SELECT 1 FROM link l WHERE l.id = link AND substr(actor, 8) IN (l.member, l.linked)))`,
  }),
  part('report_request', `'report.requested'`, 'report', 'CAST(no AS TEXT)'),
  part('cosigner_step', `'cosigner.' || act`, 'member', 'member'),
  part('household_declaration', `'household.' || act`, 'member', 'other'),
  part('concern_resolution', `'concern.resolved'`, 'concern', 'concern', 'outcome'),
  part('settings_change', `'profile.changed'`, 'member', 'member', 'NULL', {
    forAnother: 'onBehalfOf',
    where: 'settings_change.member IS NOT NULL',
  }),
  part('settings_change', `'settings.changed'`, 'community', slug, 'NULL', {
    forAnother: 'onBehalfOf',
    where: 'settings_change.member IS NULL',
  }),
  part('member_check', `'check.seen'`, 'member', 'member', 'kind'),
  part('transfer', `'transfer.reversed'`, 'transfer', 'ref', 'reason', {
    key: numbered('seq'),
    where: `kind = 'reverse' AND exchange IS NULL`,
  }),
  part('exchange_step', `'exchange.' || state`, 'exchange', 'exchange', 'reason', {
    key: `exchange || ':' || step`,
    forAnother: 'onBehalfOf',
    where: `state IN ('settled', 'reversed')`,
  }),
  part('exchange_step', `'exchange.' || state`, 'exchange', 'exchange', 'reason', {
    key: `exchange || ':' || step`,
    forAnother: 'onBehalfOf',
    where: `onBehalfOf IS NOT NULL AND state NOT IN ('settled', 'reversed')`,
  }),
  part('card_act', `'card.' || act`, 'card', 'card', 'outcome', {
    key: numbered('number'),
    kind: 'kind',
    // Whom a concern is about stays with those who look into it.
    whose: `CASE kind WHEN 'concern' THEN NULL ELSE member END`,
  }),
]

interface More {
  readonly key?: string
  readonly forAnother?: string
  readonly where?: string
  readonly kind?: string
  readonly whose?: string
}

function part(
  table: string,
  act: string,
  word: string,
  ref: string,
  reason = 'NULL',
  more: More = {},
): string {
  const { forAnother = 'NULL', kind = 'NULL', where = 'true', whose = ref } = more
  const key = more.key ?? numbered(`${table}.seq`)
  // Where rows have a place in the log, that is their order in time: the newest are read, no more.
  const order = more.key === undefined ? `${table}.seq DESC` : `${table}.at DESC, key DESC`
  return `SELECT * FROM (SELECT ${table}.at, '${table}:' || ${key} AS key, ${act} AS act, ${table}.actor,
      ${forAnother} AS onBehalfOf, '${word}' AS word, ${ref} AS ref, ${reason} AS reason,
      ${kind} AS kind, ${whose} AS whose
    FROM ${table} WHERE ${where} AND ${table}.at <= ?1
      AND (${table}.at, '${table}:' || ${key}) < (?1, ?2)
      AND EXISTS (SELECT 1 FROM stewardship w WHERE w.member = substr(${table}.actor, 8))
    ORDER BY ${order} LIMIT ?3)`
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
      LEFT JOIN member f ON f.id = q.onBehalfOf LEFT JOIN member w ON w.id = q.whose
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
          kind: textOrNull(row, 'kind'),
        },
        reason: textOrNull(row, 'reason'),
        at: momentOf(moment),
        place: [moment, textOf(row, 'key')],
      }
    }),
  }
}
