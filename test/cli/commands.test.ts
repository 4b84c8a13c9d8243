import { existsSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findPersonByEmail } from '@commonhour/host'
import { charterQuery, membersOfPersonQuery, snapshot } from '@commonhour/ledger'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importOf, smallBank } from './banks.ts'
import { openPlace, type Place } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.remove())

describe('help', () => {
  const words = [[], ['community'], ['community', 'create'], ['community', 'list'], ['import']]
  const commands = [...words, ['migrate'], ['doctor'], ['verify']]
  test.each(commands.map((words) => [['', ...words].join(' '), words] as const))(
    'pnpm commonhour%s --help says what it does and ends with 0',
    async (_, words) => {
      const ran = await place.run([...words, '--help'])
      expect(ran).toMatchObject({ code: 0, err: '' })
      expect(ran.out).toContain('USAGE')
      if (words.length > 0) expect(ran.out).toContain(words.at(-1))
      expect(ran.out.split('\x1b')).toHaveLength(1)
      expect(existsSync(place.directory)).toBe(false)
    },
  )
  test('that of import names the columns, the fallback coordinator, and what is left out', async () => {
    const { out } = await place.run(['import', '--help'])
    expect(out).toContain(
      'id, entryDate, firstName, lastName1, lastName2, gender, birthDate, phone',
    )
    expect(out).toContain(
      'sourceId, sourceType, destinationId, destinationType, seconds, createdAt',
    )
    expect(out).toContain('userId, type, title, text, categoryId, createdAt, startOn, endOn')
    expect(out).toContain('Gender and day of birth are never brought in')
    expect(out).toMatch(/Without --coordinator that is the first member/)
    for (const word of ['from', 'community', 'members', 'posts', 'transfers', 'dry-run', 'json']) {
      expect(out).toContain(`--${word}`)
    }
  })
})

describe('what is not understood ends with 1 and does nothing:', () => {
  const asked: [string[], string][] = [
    [[], 'No command specified'],
    [['reprot'], 'Unknown command reprot'],
    [['community', 'creat'], 'Unknown command creat'],
    [['import'], 'Missing required argument: --community'],
    [importOf(smallBank).toSpliced(1, 2), 'Say --from.'],
    [['import', '--from', 'excel'], 'Invalid value for argument: --from'],
    [['community', 'create'], 'Missing required positional argument: SLUG'],
    [['community', 'create', 'valley'], 'Missing required argument: --founder'],
    [['community', 'create', 'valley', '--founder', 'rosa'], 'founder: an e-mail address'],
    [['community', 'create', 'Valley', '--founder', 'r@v.example'], 'community: a slug'],
    [['community', 'create', 'audit', '--founder', 'r@v.example'], 'not a reserved name'],
    [
      ['community', 'create', 'valley', '--founder', 'r@v.example', '--charter', 'constructor'],
      'neighbourhood or gift-economy',
    ],
    [['migrate', '--everything'], 'There is no --everything here'],
    [['migrate'], 'No data is kept in'],
    [['doctor'], 'No data is kept in'],
  ]
  test.each(asked)('%j', async (words, says) => {
    const ran = await place.run(words)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain(says)
    expect(existsSync(place.directory)).toBe(false)
  })
})

describe('communities', () => {
  test('where nothing was kept there are none, and asking makes nothing', async () => {
    expect((await place.run(['community', 'list', '--json'])).json).toEqual({ communities: [] })
    expect((await place.run(['community', 'list'])).out).toContain('There is no community in')
    expect(existsSync(place.directory)).toBe(false)
  })

  test('whoever founds one is its first member, coordinator and auditor, and can sign in', async () => {
    const asked = ['community', 'create', 'valley', '--founder', 'Rosa@Valley.example']
    const ran = await place.run([...asked, '--founder-name', 'Rosa Keane', '--name', 'The Valley'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('The Valley (valley) is founded')
    await place.look('valley', async (books, _, host) => {
      const person = await findPersonByEmail(host, 'rosa@valley.example')
      const { members } = await snapshot(books, {
        members: membersOfPersonQuery(person?.id ?? ''),
      })
      const [rosa] = members
      expect(rosa).toMatchObject({ number: 1, name: 'Rosa Keane', state: 'active' })
      expect(rosa?.offices.toSorted()).toEqual(['auditor', 'coordinator'])
    })
    const { json } = await place.run(['community', 'list', '--json'])
    expect(json.communities).toMatchObject([{ slug: 'valley', name: 'The Valley', state: 'open' }])
  })

  test('a name is given once', async () => {
    const ran = await place.run([
      'community',
      'create',
      'valley',
      '--founder',
      'b@v.example',
      '--json',
    ])
    expect(ran.code).toBe(1)
    expect(ran.json).toMatchObject({ fault: 'id_is_taken' })
  })
})

test('migrate brings the host up to date, with --all every community', async () => {
  const one = await place.run(['migrate', '--json'])
  expect(one.json.databases).toEqual([{ database: 'host', applied: [] }])
  const all = await place.run(['migrate', '--all'])
  expect(all).toMatchObject({ code: 0, err: '' })
  expect(all.out).toMatch(/^host +up to date\naudit +20261127-1-memory\nvalley +up to date\n$/)
})

describe('doctor', () => {
  test('says of whole books that all is well', async () => {
    const ran = await place.run(['doctor', '--json'])
    expect(ran.code, ran.out).toBe(0)
    const [valley] = ran.json.communities
    expect(valley).toMatchObject({ community: 'valley', ok: true })
    const checks = valley.findings.map(({ check }: { check: string }) => check)
    expect(checks).toEqual(['schema', 'zero-sum', 'replay', 'log'])
  })

  test('asked for a community that is not there, it says so', async () => {
    const ran = await place.run(['doctor', '--community', 'nowhere', '--json'])
    expect(ran).toMatchObject({ code: 1, json: { fault: 'community_is_unknown' } })
  })

  test('what is wrong it says in plain words', async () => {
    const file = join(place.directory, 'communities/valley.db')
    await copyFile(file, `${file}.kept`)
    harmed(file, ['UPDATE account SET inSeconds = 5400 WHERE member IS NULL'])
    const ran = await place.run(['doctor'])
    await copyFile(`${file}.kept`, file)
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('valley: something is wrong')
    expect(ran.out).toContain('✗ the standings add up to 1 h 30 min')
    expect(ran.out).toContain('✓ the log is whole')
    expect(ran.err).toContain('ask for help')
  })

  // Whoever holds the file can take away the triggers first: the doctor sees what they did then.
  const harms: [says: string, harm: string[], wrong: string[]][] = [
    ['guards taken away', [], []],
    ['hours made from nothing', ['UPDATE account SET inSeconds = 900'], ['zero-sum', 'replay']],
    [
      'exchanges that were made somebody else’s',
      [`INSERT INTO exchange_party VALUES ('nobody', 7, 'nothing', 1)`],
      ['replay'],
    ],
    ['a line of the log altered', ["UPDATE log SET body = '[]' WHERE seq = 2"], ['log']],
    ['a line of the log taken out', ['DELETE FROM log WHERE seq = 2'], ['log']],
    ['a line of the log set back', ['UPDATE log SET at = at - 1 WHERE seq = 3'], ['log']],
  ]
  test.each(harms)('it finds %s', async (_, harm, wrong) => {
    const file = join(place.directory, 'communities/valley.db')
    const kept = `${file}.kept`
    await copyFile(file, kept)
    harmed(file, harm)
    const ran = await place.run(['doctor', '--json'])
    await copyFile(kept, file)
    expect(ran.code).toBe(1)
    expect(ran.json).toMatchObject({ ok: false })
    const found = ran.json.communities[0].findings.filter(({ ok }: { ok: boolean }) => !ok)
    // The schema is another one in each case: the guards had to go first.
    const named = found.map(({ check }: { check: string }) => check)
    expect(named).toEqual([...new Set(['schema', ...wrong])])
  })
})

/** Takes every trigger away, then does harm. */
function harmed(file: string, harm: readonly string[]): void {
  const db = new Database(file)
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers as { name: string }[]) db.exec(`DROP TRIGGER ${name}`)
  for (const step of harm) db.exec(step)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

// Last, as the tests before it look at every community there is.
test('a gift economy begins with its own charter, which shows no balance', async () => {
  const asked = ['community', 'create', 'gifts', '--founder', 'rosa@valley.example']
  const ran = await place.run([...asked, '--charter', 'gift-economy'])
  expect(ran).toMatchObject({ code: 0, err: '' })
  await place.look('gifts', async (books) => {
    const { charter } = await snapshot(books, { charter: charterQuery(Date.now()) })
    expect(charter?.body).toMatchObject({ showBalance: 'tallies', quantumSeconds: 900 })
  })
})
