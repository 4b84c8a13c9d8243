import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// The tree over the log, its signed heads, reports and keys, as
// migrations/community/20261127-7-proofs.sql says.

export const node = sqliteTable('node', {
  level: integer().notNull(),
  position: integer().notNull(),
  hash: text().notNull(),
})

export const checkpoint = sqliteTable('checkpoint', {
  size: integer().primaryKey(),
  root: text().notNull(),
  at: integer().notNull(),
  note: text().notNull(),
})

export const keyFounding = sqliteTable('key_founding', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  origin: text().notNull(),
  x: text().notNull(),
  recoveryX: text().notNull(),
})

export const keyIntroduction = sqliteTable('key_introduction', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  use: text().notNull(),
  x: text().notNull(),
  generation: integer().notNull(),
  signedBy: text().notNull(),
  signature: text().notNull(),
})

export const keyVoiding = sqliteTable('key_voiding', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  kid: text().notNull(),
  fromSize: integer().notNull(),
  signedBy: text().notNull(),
  signature: text().notNull(),
})

export const schemaStep = sqliteTable('schema_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  name: text().notNull(),
  digest: text().notNull(),
})

export const reportRequest = sqliteTable('report_request', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  no: integer().notNull(),
  fromOn: text().notNull(),
  toOn: text().notNull(),
  actor: text().notNull(),
})

export const report = sqliteTable('report', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  no: integer().notNull(),
  fromSize: integer().notNull(),
  toSize: integer().notNull(),
  root: text().notNull(),
  digest: text().notNull(),
  jws: text().notNull(),
})

export const reportAttachment = sqliteTable('report_attachment', {
  report: integer().notNull(),
  name: text().notNull(),
  part: integer().notNull(),
  text: text().notNull(),
})

export const reportSalt = sqliteTable('report_salt', {
  report: integer().notNull(),
  account: text().notNull(),
  place: integer().notNull(),
  salt: text().notNull(),
})

export const cosignerStep = sqliteTable('cosigner_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  act: text().notNull(),
  kid: text().notNull(),
  publicKey: text().notNull(),
  needed: integer().notNull(),
  actor: text().notNull(),
})

export const reportSignature = sqliteTable('report_signature', {
  report: integer().notNull(),
  kid: text().notNull(),
  member: text().notNull(),
  signature: text().notNull(),
  at: integer().notNull(),
})
