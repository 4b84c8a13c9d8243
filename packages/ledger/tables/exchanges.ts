import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// What an exchange gathers beside its steps, as migrations/community/20261124-1-exchanges.sql says.

export const exchangeTerms = sqliteTable('exchange_terms', {
  exchange: text().notNull(),
  step: integer().notNull(),
  estimateSeconds: integer().notNull(),
  agreedForAt: integer(),
})

export const exchangeAssent = sqliteTable('exchange_assent', {
  exchange: text().notNull(),
  member: text().notNull(),
  step: integer().notNull(),
  kind: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
  at: integer().notNull(),
  logSize: integer().notNull(),
})

export const exchangeThanks = sqliteTable('exchange_thanks', {
  exchange: text().notNull(),
  member: text().notNull(),
  id: text().notNull(),
  at: integer().notNull(),
})

export const exchangeMessage = sqliteTable('exchange_message', {
  number: integer().primaryKey(),
  id: text().notNull(),
  exchange: text().notNull(),
  member: text().notNull(),
  actor: text().notNull(),
  at: integer().notNull(),
})

export const exchangeVerdict = sqliteTable('exchange_verdict', {
  exchange: text().notNull(),
  step: integer().notNull(),
  rule: text().notNull(),
  receiver: text().notNull(),
  verdict: text().notNull(),
  says: text().notNull(),
  facts: text().notNull(),
  at: integer().notNull(),
})
