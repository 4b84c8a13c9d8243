import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Acting for another and what keeps people safe, as migrations/community/20261124-6-delegations.sql
// says.

export const delegation = sqliteTable('delegation', {
  id: text().primaryKey(),
  number: integer().notNull(),
  member: text().notNull(),
  delegate: text().notNull(),
  scope: text().notNull(),
  until: integer().notNull(),
  at: integer().notNull(),
})

export const delegationStep = sqliteTable('delegation_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  delegation: text().notNull(),
  step: integer().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
})

export const householdDeclaration = sqliteTable('household_declaration', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  other: text().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
})

export const slipBatch = sqliteTable('slip_batch', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  id: text().notNull(),
  source: text().notNull(),
  lines: integer().notNull(),
  seconds: integer().notNull(),
  actor: text().notNull(),
})

export const slip = sqliteTable('slip', {
  batch: text().notNull(),
  line: integer().notNull(),
  exchange: text().notNull(),
})

export const slipReversal = sqliteTable('slip_reversal', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  batch: text().notNull(),
  exchanges: integer().notNull(),
  actor: text().notNull(),
})

export const memberBlock = sqliteTable('member_block', {
  member: text().notNull(),
  blocked: text().notNull(),
  at: integer().notNull(),
})

export const concern = sqliteTable('concern', {
  id: text().primaryKey(),
  number: integer().notNull(),
  member: text().notNull(),
  aboutMember: text(),
  aboutExchange: text(),
  kind: text().notNull(),
  at: integer().notNull(),
})

export const concernResolution = sqliteTable('concern_resolution', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  concern: text().notNull(),
  outcome: text().notNull(),
  actor: text().notNull(),
})

export const memberCheck = sqliteTable('member_check', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  kind: text().notNull(),
  untilOn: text().notNull(),
  actor: text().notNull(),
})
