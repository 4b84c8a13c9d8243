import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { alarms } from '@commonhour/audit'
import { provision } from '@commonhour/host'
import { leafHash } from '@commonhour/proof'
import type { Client } from '@libsql/client/web'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openAuditWorld, type World, wordsOf } from './world.ts'

// Each is staged by someone who owns the community's database file: they open it natively, drop
// what stands in their way, alter, and put it back so that nobody sees it.

let world: World
beforeEach(async () => {
  world = await openAuditWorld()
  await world.help()
  await world.audit().round()
})
afterEach(() => world.place.dispose())

/** Past a trigger, which is there again afterwards. */
async function past(trigger: string, ...sql: string[]) {
  const words = await wordsOf(world, trigger)
  world.asOwner(`DROP TRIGGER ${trigger}`, ...sql, words)
}

/** A round that signs nothing, and says why. */
async function refuses(code: keyof typeof alarms, whole = false) {
  const before = await world.heads()
  expect(await world.audit().round({ whole })).toEqual({ alarms: 1 })
  expect(await world.alarms()).toContain(code)
  expect(await world.heads()).toEqual(before)
  const line = world.lines.find(({ event }) => event === 'audit_alarm')
  expect(line).toMatchObject({ level: 'error', community: 'riverside', code })
}

/** A report of the days so far. */
async function issued(): Promise<void> {
  const { ask, pass, rosa } = world.place
  pass(86_400_000)
  await ask(rosa, 'requestReport', {}, { body: { from: '2026-03-01', to: '2026-03-02' } })
  expect(await world.audit().round()).toMatchObject({ reports: 1 })
}

/** A round over another file in place of the books; `empty` has no table at all. */
async function refusesIn(file: Client | 'empty', codes: (keyof typeof alarms)[]) {
  const { env, fetch, now } = world.place
  const it = { base: 'http://libsql.local', database: 'empty', fetch, client: env.open('empty') }
  if (file === 'empty') await provision({ ...it, migrations: [], now: now() })
  const other = file === 'empty' ? it.client : file
  const open = (name: string) => (name === 'riverside' ? other : env.open(name))
  const before = await world.heads()
  expect(await world.audit({ open }).round()).toEqual({ alarms: 1 })
  expect(await world.alarms()).toEqual(codes)
  expect(await world.heads()).toEqual(before)
  // The file comes back: everything is read again, and the alarm is over.
  expect(await world.audit().round()).toEqual({})
  expect(await world.alarms()).toEqual([])
}

describe('nothing is signed, and an alarm says why, where', () => {
  test('schema_is_not_released: a trigger is dropped', async () => {
    world.asOwner('DROP TRIGGER transfer_is_never_updated')
    await world.help()
    await refuses('schema_is_not_released')
  })

  test('schema_is_not_released: a trigger is put in', async () => {
    world.asOwner('CREATE TRIGGER gift AFTER INSERT ON memo BEGIN SELECT 1; END')
    await world.help()
    await refuses('schema_is_not_released')
  })

  test('log_is_shorter: an old copy is put back', async () => {
    const size = (await world.bodies()).length
    const triggers = ['log_is_never_deleted', 'checkpoint_is_never_deleted']
    const words = await Promise.all(triggers.map((trigger) => wordsOf(world, trigger)))
    world.asOwner(
      ...triggers.map((trigger) => `DROP TRIGGER ${trigger}`),
      `DELETE FROM log WHERE seq = ${size - 1}`,
      'DELETE FROM checkpoint',
      ...words,
    )
    await refuses('log_is_shorter')
  })

  test('memory_is_behind: a head is published that audit never signed', async () => {
    await world.help()
    world.asOwner(
      `INSERT INTO checkpoint SELECT (SELECT seq FROM next_leaf), root, at, note FROM checkpoint`,
    )
    await refuses('memory_is_behind')
  })

  test('key_is_not_ours: the host has another secret', async () => {
    await world.help()
    const before = await world.heads()
    const secret = new TextEncoder().encode('another secret, of 32 bytes again')
    expect(await world.audit({ secret }).round()).toEqual({ alarms: 1 })
    expect(await world.alarms()).toEqual(['key_is_not_ours'])
    expect(await world.heads()).toEqual(before)
  })

  test('node_is_altered: the tree says of the sealed lines what they are not', async () => {
    const size = (await world.bodies()).length
    const other = 'f'.repeat(64)
    await past('node_is_never_updated', `UPDATE node SET hash = '${other}' WHERE level > 0`)
    await world.help()
    await refuses('node_is_altered')
    expect((await world.heads()).at(-1)).toBe(size)
  })

  test('log_is_altered: a sealed line was altered; the next whole look finds it', async () => {
    await past('log_is_never_updated', `UPDATE log SET body = replace(body, '3600', '7200')`)
    await refuses('log_is_altered', true)
  })

  test('log_is_altered: a new line is not what its detail says', async () => {
    await world.help()
    const size = (await world.bodies()).length
    await past(
      'log_is_never_updated',
      `UPDATE log SET body = replace(body, '3600', '7200') WHERE seq = ${size - 1}`,
    )
    await refuses('log_is_altered')
  })

  test('log_is_altered: a new line was taken out', async () => {
    await world.help()
    await world.help()
    const size = (await world.bodies()).length
    await past('log_is_never_deleted', `DELETE FROM log WHERE seq = ${size - 2}`)
    await refuses('log_is_altered')
  })

  test('log_is_forked: line and detail were altered together, as if it had always been so', async () => {
    const triggers = ['log_is_never_updated', 'charter_is_never_updated']
    const words = await Promise.all(triggers.map((trigger) => wordsOf(world, trigger)))
    const [digest, other] = ['(SELECT digest FROM charter)', 'f'.repeat(64)]
    world.asOwner(
      ...triggers.map((trigger) => `DROP TRIGGER ${trigger}`),
      `UPDATE log SET body = replace(body, ${digest}, '${other}') WHERE kind = 'charter.adopted'`,
      `UPDATE charter SET digest = '${other}'`,
      ...words,
    )
    await refuses('log_is_forked', true)
  })

  test('sums_are_not_zero: a standing was raised', async () => {
    await past(
      'account_follows_its_leaves',
      `UPDATE account SET inSeconds = inSeconds + 3600 WHERE member = '${world.ana.member}'`,
    )
    await world.help()
    await refuses('sums_are_not_zero')
  })

  test('projections_differ: hours were moved from one standing to another', async () => {
    await past(
      'account_follows_its_leaves',
      `UPDATE account SET inSeconds = inSeconds + 60, outSeconds = outSeconds + 60
        WHERE member = '${world.ana.member}'`,
    )
    await refuses('projections_differ', true)
  })

  test('projections_differ: an account was thawed without a line', async () => {
    await past(
      'account_follows_its_leaves',
      `UPDATE account SET status = 'frozen' WHERE member = '${world.ana.member}'`,
    )
    await refuses('projections_differ', true)
  })

  test('node_is_altered: a node within the tree, which no head would show', async () => {
    const inner = 'level = 0 AND position = 1'
    await past('node_is_never_updated', `UPDATE node SET hash = '${'f'.repeat(64)}' WHERE ${inner}`)
    await refuses('node_is_altered', true)
  })

  test('log_is_altered: an old line, in a round that reads it again though nothing is new', async () => {
    await past('log_is_never_updated', `UPDATE log SET body = '[]' WHERE seq = 3`)
    await refuses('log_is_altered')
  })

  test('log_is_altered: an old line was taken out, and nothing is new', async () => {
    await past('log_is_never_deleted', 'DELETE FROM log WHERE seq = 3')
    await refuses('log_is_altered')
  })

  test('log_is_forked: an old line, its detail and its node, and nothing is new', async () => {
    const [digest, other] = ['(SELECT digest FROM charter)', 'f'.repeat(64)]
    const triggers = ['log_is_never_updated', 'charter_is_never_updated']
    const words = await Promise.all(triggers.map((trigger) => wordsOf(world, trigger)))
    world.asOwner(
      ...triggers.map((trigger) => `DROP TRIGGER ${trigger}`),
      `UPDATE log SET body = replace(body, ${digest}, '${other}') WHERE kind = 'charter.adopted'`,
      `UPDATE charter SET digest = '${other}'`,
      ...words,
    )
    const seq = "SELECT seq FROM log WHERE kind = 'charter.adopted'"
    const [line] = await world.rows(`SELECT body FROM log WHERE seq = (${seq})`)
    const hash = Buffer.from(leafHash(Buffer.from(String(line?.body)))).toString('hex')
    const node = `UPDATE node SET hash = '${hash}' WHERE level = 0 AND position = (${seq})`
    await past('node_is_never_updated', node)
    await refuses('log_is_forked')
  })

  test('schema_is_not_released: a trigger is dropped, and nothing is new', async () => {
    world.asOwner('DROP TRIGGER log_is_never_updated')
    await refuses('schema_is_not_released')
  })

  test('charter_is_altered: a word of the charter, and none of its numbers', async () => {
    const other = `json_set(body, '$.terms.text', 'Whatever the host says.')`
    await past('charter_is_never_updated', `UPDATE charter SET body = ${other}`)
    await refuses('charter_is_altered', true)
  })

  test('log_is_altered: a report was taken out', async () => {
    await issued()
    await past('report_is_never_deleted', 'DELETE FROM report')
    await refuses('log_is_altered')
  })

  test('report_is_altered: another text stands where a report was', async () => {
    await issued()
    await past('report_is_never_updated', `UPDATE report SET jws = replace(jws, '.', 'x.')`)
    await refuses('report_is_altered', true)
  })

  test.each([
    ['altered', 'updated', `UPDATE report_attachment SET text = replace(text, '3600', '7200')`],
    ['taken out', 'deleted', 'DELETE FROM report_attachment'],
  ])('report_is_altered: what a report attaches was %s', async (_, guard, change) => {
    await issued()
    await past(`report_attachment_is_never_${guard}`, change)
    await refuses('report_is_altered', true)
  })

  test('books_cannot_be_read: an empty file stands in place of the books', async () => {
    await refusesIn('empty', ['books_cannot_be_read'])
  })

  test('log_is_shorter: younger books stand in place of the books', async () => {
    await world.help()
    await world.audit().round()
    const other = await openAuditWorld()
    onTestFinished(() => other.place.dispose())
    await refusesIn(other.place.env.open('riverside'), ['log_is_shorter'])
  })

  test('log_is_forked: other books of the same host and keys, which are longer', async () => {
    const other = await openAuditWorld()
    onTestFinished(() => other.place.dispose())
    for (let i = 0; i < 3; i++) await other.help()
    await other.audit().round()
    other.asOwner('DROP TRIGGER checkpoint_is_never_deleted', 'DELETE FROM checkpoint')
    other.asOwner(await wordsOf(world, 'checkpoint_is_never_deleted'))
    await refusesIn(other.place.env.open('riverside'), ['log_is_forked'])
  })

  test('node_is_altered: a node that a head needs was taken out', async () => {
    await past('node_is_never_deleted', 'DELETE FROM node WHERE level > 2')
    await world.help()
    await refuses('node_is_altered')
  })
})

test('keys_are_not_founded: without a key on paper no community begins its keys', async () => {
  const young = await openAuditWorld()
  try {
    expect(await young.audit({ recoveryX: null }).round()).toEqual({ alarms: 1 })
    expect(await young.alarms()).toEqual(['keys_are_not_founded'])
    expect(await young.heads()).toEqual([])
    expect(await young.audit().round()).toEqual({ heads: 1 })
    expect(await young.alarms()).toEqual([])
  } finally {
    await young.place.dispose()
  }
})

test('an alarm stands until the whole log was read again, and is raised once meanwhile', async () => {
  const [body] = await world.bodies()
  await past('log_is_never_updated', `UPDATE log SET body = '[]' WHERE seq = 0`)
  await world.audit().round({ whole: true })
  // Every look is a whole one now, though nobody asks for it.
  await world.audit().round()
  expect(await world.alarms()).toEqual(['log_is_altered'])
  await past('log_is_never_updated', `UPDATE log SET body = '${body}' WHERE seq = 0`)
  expect(await world.audit().round()).toEqual({})
  expect(await world.alarms()).toEqual([])
})

test('a log that went back to an old copy and grew another way is a fork', async () => {
  const file = join(world.place.directory, 'communities', 'riverside.db')
  await world.place.books.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  await copyFile(file, `${file}.old`)
  await world.help()
  await world.audit().round()
  const sealed = await world.heads()
  const tables = await world.rows(
    `SELECT t.name, group_concat('"' || c.name || '"') AS columns
      FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
      WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND c.hidden = 0
      GROUP BY t.name`,
  )
  const triggers = await world.rows(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
  // The owner copies the old rows in place of the new ones, and writes another story after them.
  world.asOwner(
    `ATTACH '${file}.old' AS old`,
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    'PRAGMA foreign_keys = OFF',
    ...tables.flatMap(({ columns, name }) => [
      `DELETE FROM main.${name}`,
      `INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM old.${name}`,
    ]),
    ...triggers.map(({ sql }) => String(sql)),
  )
  await world.help(7200)
  await world.help(7200)
  expect(await world.audit().round()).toEqual({ alarms: 1 })
  expect(await world.alarms()).toEqual(['log_is_forked'])
  expect((await world.heads()).at(-1)).toBeLessThan(sealed.at(-1) ?? 0)
})

test('every alarm has a sentence that says what to do', () => {
  for (const says of Object.values(alarms)) expect(says).toMatch(/^[A-Z].*\. .*[.?]|, .*\.$/)
})
