import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// What two stewards decide together, as migrations/community/20261124-2-motions.sql says.

export const charterAmendment = sqliteTable('charter_amendment', {
  motion: text().primaryKey(),
  base: integer().notNull(),
  effectiveFrom: integer().notNull(),
  body: text().notNull(),
  digest: text().notNull(),
})

export const motion = sqliteTable('motion', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  id: text().notNull(),
  kind: text().notNull(),
  ref: text().notNull(),
  body: text().notNull(),
  actor: text().notNull(),
  announcedUntil: integer(),
})

export const motionStep = sqliteTable('motion_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  motion: text().notNull(),
  step: integer().notNull(),
  act: text().notNull(),
  reason: text(),
  actor: text().notNull(),
})
