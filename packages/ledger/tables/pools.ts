import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Shared hours, hours asked of a friend, choices and leaving, as
// migrations/community/20261124-4-pools.sql says.

export const poolApplication = sqliteTable('pool_application', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  id: text().notNull(),
  pool: text().notNull(),
  member: text().notNull(),
  seconds: integer().notNull(),
  reason: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
})

export const poolAnswer = sqliteTable('pool_answer', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  application: text().notNull(),
  act: text().notNull(),
  reason: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
})

export const asking = sqliteTable('asking', {
  number: integer().primaryKey(),
  id: text().notNull(),
  asker: text().notNull(),
  asked: text().notNull(),
  seconds: integer().notNull(),
  actor: text().notNull(),
  at: integer().notNull(),
})

export const askingAnswer = sqliteTable('asking_answer', {
  asking: text().primaryKey(),
  act: text().notNull(),
  actor: text().notNull(),
  at: integer().notNull(),
})

export const memberChoice = sqliteTable('member_choice', {
  member: text().notNull(),
  choice: text().notNull(),
  value: text().notNull(),
})

export const departure = sqliteTable('departure', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  reason: text().notNull(),
  handTo: text(),
  actor: text().notNull(),
  onBehalfOf: text(),
})
