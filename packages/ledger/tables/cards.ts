import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What coordinators did with cards of Today (migrations/community/20261124-7-cards.sql). */
export const cardAct = sqliteTable('card_act', {
  number: integer().primaryKey(),
  id: text().notNull(),
  card: text().notNull(),
  kind: text().notNull(),
  ref: text().notNull(),
  member: text(),
  since: integer().notNull(),
  act: text().notNull(),
  owner: text(),
  outcome: text(),
  actor: text().notNull(),
  at: integer().notNull(),
})
