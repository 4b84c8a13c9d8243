import { type KeyWrite, writeKeys } from '@commonhour/ledger'
import {
  isFinding,
  openCheckpoint,
  openReport,
  type SigningKey,
  seedOf,
  signCheckpoint,
  signingKeyOf,
  succeedKeys,
} from '@commonhour/proof'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recovery, secret } from '../support/auditing.ts'
import { openAuditWorld, type World } from './world.ts'

// A rehearsal of SECURITY, "A key that is lost or stolen".

const other = new TextEncoder().encode('the secret that came afterwards.')
let world: World
beforeEach(async () => {
  world = await openAuditWorld()
  await world.help()
  await world.audit().round()
})
afterEach(() => world.place.dispose())

/** What whoever holds the old secret can sign. */
async function stolenKey(): Promise<SigningKey> {
  const { origin } = await world.keys()
  return signingKeyOf(seedOf(secret, { origin, use: 'report', generation: 0 }), 'report')
}

/** The stewards bring their paper: new keys come in, the old one is void from a size on. */
async function replace(by: SigningKey, hostSecret: Uint8Array, voidFrom: number | null) {
  const { receipt, report, voided } = await succeedKeys(
    ...([hostSecret, await world.keys(), by, voidFrom] as const),
  )
  const writes: KeyWrite[] = [
    ...(voided === null ? [] : [{ act: 'voided', ...voided } as const]),
    { act: 'introduced', ...receipt },
    { act: 'introduced', ...report },
  ]
  expect(await writeKeys(world.place.books, writes, world.place.now())).toBeNull()
}

test('a stolen key: what the thief signs is refused, what was signed before stands', async () => {
  const honest = await world.note()
  const size = (await world.bodies()).length
  const { origin } = await world.keys()
  const forged = await signCheckpoint(
    { origin, size: size + 1, root: new Uint8Array(32) },
    await stolenKey(),
  )
  expect(isFinding(await openCheckpoint(forged, await world.keys()))).toBe(false)
  await replace(recovery, other, size + 1)
  // The host’s old secret signs nothing any more; the new one seals the log on.
  expect(await world.audit().round()).toEqual({ alarms: 1 })
  expect(await world.alarms()).toEqual(['key_is_not_ours'])
  expect(await world.audit({ secret: other }).round()).toEqual({ heads: 1 })
  expect(await world.alarms()).toEqual([])
  const keys = await world.keys()
  expect(await openCheckpoint(forged, keys)).toMatchObject({ finding: 'key_was_not_valid' })
  expect(await openCheckpoint(honest, keys)).toMatchObject({ size })
  expect(await openCheckpoint(await world.note(), keys)).toMatchObject({
    size: (await world.bodies()).length,
  })
})

test('a thief who holds the secret brings no key of their own in past the recovery key', async () => {
  const size = (await world.bodies()).length
  await replace(recovery, other, size)
  const thief = await stolenKey()
  const { origin } = await world.keys()
  await replace(thief, secret, null)
  const { keys } = await world.keys()
  const standing = keys.filter(({ until, use }) => use === 'report' && until === null)
  const ours = seedOf(other, { origin, use: 'report', generation: 1 })
  expect(standing.map(({ x }) => x)).toEqual([(await signingKeyOf(ours, 'report')).publicKey.x])
  expect(await world.audit({ secret: other }).round()).toEqual({ heads: 1 })
})

test('a key that is renewed: who knows only the old one verifies a report under the new', async () => {
  const known = await world.keys()
  await replace(await stolenKey(), secret, null)
  await world.audit().round()
  expect(await world.alarms()).toEqual([])
  world.place.pass(86_400_000)
  const body = { from: '2026-03-01', to: '2026-03-02' }
  await world.place.ask(world.place.rosa, 'requestReport', {}, { body })
  expect(await world.audit().round()).toMatchObject({ reports: 1 })
  const headers = { accept: 'application/jose' }
  const jws = await world.place.ask(null, 'readReport', { no: '1' }, { headers })
  const opened = await openReport(String(jws.body), known)
  if (isFinding(opened)) throw new Error(opened.finding)
  expect(opened.report.keyLeaf).not.toBeNull()
  expect(known.keys.map(({ kid }) => kid)).not.toContain(opened.key.kid)
})
