import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serverInProcess } from '@commonhour/host/node'
import { examine, isWhole, openBooks } from '@commonhour/ledger'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundedBytes } from '../support/books.ts'
import { chanceOf } from '../support/bytes.ts'
import { amount, seedToday } from '../support/long.ts'
import type { Door } from './world.ts'

// A process that writes as fast as it can, killed at any moment: whatever it had said stands, and
// nothing stands by halves.

const kills = amount(60, 200)
const program = join(import.meta.dirname, 'crashProgram.ts')

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'commonhour-crash-'))
  await mkdir(join(directory, 'communities'))
  await writeFile(join(directory, 'communities/riverside.db'), await foundedBytes())
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test(`what was acknowledged stands after every kill (SEED=${seedToday})`, async () => {
  const chance = chanceOf(seedToday)
  const acknowledged: string[] = []
  let unheard = 0
  for (let kill = 0; kill < kills; kill++) {
    const door = kill % 2 === 0 ? 'directly' : 'over fetch'
    // Now and then while it opens, before anything was said.
    const patienceMs = chance() < 0.1 ? 0 : Math.floor(chance() * 400)
    acknowledged.push(...(await killed(door, kill * 100_000, patienceMs)))
    const stands = await look()
    expect(acknowledged.filter((id) => !stands.has(id))).toEqual([])
    unheard = stands.size - acknowledged.length
  }
  expect(acknowledged.length).toBeGreaterThan(kills * 10)
  const said = acknowledged.length.toLocaleString('en')
  console.log(
    `crash: ${kills} kills, ${said} acknowledged transfers, 0 lost, ${unheard} written unheard, ` +
      `${kills} times whole: integrity ok, log dense, projections as replayed`,
  )
}, 1_800_000)

/** Runs the load in a process of its own, kills it so long after it opened; what it had said. */
async function killed(door: Door, from: number, patienceMs: number): Promise<string[]> {
  const args = ['--disable-warning=ExperimentalWarning', program, directory, door, String(from)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') setTimeout(() => child.kill('SIGKILL'), patienceMs)
    else said.push(line)
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return said
}

/** Opens what was left behind, holds it against its own replay, and tells which transfers stand. */
async function look(): Promise<Set<string>> {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  try {
    const books = openBooks(serverInProcess(libsql).open('riverside'))
    const checked = await books.client.execute('PRAGMA integrity_check')
    expect(checked.rows[0]?.integrity_check).toBe('ok')
    const counts = await examine(books)
    expect(isWhole(counts), JSON.stringify(counts)).toBe(true)
    const { rows } = await books.client.execute(
      'SELECT t.id, i.key FROM transfer t LEFT JOIN idempotency i ON i.ref = t.id',
    )
    // A transfer and its key are one batch; only those of the founding have none.
    expect(rows.filter(({ key }) => key === null)).toHaveLength(2)
    return new Set(rows.filter(({ key }) => key !== null).map(({ id }) => String(id)))
  } finally {
    await libsql.close()
  }
}
