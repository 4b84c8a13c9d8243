import type { CardKind } from '@commonhour/contract'
import type { CardAct, CoordinatorAtWork } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from '../books.ts'
import { linkedTo, ownCauseOf } from '../ownCause.ts'
import { every, first, jsonOf, numberOf, textOf, textOrNull } from '../rows.ts'

const actSql = `SELECT a.*, p.name AS byName, w.name AS ownerName,
    coalesce((SELECT text FROM memo WHERE ref = a.id AND part = 'memo'), '') AS note
  FROM card_act a JOIN member p ON p.id = substr(a.actor, 8) LEFT JOIN member w ON w.id = a.owner`

/** What was done with some cards, oldest first. */
export function cardActsQuery(cards: readonly string[]): Query<CardAct[]> {
  return {
    sql: `${actSql} WHERE a.card IN (SELECT value FROM json_each(?)) ORDER BY a.card, a.number`,
    args: [JSON.stringify(cards)],
    read: every(cardActOf),
  }
}

/** A card that something was done with, as it was kept. */
export interface KeptCard {
  readonly card: string
  readonly kind: CardKind
  readonly ref: string
  readonly since: number
  readonly acts: readonly CardAct[]
}

/** The cards about a member that something was done with, newest first. */
export function keptCardsQuery(member: string, limit: number): Query<KeptCard[]> {
  return {
    sql: `${actSql} WHERE a.card IN (SELECT card FROM card_act WHERE member = ?
        AND act = 'opened' ORDER BY number DESC LIMIT ?)
      ORDER BY a.since DESC, a.card, a.number`,
    args: [member, limit],
    read: (rows) => {
      const cards = new Map<string, KeptCard & { acts: CardAct[] }>()
      for (const row of rows) {
        const card = textOf(row, 'card')
        const kept = cards.get(card) ?? { ...identityOf(row), card, acts: [] }
        kept.acts.push(cardActOf(row))
        cards.set(card, kept)
      }
      return [...cards.values()]
    },
  }
}

/** How many chats about hours ended since a moment. */
export function talkedSinceQuery(since: number): Query<number> {
  return {
    sql: `SELECT count(*) AS talks FROM card_act WHERE kind = 'talk' AND act = 'resolved' AND at > ?`,
    args: [since],
    read: (rows) => (rows[0] === undefined ? 0 : numberOf(rows[0], 'talks')),
  }
}

/** The coordinators at work, and whom each of them speaks for. */
export const coordinatorsQuery: Query<CoordinatorAtWork[]> = {
  sql: `SELECT m.id, m.name, ${ownCauseOf(linkedTo('m.id'))} AS speaksFor
    FROM office f JOIN member m ON m.id = f.member
    WHERE f.office = 'coordinator' AND m.state = 'active' ORDER BY m.number`,
  args: [],
  read: every((row) => ({
    member: textOf(row, 'id'),
    name: textOf(row, 'name'),
    speaksFor: jsonOf<string[]>(row, 'speaksFor'),
  })),
}

/** When this community was founded, ms. */
export const foundedAtQuery: Query<number | null> = {
  sql: 'SELECT at FROM community',
  args: [],
  read: first((row) => numberOf(row, 'at')),
}

function identityOf(row: Row) {
  return {
    kind: textOf(row, 'kind') as CardKind,
    ref: textOf(row, 'ref'),
    since: numberOf(row, 'since'),
  }
}

function cardActOf(row: Row): CardAct {
  const owner = textOrNull(row, 'owner')
  return {
    card: textOf(row, 'card'),
    act: textOf(row, 'act') as CardAct['act'],
    owner: owner === null ? null : { member: owner, name: textOf(row, 'ownerName') },
    outcome: textOrNull(row, 'outcome') as CardAct['outcome'],
    by: { member: textOf(row, 'actor').slice('member:'.length), name: textOf(row, 'byName') },
    note: textOf(row, 'note'),
    at: numberOf(row, 'at'),
  }
}
