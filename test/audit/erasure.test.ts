import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { neighbourhoodCharter } from '@commonhour/contract'
import { type Courier, type CourierEnv, createCourier } from '@commonhour/courier'
import {
  findOrCreatePerson,
  findPerson,
  markCommunity,
  provision,
  registerCommunity,
} from '@commonhour/host'
import { foundCommunity, openBooks } from '@commonhour/ledger'
import { firstFinding, verifyReport } from '@commonhour/proof'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Acts, actsOf, hour, ok, outcome } from '../api/acts.ts'
import { type AfterActs, afterActsOf } from '../api/afterActs.ts'
import { communityMigrations } from '../support/books.ts'
import type { Someone } from '../support/place.ts'
import { openAuditWorld, type World } from './world.ts'

const day = 86_400_000
/** Words that stand nowhere else, each where another kind of text is kept. */
const secret = {
  name: 'Zqarwen Vintober',
  about: 'zqabout-plays-the-oboe',
  phone: '+353-555-0199-77',
  contact: 'zqcontact@example.org',
  signIn: 'zqsignin@example.org',
  answer: 'zqanswer-by-the-baker',
  need: 'zqneed-clinic',
  needText: 'zqneedtext-on-mondays',
  offer: 'zqoffer-oboe',
  title: 'zqtitle-curtains',
  place: 'zqplace-nine-mill-lane',
  otherPlace: 'zqcounter-ten-mill-lane',
  message: 'zqmessage-ring-twice',
  thanks: 'zqthanks-so-kind',
  memo: 'zqmemo-for-the-cake',
  concern: 'zqconcern-felt-rushed',
  dispute: 'zqdispute-it-was-shorter',
  applying: 'zqapplying-rent-is-due',
} as const

let world: World
let it: Acts
let after: AfterActs
let gone: Someone
let courier: Courier
beforeEach(async () => {
  world = await openAuditWorld({ charter: { joinQuestions: ['Who told you of us?'] } })
  const { place } = world
  it = actsOf(place)
  after = afterActsOf(place)
  gone = await place.joins(secret.name, {
    ...{ about: secret.about, contact: { phone: secret.phone, email: secret.contact } },
    answers: [secret.answer],
  })
  await findOrCreatePerson(host(), secret.signIn, place.now(), gone.person)
  courier = courierWith({})
})
afterEach(() => world.place.dispose())

function courierWith(more: Partial<CourierEnv>): Courier {
  const { env, now } = world.place
  return createCourier({
    ...{ base: 'http://localhost:8787', open: env.open, from: 'Riverside <h@example.org>' },
    ...{ mailer: { send: async () => 'sent' }, now, chance: () => 0.5, log: () => {} },
    ...more,
  })
}

const host = () => world.place.env.open('host')
const audited = () => world.audit().round({ whole: true })

/** Everything someone may write, once each. */
async function lives(): Promise<void> {
  const { ask, id, rosa } = world.place
  const { luis } = world
  const need = await it.publish(gone, { title: secret.need, text: secret.needText })
  await it.publish(gone, { title: secret.offer }, 'publishOffer')
  ok(await it.propose(luis, luis, gone, { about: { need }, title: secret.need }))
  const agreedFor = { at: '2026-03-20T09:30:00Z', place: secret.place }
  const told = ok(await it.propose(gone, gone, luis, { title: secret.title, agreedFor })).id
  const terms = { agreedFor: { ...agreedFor, place: secret.otherPlace }, estimateSeconds: hour }
  ok(await it.counterPropose(luis, told, terms))
  ok(await after.say(gone, told, secret.message))
  const helped = await it.helped(gone, luis, 3 * hour)
  ok(await after.thank(gone, helped, secret.thanks))
  ok(await after.say(luis, helped, 'Luis keeps his own words'))
  ok(await it.gift(gone, luis.account, hour, { memo: secret.memo }))
  const concern = { id: id(), kind: 'other', text: secret.concern }
  ok(await ask(gone, 'raiseConcern', {}, { body: concern }))
  const disputed = await it.done(luis, gone)
  ok(await after.dispute(gone, disputed, { words: secret.dispute, seconds: hour / 2 }))
  const shares = [{ receiver: gone.member, seconds: hour / 2 }]
  const body = { shares, reason: 'both_agreed' }
  ok(await ask(rosa, 'settleExchange', { exchange: disputed }, { body }))
  ok(await it.gift(gone, world.place.pool, hour))
  const applying = { id: id(), seconds: 900, reason: 'hours_ran_out', text: secret.applying }
  ok(await ask(gone, 'applyToPool', { pool: world.place.pool }, { body: applying }))
}

const leaves = (who: Someone) =>
  world.place.ask(who, 'departMember', { member: who.member }, { body: { reason: 'leaves' } })
const erases = (who: Someone, more = {}) => {
  const body = { reason: 'own_wish' }
  return world.place.ask(who, 'eraseMember', { member: who.member }, { body, ...more })
}

async function report(no: number): Promise<void> {
  const { ask, now, pass, rosa } = world.place
  const yesterday = new Date(now()).toISOString().slice(0, 10)
  pass(day)
  const from = no === 1 ? '2026-03-01' : yesterday
  ok(await ask(rosa, 'requestReport', {}, { body: { from, to: yesterday } }))
  expect(await world.audit().round()).toMatchObject({ reports: 1 })
}

/** A report with both its attachments, as an outsider holds it against the one before. */
async function finding(no: number): Promise<unknown> {
  const { ask, rosa } = world.place
  const jws = async (one: number) => {
    const headers = { accept: 'application/jose' }
    return String((await ask(null, 'readReport', { no: String(one) }, { headers })).body)
  }
  const attached = async (name: 'readReportLog' | 'readReportBalances') => [
    String((await ask(rosa, name, { no: String(no) })).body),
  ]
  const checks = await verifyReport({
    report: await jws(no),
    ...(no > 1 && { previous: await jws(no - 1) }),
    log: await attached('readReportLog'),
    balances: await attached('readReportBalances'),
    ...(await world.keys()),
  })
  expect(checks.filter(({ state }) => state === 'passed').length).toBeGreaterThan(4)
  return firstFinding(checks)
}

/** The bytes of every file of the data directory, journals and all, in lower case. */
async function bytesOnDisk(): Promise<string> {
  const { directory } = world.place
  const names = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  expect(files.filter((file) => file.endsWith('.db'))).toHaveLength(3)
  const read = await Promise.all(files.map((file) => readFile(file, 'latin1')))
  return read.join('\n').toLowerCase()
}
const found = async () => {
  const bytes = await bytesOnDisk()
  return Object.entries(secret)
    .filter(([, word]) => bytes.includes(word.toLowerCase()))
    .map(([name]) => name)
}

test('erased, they are nowhere on disk, and every report from before, meanwhile and after verifies', async () => {
  await lives()
  const session = `INSERT INTO session (id, tokenHash, person, createdAt, expiresAt)
    VALUES ('s', ?, ?, 1, 2)`
  await host().execute({ sql: session, args: ['a'.repeat(64), gone.person] })
  await courier.round()
  await report(1)
  expect(await found()).toEqual(Object.keys(secret))
  ok(await leaves(gone))
  await courier.round()
  await report(2)
  ok(await erases(gone))
  await courier.round()
  await world.help()
  await report(3)
  expect(await found()).toEqual([])
  for (const no of [1, 2, 3]) expect([no, await finding(no)]).toEqual([no, null])
  expect(await audited()).toEqual({})
  expect(await world.alarms()).toEqual([])
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0 })
  expect(await findPerson(host(), gone.person)).toBeNull()
  expect((await host().execute('SELECT * FROM session')).rows).toEqual([])
  const theirs = `SELECT * FROM report_salt WHERE account = '${gone.account}'`
  expect(await world.rows(theirs)).toEqual([])
  // What others wrote stays, and so does that there was somebody.
  expect(await bytesOnDisk()).toContain('luis keeps his own words')
  const number = '#4'
  const statement = ok(await world.place.ask(world.luis, 'readStatement', world.luis as never))
  expect(JSON.stringify(statement)).toContain(`"name":"${number}"`)
})

test('told again after its answer was lost, it is the same erasure', async () => {
  ok(await leaves(gone))
  const key = '0193a0c0-0000-4000-8000-000000000077'
  const said = ok(await erases(gone, { key }))
  expect(said).toMatchObject({ member: gone.member, reason: 'own_wish' })
  expect(ok(await erases(gone, { key }))).toEqual(said)
  expect(outcome(await erases(gone))).toBe('actor_is_not_a_member')
})

/** Another community on the same host, founded by whoever leaves the first. */
async function foundSecond(): Promise<void> {
  const { env, fetch, id, now } = world.place
  const [database, client] = ['hillside', env.open('hillside')]
  const migrations = await communityMigrations()
  const it = { base: 'http://libsql.local', database, fetch, client, migrations, now: now() }
  await provision(it)
  await registerCommunity(host(), { slug: database, name: 'Hillside', now: now() })
  await markCommunity(host(), database, 'open')
  const founder = { ...gone, member: id(), account: id(), email: null, language: 'en' }
  await foundCommunity(openBooks(client), {
    community: {
      ...{ slug: database, name: 'Hillside', about: '', languages: ['en'], helpLine: null },
      ...{ timeZone: 'Europe/Dublin', joining: 'application' as const },
    },
    ...{ purpose: 'test' as const, clockOffsetMs: 0, charter: neighbourhoodCharter, founder },
    ...{ poolAccount: id(), now: now() },
  })
}

test('whoever belongs to another community of the host is not forgotten by it', async () => {
  await foundSecond()
  ok(await leaves(gone))
  ok(await erases(gone))
  expect(await world.rows('SELECT person FROM erased_person')).toEqual([{ person: gone.person }])
  expect(await courier.round()).not.toHaveProperty('forgotten')
  expect(await world.rows('SELECT person FROM erased_person')).toEqual([])
  expect(await findPerson(host(), gone.person)).toMatchObject({ email: secret.signIn })
})

test('while one community cannot be asked nobody is forgotten, and the next round asks again', async () => {
  await foundSecond()
  const { env } = world.place
  ok(await leaves(gone))
  ok(await erases(gone))
  const away = { open: (name: string) => env.open(name === 'hillside' ? 'nowhere' : name) }
  const troubled = await courierWith(away).round('riverside')
  expect(troubled).toMatchObject({ communities_troubled: 1 })
  expect(await findPerson(host(), gone.person)).not.toBeNull()
  const { rows } = await host().execute(
    "UPDATE community SET state = 'founding' WHERE slug = 'hillside' RETURNING slug",
  )
  expect(rows).toHaveLength(1)
  expect(await courier.round()).toMatchObject({ forgotten: 1 })
  expect(await findPerson(host(), gone.person)).toBeNull()
})
