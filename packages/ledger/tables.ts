import { sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export * from './tables/cards.ts'
export * from './tables/delegations.ts'
export * from './tables/deliveries.ts'
export * from './tables/erasures.ts'
export * from './tables/exchanges.ts'
export * from './tables/links.ts'
export * from './tables/motions.ts'
export * from './tables/parties.ts'
export * from './tables/pools.ts'
export * from './tables/proofs.ts'
export * from './tables/reminders.ts'
export * from './tables/settings.ts'
export * from './tables/tally.ts'

// The tables of one community as migrations/community makes them, for typed rows. A test compares
// the two: the migrations are the truth (STRICT, triggers and views have no place in drizzle).

export const log = sqliteTable('log', {
  seq: integer().primaryKey(),
  kind: text().notNull(),
  ref: text().notNull(),
  at: integer().notNull(),
  body: text().notNull(),
})

export const community = sqliteTable('community', {
  one: integer().primaryKey(),
  seq: integer().notNull(),
  at: integer().notNull(),
  slug: text().notNull(),
  purpose: text().notNull(),
  clockOffsetMs: integer().notNull().default(0),
  publicId: text().notNull(),
  name: text().notNull(),
  about: text().notNull(),
  languages: text().notNull(),
  timeZone: text().notNull(),
  helpLine: text(),
  joining: text().notNull(),
  mark: text(),
  accent: text(),
})

export const memo = sqliteTable('memo', {
  ref: text().notNull(),
  part: text().notNull(),
  salt: text().notNull(),
  text: text().notNull(),
})

export const idempotency = sqliteTable('idempotency', {
  principal: text().notNull(),
  key: text().notNull(),
  fingerprint: text().notNull(),
  ref: text().notNull(),
  step: integer(),
  seq: integer().notNull(),
  at: integer().notNull(),
})

export const outbox = sqliteTable('outbox', {
  id: integer().primaryKey(),
  kind: text().notNull(),
  ref: text().notNull(),
  member: text(),
  at: integer().notNull(),
  deliveredAt: integer(),
})

export const member = sqliteTable('member', {
  id: text().primaryKey(),
  publicId: text().notNull(),
  number: integer().notNull(),
  kind: text().notNull(),
  name: text().notNull(),
  area: text(),
  languages: text().notNull(),
  about: text().notNull(),
  phone: text(),
  email: text(),
  termsVersion: integer().notNull(),
  joinedOn: text(),
  state: text(),
  version: integer().notNull().default(0),
})

export const memberStep = sqliteTable('member_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  step: integer().notNull(),
  state: text().notNull(),
  actor: text().notNull(),
  reason: text(),
})

export const memberPerson = sqliteTable('member_person', {
  member: text().notNull(),
  person: text().notNull(),
})

export const stewardship = sqliteTable('stewardship', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  member: text().notNull(),
  office: text().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
})

export const charter = sqliteTable('charter', {
  version: integer().primaryKey(),
  seq: integer().notNull(),
  at: integer().notNull(),
  effectiveFrom: integer().notNull(),
  body: text().notNull(),
  digest: text().notNull(),
  actor: text().notNull(),
  memberFloorSeconds: integer().notNull().generatedAlwaysAs(sql``),
  memberCeilingSeconds: integer().generatedAlwaysAs(sql``),
  newcomerFloorSeconds: integer().notNull().generatedAlwaysAs(sql``),
  organisationFloorSeconds: integer().notNull().generatedAlwaysAs(sql``),
})

export const appStep = sqliteTable('app_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  app: text().notNull(),
  step: integer().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
})

export const appName = sqliteTable('app_name', {
  app: text().primaryKey(),
  name: text().notNull(),
})

export const account = sqliteTable('account', {
  id: text().primaryKey(),
  publicId: text().notNull(),
  seq: integer().notNull(),
  at: integer().notNull(),
  kind: text().notNull(),
  member: text(),
  status: text().notNull().default('open'),
  inSeconds: integer().notNull().default(0),
  outSeconds: integer().notNull().default(0),
  givenSeconds: integer().notNull().default(0),
  receivedSeconds: integer().notNull().default(0),
  giftSeconds: integer().notNull().default(0),
  importedSeconds: integer().notNull().default(0),
  importedInSeconds: integer().notNull().default(0),
  heldOutSeconds: integer().notNull().default(0),
  heldInSeconds: integer().notNull().default(0),
  version: integer().notNull().default(0),
  lastSeq: integer().notNull().default(-1),
})

export const accountStep = sqliteTable('account_step', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  account: text().notNull(),
  act: text().notNull(),
  actor: text().notNull(),
})

export const limitChange = sqliteTable('limit_change', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  account: text().notNull(),
  floorSeconds: integer().notNull(),
  ceilingSeconds: integer(),
  until: integer(),
  reason: text().notNull(),
  actor: text().notNull(),
})

export const imports = sqliteTable('import', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  id: text().notNull(),
  source: text().notNull(),
  digest: text().notNull(),
  actor: text().notNull(),
})

export const importClosing = sqliteTable('import_closing', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  import: text().notNull(),
  transfers: integer().notNull(),
  seconds: integer().notNull(),
})

export const appGrant = sqliteTable('app_grant', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  app: text().notNull(),
  account: text().notNull(),
  step: integer().notNull(),
  act: text().notNull(),
  dailyCapSeconds: integer().notNull(),
  actor: text().notNull(),
})

export const transfer = sqliteTable('transfer', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  id: text().notNull(),
  kind: text().notNull(),
  purpose: text().notNull(),
  fromAccount: text().notNull(),
  toAccount: text().notNull(),
  seconds: integer().notNull(),
  ref: text(),
  groupId: text(),
  exchange: text(),
  expiresAt: integer(),
  workedOn: text(),
  charter: integer().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
  reason: text(),
  memoHash: text(),
})

export const entry = sqliteTable('entry', {
  account: text().notNull(),
  version: integer().notNull(),
  seq: integer().notNull(),
  deltaSeconds: integer().notNull(),
  balanceSeconds: integer().notNull(),
  at: integer().notNull(),
})

export const need = sqliteTable('need', {
  number: integer().primaryKey(),
  id: text().notNull(),
  member: text().notNull(),
  title: text().notNull(),
  text: text().notNull(),
  category: text().notNull(),
  area: text(),
  remote: integer().notNull(),
  estimateSeconds: integer(),
  when: text().notNull(),
  language: text().notNull(),
  publishedAt: integer().notNull(),
  expiresOn: text().notNull(),
  state: text().notNull().default('open'),
})

export const needClosing = sqliteTable('need_closing', {
  need: text().primaryKey(),
  state: text().notNull(),
  actor: text().notNull(),
  at: integer().notNull(),
})

export const offer = sqliteTable('offer', {
  number: integer().primaryKey(),
  id: text().notNull(),
  member: text().notNull(),
  title: text().notNull(),
  text: text().notNull(),
  category: text().notNull(),
  area: text(),
  remote: integer().notNull(),
  estimateSeconds: integer(),
  when: text().notNull(),
  language: text().notNull(),
  publishedAt: integer().notNull(),
  expiresOn: text().notNull(),
  state: text().notNull().default('open'),
})

export const offerClosing = sqliteTable('offer_closing', {
  offer: text().primaryKey(),
  state: text().notNull(),
  actor: text().notNull(),
  at: integer().notNull(),
})

export const exchange = sqliteTable('exchange', {
  id: text().primaryKey(),
  number: integer().notNull(),
  giver: text().notNull(),
  giverAccount: text().notNull(),
  need: text(),
  offer: text(),
  estimateSeconds: integer().notNull(),
  agreedForAt: integer(),
  charter: integer().notNull(),
  at: integer().notNull(),
})

export const exchangeReceiver = sqliteTable('exchange_receiver', {
  exchange: text().notNull(),
  member: text().notNull(),
  account: text().notNull(),
})

export const exchangeStep = sqliteTable('exchange_step', {
  exchange: text().notNull(),
  step: integer().notNull(),
  state: text().notNull(),
  actor: text().notNull(),
  onBehalfOf: text(),
  at: integer().notNull(),
  logSize: integer().notNull(),
  seconds: integer(),
  workedOn: text(),
  reason: text(),
})
