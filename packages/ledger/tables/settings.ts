import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What coordinators changed, in codes (migrations/community/20261128-6-settings.sql). */
export const settingsChange = sqliteTable('settings_change', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text(),
  fields: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
})
