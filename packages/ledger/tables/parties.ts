import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// As migrations/community/20261128-2-speed.sql says.

/** Whose exchanges are whose, and which are under way; owned by the triggers of exchanges. */
export const exchangeParty = sqliteTable('exchange_party', {
  member: text().notNull(),
  number: integer().notNull(),
  exchange: text().notNull(),
  isOpen: integer().notNull(),
})
