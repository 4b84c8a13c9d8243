import { join } from 'node:path'
import { serverInProcess } from '@commonhour/host/node'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { openStandalone } from '@commonhour/standalone'
import { expect, onTestFinished, test } from 'vitest'
import { demoDirectory, quiet } from '../support/demoFolder.ts'

// The demo is the same every time (wire.md): its people, what they did, and what stands in the log.

type Row = Readonly<Record<string, unknown>>

const questions: Readonly<Record<string, string>> = {
  members: `SELECT id, number, kind, name, area, languages, about, state, joinedOn FROM member
    ORDER BY number`,
  accounts: `SELECT id, member, kind, status, inSeconds, outSeconds, givenSeconds, receivedSeconds,
    heldOutSeconds, heldInSeconds, version FROM account ORDER BY id`,
  needs:
    'SELECT id, number, member, title, category, estimateSeconds, state FROM need ORDER BY number',
  offers: 'SELECT id, number, member, title, category, state FROM offer ORDER BY number',
  exchanges: `SELECT e.id, e.number, e.giver, e.estimateSeconds, e.at, s.state, s.step
    FROM exchange e JOIN exchange_state s ON s.exchange = e.id ORDER BY e.number`,
  transfers: `SELECT seq, at, id, kind, purpose, fromAccount, toAccount, seconds, ref, exchange
    FROM transfer ORDER BY seq`,
}

/** A folder with the demo in it, made by this run or, `anew`, by this test. */
async function made(anew: 'before' | 'anew'): Promise<string> {
  const { directory, remove } = await demoDirectory()
  onTestFinished(remove)
  if (anew === 'before') return directory
  const own = join(directory, 'anew')
  const options = { ...quiet, directory: own, assets: new Map(), base: 'http://localhost' }
  await (await openStandalone(options)).close()
  return own
}

/** What a folder's books say, and its log without what is made at random. */
async function booksOf(directory: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  const client = serverInProcess(libsql).open('riverside')
  const ask = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
  try {
    const answers: Record<string, Row[]> = {}
    for (const [word, sql] of Object.entries(questions)) answers[word] = await ask(sql)
    const log = await ask('SELECT seq, kind, ref, at, body FROM log ORDER BY seq')
    return { ...answers, log: plain(log) }
  } finally {
    await libsql.close()
  }
}

// In hexadecimal ids and commitments, in base64url keys (32 bytes) and signatures (64).
const random = /\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b|(?<![\w-])(?:[\w-]{86}|[\w-]{43})(?![\w-])/g

/**
 * Public ids and the app's are random, and commitments are salted; keys follow from the folder's
 * own secret, and reports are signed with them. Each is called by the order in which it is first
 * met, so that who did what to whom is compared all the same.
 */
function plain(log: readonly Row[]): string[] {
  const names = new Map<string, string>()
  const called = (id: string) => {
    const name = names.get(id) ?? `#${names.size}`
    names.set(id, name)
    return name
  }
  const apps = new Set(
    log.filter(({ kind }) => String(kind).startsWith('app.')).map(({ ref }) => String(ref)),
  )
  return log.map((row) => {
    const line = JSON.stringify(row)
    const named = [...apps].reduce((text, app) => text.replaceAll(app, called(app)), line)
    return named.replaceAll(random, called)
  })
}

test('the demo is the same every time', { timeout: 600_000 }, async () => {
  let before = await booksOf(await made('before'))
  const anew = await booksOf(await made('anew'))
  // It ends the day before today: made on two sides of midnight, the two are a day apart.
  if (beginning(before) !== beginning(anew)) before = await booksOf(await made('anew'))
  expect(anew.exchanges?.length).toBeGreaterThan(200)
  for (const [word, rows] of Object.entries(before)) expect(anew[word], word).toEqual(rows)
})

function beginning({ transfers }: Awaited<ReturnType<typeof booksOf>>): unknown {
  return (transfers?.[0] as Row | undefined)?.at
}
