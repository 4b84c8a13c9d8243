import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { type Door, doors, openPlace } from './support.ts'

const program = join(import.meta.dirname, 'crashProgram.ts')

/** Runs the load in a process of its own and kills it once so many were acknowledged. */
async function killUnderLoad(directory: string, door: Door, from: number, after: number) {
  const args = ['--disable-warning=ExperimentalWarning', program, directory, door, String(from)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(Number(line))
    if (said.length === after) child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return said
}

test.each(doors)('nothing acknowledged is lost when the process is killed, %s', async (door) => {
  const place = await openPlace(door)
  const client = () => place.client()
  await client().execute('CREATE TABLE t (id INTEGER, half TEXT, PRIMARY KEY (id, half)) STRICT')
  const acknowledged: number[] = []
  for (const [round, after] of [40, 133, 61, 204].entries()) {
    await place.libsql.close()
    acknowledged.push(...(await killUnderLoad(place.directory, door, round * 100_000, after)))
    await place.restart()
    const { rows } = await client().execute('SELECT id, count(*) AS n FROM t GROUP BY id')
    expect(rows.filter(({ n }) => n !== 2)).toEqual([])
    const kept = new Set(rows.map(({ id }) => Number(id)))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    const checked = await client().execute('PRAGMA integrity_check')
    expect(checked.rows[0]?.integrity_check).toBe('ok')
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(438)
  await place.remove()
})
