import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Who is linked to a household or an organisation, as
// migrations/community/20261127-1-links.sql says.

export const link = sqliteTable('link', {
  id: text().primaryKey(),
  number: integer().notNull(),
  member: text().notNull(),
  linked: text().notNull(),
  at: integer().notNull(),
})

export const linkStep = sqliteTable('link_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  link: text().notNull(),
  step: integer().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
})
