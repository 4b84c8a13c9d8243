import { alarmNoticeOf } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { healthOf } from '../../workers/audit/health.ts'
import { ok, outcome } from '../api/acts.ts'
import { secret } from '../support/auditing.ts'
import { openAuditWorld, type World, wordsOf } from './world.ts'

// What stewards and anyone are told while audit signs nothing.

let world: World
beforeEach(async () => {
  world = await openAuditWorld()
  await world.help()
  await world.audit().round()
})
afterEach(() => world.place.dispose())

const standing = async () => ok(await world.place.ask(world.place.rosa, 'readAlarm', {})).alarm
const proof = async () => ok(await world.place.ask(null, 'readProof', {}))
const host = () => world.place.env.open('host')
const health = () => {
  const { env, now } = world.place
  const random = env.random
  const log = () => {}
  const it = { base: 'https://hours.example', open: env.open, secret, recoveryX: null, now }
  return healthOf({ ...it, random, log })
}
async function altered(body: string): Promise<string> {
  const [was] = await world.bodies()
  const words = await wordsOf(world, 'log_is_never_updated')
  const set = `UPDATE log SET body = '${body}' WHERE seq = 0`
  world.asOwner('DROP TRIGGER log_is_never_updated', set, words)
  return String(was)
}

test('stewards read what is amiss, anyone since when; both are over once it is signed again', async () => {
  const { pass } = world.place
  expect(await standing()).toBeNull()
  expect(await proof()).not.toHaveProperty('unsignedSince')
  expect((await health()).status).toBe(200)
  const signed = { size: (await world.bodies()).length, at: new Date(world.place.now()) }
  const was = await altered('[]')
  const since = new Date(pass(60_000)).toISOString()
  await world.audit().round()
  const told = { code: 'log_is_altered', since, signed: { ...signed, at: signed.at.toISOString() } }
  expect(await standing()).toEqual(told)
  const { ask, rosa } = world.place
  expect(ok(await ask(rosa, 'readHome', {})).alarm).toEqual(told)
  expect(ok(await ask(world.ana, 'readHome', {}))).not.toHaveProperty('alarm')
  expect(await proof()).toMatchObject({ unsignedSince: since })
  expect((await health()).status).toBe(503)
  // What comes to it does not move the moment from which on nothing was signed.
  pass(60_000)
  world.asOwner('CREATE TRIGGER gift AFTER INSERT ON memo BEGIN SELECT 1; END')
  await world.audit().round()
  expect(await standing()).toEqual({ ...told, code: 'schema_is_not_released' })
  world.asOwner('DROP TRIGGER gift')
  await altered(was)
  await world.audit().round()
  expect(await standing()).toBeNull()
  expect(await proof()).not.toHaveProperty('unsignedSince')
  expect((await health()).status).toBe(200)
  // The memory keeps what was wrong once.
  const { rows } = await world.place.env.open('audit').execute('SELECT code FROM alarm')
  expect(rows.map(({ code }) => code)).toEqual(['log_is_altered', 'schema_is_not_released'])
})

test('it is for stewards of this community, while they are in office', async () => {
  const { ask, rosa, stranger } = world.place
  expect(outcome(await ask(world.ana, 'readAlarm', {}))).toBe('actor_is_not_a_steward')
  expect(outcome(await ask(stranger(), 'readAlarm', {}))).toBe('actor_is_not_a_member')
  const change = { office: 'coordinator', act: 'appointed' }
  const member = world.luis.member
  ok(
    await ask(rosa, 'changeStewardship', { member }, { body: { id: world.place.id(), ...change } }),
  )
  expect(outcome(await ask(world.luis, 'readAlarm', {}))).toBe('actor_is_not_a_steward')
})

test('what was cut off before the host was told is told by the next round', async () => {
  const was = await altered('[]')
  const cut = (word: string) => {
    world.place.between(async (sent, send) => {
      if (sent.includes(`${word} alarm_notice`)) throw new TypeError('connection reset')
      return send()
    })
  }
  cut('INTO')
  await world.audit().round()
  expect(await world.alarms()).toEqual(['log_is_altered'])
  world.place.between(null)
  expect(await alarmNoticeOf(host(), 'riverside')).toBeNull()
  await world.audit().round()
  expect(await standing()).toMatchObject({ code: 'log_is_altered' })
  // So is that it is over.
  await altered(was)
  cut('DELETE FROM')
  await world.audit().round()
  expect(await world.alarms()).toEqual([])
  world.place.between(null)
  expect(await standing()).not.toBeNull()
  await world.audit().round()
  expect(await standing()).toBeNull()
})

test('a community that was never signed says so', async () => {
  const young = await openAuditWorld()
  try {
    await young.audit({ recoveryX: null }).round()
    const { ask, rosa } = young.place
    const { alarm } = ok(await ask(rosa, 'readAlarm', {}))
    expect(alarm).toMatchObject({ code: 'keys_are_not_founded', signed: null })
  } finally {
    await young.place.dispose()
  }
})

test('a host that cannot be asked hides no page, and is never taken for all being well', async () => {
  const { ask, between, rosa } = world.place
  between((sent, send) => (/alarm/.test(sent) ? Promise.reject(new TypeError('lost')) : send()))
  expect(outcome(await ask(rosa, 'readAlarm', {}))).toBe('books_are_out_of_reach')
  expect(ok(await ask(rosa, 'readHome', {}))).not.toHaveProperty('alarm')
  expect(await proof()).toMatchObject({ balanceSumSeconds: 0 })
  between(null)
  expect(await standing()).toBeNull()
})
