import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'

// As migrations/community/20261127-6-speed.sql says.

/** How many transfers moved hours; owned by their own trigger. */
export const movedTally = sqliteTable('moved_tally', {
  one: integer().primaryKey(),
  transfers: integer().notNull(),
  lastSeq: integer().notNull(),
})
