import { join } from 'node:path'
import { figuresOf, type Replay, replay } from '@commonhour/proof'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { type Books, foundTestBooks, type Row } from '../support/books.ts'
import { demoDirectory } from '../support/demoFolder.ts'
import { accountStep, hold, limit, post, release, reverse, settle } from '../support/moves.ts'

// What the migrations' own triggers write is what the replay reads: nobody made these lines up.

type Ask = (sql: string) => Promise<Row[]>

async function replayed(ask: Ask, mark = 0): Promise<Replay> {
  const lines = (await ask('SELECT body FROM log ORDER BY seq')).map(({ body }) => `${body}\n`)
  const { books } = await replay(lines, [mark])
  if ('finding' in books) throw new Error(JSON.stringify(books))
  expect(books.size).toBe(lines.length)
  return books
}

/** What the triggers keep of each account, in the shape of a replay. */
async function kept(ask: Ask): Promise<Map<unknown, Row>> {
  const rows = await ask(
    `SELECT publicId, kind, status, inSeconds, outSeconds, heldInSeconds, heldOutSeconds
      FROM account ORDER BY seq`,
  )
  return new Map(rows.map(({ publicId, ...account }) => [publicId, account]))
}

test('every kind of move comes out of the log as the database keeps it', async () => {
  const books = await foundTestBooks()
  const asking: Ask = (sql) => (books as Books).read(sql)
  const [founded] = await books.read('SELECT count(*) AS size FROM log')
  await books.write(post('p', 'ana', 'luis', 3600))
  await books.write(hold('h', 'luis', 'ana', 7200))
  await books.write(settle('h', 'luis', 'ana', 5400))
  await books.write(hold('g', 'ana', 'luis', 1800))
  await books.write(release('g', 'ana', 'luis', 1800))
  await books.write(reverse('p', 'ana', 'luis', 3600))
  await books.write(hold('k', 'luis', 'ana', 900))
  await books.write(limit('ana', -90_000, null))
  await books.write(accountStep('ana', 'frozen'))
  const log = await replayed(asking, Number(founded?.size))
  expect(new Map(log.accounts)).toEqual(await kept(asking))
  const since = figuresOf(log, Number(founded?.size))
  expect(since.transfers.help).toEqual({ count: 2, seconds: 9000 })
  expect(since.reversals).toEqual({ count: 1, seconds: 3600 })
  expect(since.overrides).toBe(1)
  expect(log.heldSeconds).toBe(900)
  await books.dispose()
})

test('18 months of the demo come out of its log as its database keeps them', async () => {
  const demo = await demoDirectory()
  const file = new Database(join(demo.directory, 'communities', 'riverside.db'))
  const ask: Ask = async (sql) => file.prepare(sql).all() as Row[]
  const log = await replayed(ask)
  expect(new Map(log.accounts)).toEqual(await kept(ask))
  const moved = await ask(
    `SELECT purpose, count(*) AS count, sum(seconds) AS seconds FROM transfer
      WHERE kind IN ('post', 'settle') GROUP BY purpose`,
  )
  for (const { count, purpose, seconds } of moved) {
    expect(log.tally.transfers).toMatchObject({ [String(purpose)]: { count, seconds } })
  }
  expect(log.tally.transfers.help.count).toBeGreaterThan(100)
  expect(log.inSeconds).toBe(log.outSeconds)
  file.close()
  await demo.remove()
}, 240_000)
