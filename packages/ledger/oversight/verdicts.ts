import { momentOf, type NotedVerdict } from '@commonhour/contract'
import type { Query } from '../books.ts'
import { every, jsonOf, numberOf, textOf, textOrNull } from '../rows.ts'

/** Where a page of verdicts ended: the moment, exchange, step and rule of its last line. */
export type VerdictPlace = readonly [at: number, exchange: string, step: number, rule: string]

/** A verdict with the moment that pages go by. */
export type VerdictLine = NotedVerdict & { readonly atMs: number }

const first: VerdictPlace = [Number.MAX_SAFE_INTEGER, '', 0, '']

/** What rules said of steps that were allowed all the same, newest first. */
export function verdictsQuery(place: VerdictPlace | null, limit: number): Query<VerdictLine[]> {
  return {
    sql: `SELECT q.*, e.giver, g.name AS giverName, r.name AS receiverName,
        (SELECT text FROM memo WHERE ref = q.exchange AND part = 'title') AS title
      FROM (SELECT * FROM exchange_verdict
        WHERE at <= ?1 AND (at, exchange, step, rule) < (?1, ?2, ?3, ?4)
        ORDER BY at DESC, exchange DESC, step DESC, rule DESC LIMIT ?5) q
      JOIN exchange e ON e.id = q.exchange
      JOIN member g ON g.id = e.giver JOIN member r ON r.id = q.receiver
      ORDER BY q.at DESC, q.exchange DESC, q.step DESC, q.rule DESC`,
    args: [...(place ?? first), limit],
    read: every((row) => {
      const at = numberOf(row, 'at')
      return {
        exchange: textOf(row, 'exchange'),
        title: textOrNull(row, 'title') ?? '',
        giver: { member: textOf(row, 'giver'), name: textOf(row, 'giverName') },
        receiver: { member: textOf(row, 'receiver'), name: textOf(row, 'receiverName') },
        step: numberOf(row, 'step'),
        rule: textOf(row, 'rule'),
        verdict: textOf(row, 'verdict') as NotedVerdict['verdict'],
        facts: jsonOf<NotedVerdict['facts']>(row, 'facts'),
        at: momentOf(at),
        atMs: at,
      }
    }),
  }
}
