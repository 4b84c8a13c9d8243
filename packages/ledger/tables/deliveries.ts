import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// What became of notices, as migrations/community/20261124-5-deliveries.sql says.

export const delivery = sqliteTable('delivery', {
  outbox: integer().notNull(),
  person: text().notNull(),
  attempt: integer().notNull(),
  act: text().notNull(),
  at: integer().notNull(),
  until: integer(),
})

export const expiryNotice = sqliteTable('expiry_notice', {
  word: text().notNull(),
  publication: text().notNull(),
  expiresOn: text().notNull(),
  at: integer().notNull(),
})

export const digest = sqliteTable('digest', {
  member: text().notNull(),
  week: text().notNull(),
  at: integer().notNull(),
})
