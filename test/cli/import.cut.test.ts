import type { ChildProcess } from 'node:child_process'
import { examine, isWhole } from '@commonhour/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesOf, importOf, smallBank } from './banks.ts'
import { openPlace, type Place } from './place.ts'
import { serveWire } from './wire.ts'

let whole: Place
beforeAll(async () => {
  whole = await openPlace()
  expect((await whole.run(importOf(smallBank))).code).toBe(0)
})
afterAll(() => whole.remove())

// Each piece of work that an import sends, in order, by words that only it holds.
const pieces: [says: string, database: string, words: string][] = [
  ['the entry in the register', 'host', 'INSERT INTO community'],
  ['a migration', 'portland', 'CREATE TRIGGER transfer_moves'],
  ['the founding and opening', 'portland', 'INSERT INTO import ('],
  ['members', 'portland', 'Pau Ruiz'],
  ['needs and offers', 'portland', 'INSERT INTO offer ('],
  ['transfers', 'portland', 'INSERT INTO transfer ('],
  ['the closing', 'portland', 'INSERT INTO import_closing ('],
  ['the opening to members', 'host', 'UPDATE community SET state'],
]
const moments = ['before', 'after'] as const

describe('an import whose process is killed', () => {
  const cuts = pieces.flatMap((piece) => moments.map((when) => [when, ...piece] as const))
  test.each(cuts)('%s %s is written ends, run again, as if it never was', cutAndRunAgain)
})

async function cutAndRunAgain(when: string, _: string, database: string, words: string) {
  const place = await openPlace()
  const wire = await serveWire(place.directory)
  let child: ChildProcess | undefined
  let kills = 0
  wire.watch(async (request) => {
    if (request.when !== when || kills > 0) return undefined
    if (request.path !== `/dev/${database}/v2/pipeline`) return undefined
    if (!request.body.includes(words)) return undefined
    kills += 1
    const gone = new Promise((done) => child?.once('exit', done))
    child?.kill('SIGKILL')
    await gone
    return 'lose'
  })
  const cut = await place.run(importOf(smallBank), (started) => {
    child = started
  })
  expect(kills).toBe(1)
  expect(cut.code).toBeNull()
  const isOpen = words.startsWith('UPDATE') && when === 'after'
  const isNamed = !(database === 'host' && words.startsWith('INSERT') && when === 'before')
  expect(await wire.states()).toEqual(isNamed ? [isOpen ? 'open' : 'founding'] : [])
  const again = await place.run(importOf(smallBank, ['--json']))
  expect(again, again.out).toMatchObject({ code: 0, err: '' })
  expect(again.json.before).toBe(isOpen ? 'done' : isNamed ? 'begun' : 'new')
  await wire.close()
  expect(await allOf(place)).toEqual(await allOf(whole))
  await place.remove()
}

/** Everything an import leaves, but for random salts and public ids, persons' ids, and moments. */
function allOf(place: Place) {
  return place.look('portland', async (books, client, host) => {
    const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
    expect(isWhole(await examine(books))).toBe(true)
    const persons = await host.execute('SELECT email FROM person ORDER BY email')
    const register = await host.execute('SELECT slug, name, database, state FROM community')
    return {
      register: register.rows.map((row) => ({ ...row })),
      persons: persons.rows.map(({ email }) => email),
      log: await rows('SELECT seq, kind FROM log ORDER BY seq'),
      imports: await rows('SELECT id, source, digest, actor FROM import'),
      closings: await rows('SELECT import, transfers, seconds FROM import_closing'),
      members: await rows(
        'SELECT id, number, name, phone, email, joinedOn, state FROM member ORDER BY number',
      ),
      signIns: await rows('SELECT member FROM member_person ORDER BY member'),
      offices: await rows('SELECT member, office FROM office ORDER BY office'),
      needs: await rows('SELECT * FROM need ORDER BY number'),
      offers: await rows('SELECT * FROM offer ORDER BY number'),
      transfers: await rows(
        `SELECT seq, id, fromAccount, toAccount, seconds, groupId, workedOn, text
         FROM transfer t LEFT JOIN memo m ON m.ref = t.id ORDER BY seq`,
      ),
      accounts: await rows(
        `SELECT id, seq, kind, member, status, inSeconds, outSeconds, importedSeconds, version, lastSeq
         FROM account ORDER BY seq`,
      ),
      lines: await rows('SELECT seq, account, floorSeconds, reason FROM limit_change ORDER BY seq'),
    }
  })
}

test('what was begun with some files is not finished with others', async () => {
  const place = await openPlace()
  const wire = await serveWire(place.directory)
  let child: ChildProcess | undefined
  wire.watch(async ({ body, when }) => {
    if (when === 'after' && body.includes('INSERT INTO offer (')) child?.kill('SIGKILL')
    return undefined
  })
  await place.run(importOf(smallBank), (started) => {
    child = started
  })
  wire.watch(null)
  const { members } = filesOf(smallBank)
  const transfers = await place.file('transfers.csv', '2,Member,3,Member,900,2012-01-01,,\n')
  const other = await place.run(importOf(smallBank, ['--json'], { members, transfers }))
  expect(other.code).toBe(1)
  expect(other.json).toMatchObject({ fault: 'id_is_taken' })
  expect(other.json.detail).toContain('was begun as portland and cut off')
  const doctor = await place.run(['doctor'])
  expect(doctor).toMatchObject({ code: 0, err: '' })
  expect(doctor.out).toContain('run it again to finish it')
  expect((await place.run(importOf(smallBank))).code).toBe(0)
  await wire.close()
  expect(await allOf(place)).toEqual(await allOf(whole))
  await place.remove()
})

test('a run in its own process, killed wherever it stands, ends the same, run again', async () => {
  const place = await openPlace()
  const cut = await place.run(importOf(smallBank), (child) => {
    child.stdout?.once('data', () => child.kill('SIGKILL'))
  })
  expect(cut.code === null || cut.code === 0).toBe(true)
  expect((await place.run(importOf(smallBank))).code).toBe(0)
  expect(await allOf(place)).toEqual(await allOf(whole))
  await place.remove()
})
