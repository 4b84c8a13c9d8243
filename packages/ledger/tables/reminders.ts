import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// As migrations/community/20261124-3-reminders.sql says.

/** What the clock has said of a claim that waits. */
export const exchangeReminder = sqliteTable('exchange_reminder', {
  exchange: text().notNull(),
  step: integer().notNull(),
  day: integer().notNull(),
  member: text().notNull(),
  kind: text().notNull(),
  outbox: integer().notNull(),
  at: integer().notNull(),
})
