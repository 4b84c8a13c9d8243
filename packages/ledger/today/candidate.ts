import type { CardKind } from '@commonhour/contract'
import type { Candidate } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Bindable, Query } from '../books.ts'
import { every, jsonOf, numberOf, textOf, textOrNull } from '../rows.ts'

/** One kind of card: what may ask for a coordinator, and how it ends by itself. */
export interface CardSource {
  readonly kind: CardKind
  /** Everything of this kind that waits, or may soon; `now` in ms. */
  readonly query: (now: number) => Query<Candidate[]>
  /**
   * SQL for the moment at which what an opened card `o` (a row of card_act) asked for was done by
   * an act of its own; NULL while it was not.
   */
  readonly endedAt: string
}

/** No kind ever shows more at once: a queue of so many is another trouble than its cards. */
const mostOfAKind = 500

/**
 * A source whose rows are `ref, at, member, people, exchange, title, facts`: people and facts as
 * JSON, member, exchange and title possibly NULL.
 */
export function cardSource(
  kind: CardKind,
  sql: string,
  more: { args?: (now: number) => readonly Bindable[]; endedAt: string },
): CardSource {
  return {
    kind,
    endedAt: more.endedAt,
    query: (now) => ({
      sql: `${sql} LIMIT ${mostOfAKind}`,
      args: more.args?.(now) ?? [],
      read: every((row) => candidateOf(kind, row)),
    }),
  }
}

function candidateOf(kind: CardKind, row: Row): Candidate {
  const exchange = textOrNull(row, 'exchange')
  return {
    kind,
    ref: textOf(row, 'ref'),
    at: numberOf(row, 'at'),
    member: textOrNull(row, 'member'),
    people: jsonOf(row, 'people'),
    exchange: exchange === null ? null : { id: exchange, title: textOrNull(row, 'title') ?? '' },
    facts: jsonOf(row, 'facts'),
  }
}

/** SQL for the one member a card names, as its people. */
export const aboutMember = `json_array(json_object('member', m.id, 'name', m.name, 'role', 'about'))`

/** SQL for both sides of an exchange `e`, as a card's people. */
export const bothSides = `(SELECT json_group_array(json_object('member', member, 'name', name,
    'role', role)) FROM (
  SELECT e.giver AS member, (SELECT name FROM member WHERE id = e.giver) AS name, 'giver' AS role
  UNION ALL SELECT r.member, n.name, 'receiver' FROM exchange_receiver r JOIN member n ON n.id = r.member
    WHERE r.exchange = e.id))`

/** SQL for what an exchange `e` is called. */
export const titleOfExchange = `(SELECT text FROM memo WHERE ref = e.id AND part = 'title')`

/** SQL for the first step after the state an opened card was about. */
export function afterState(state: 'done' | 'disputed'): string {
  return `(SELECT min(at) FROM exchange_step WHERE exchange = o.ref AND state <> '${state}'
    AND step > (SELECT max(step) FROM exchange_step
      WHERE exchange = o.ref AND state = '${state}' AND at <= o.at))`
}
