import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readLock } from '@commonhour/libsql-local'
import type { Demo } from '@commonhour/standalone'
import { afterEach, describe, expect, test } from 'vitest'
import { appToken, demoIn, integrityOf, memberToken, newId, post, proofOf } from './asking.ts'
import { demoDirectory, endAll, type Program, startProgram } from './program.ts'

afterEach(endAll)

interface Load {
  /** What was acknowledged with 201: its path under the community, and the token of its writer. */
  readonly acknowledged: Map<string, string>
  /** Resolves when so many were acknowledged. */
  reached(count: number): Promise<void>
  /** Resolves when every writer has met the end. */
  readonly over: Promise<unknown>
}

/** Writers side by side, each until the server no longer answers. */
function load(
  resource: string,
  writes: readonly (() => readonly [string, string, object])[],
): Load {
  const acknowledged = new Map<string, string>()
  const waiting: { count: number; go(): void }[] = []
  const write = async (next: () => readonly [string, string, object]) => {
    for (;;) {
      const [bearer, path, body] = next()
      const answer = await post(`${resource}/${path}`, body, bearer).catch(() => null)
      if (answer === null) return
      await answer.arrayBuffer().catch(() => null)
      if (answer.status !== 201) continue
      acknowledged.set(`${path}/${(body as { id: string }).id}`, bearer)
      for (const { count, go } of waiting) if (acknowledged.size >= count) go()
    }
  }
  return {
    acknowledged,
    reached: (count) => new Promise((go) => void waiting.push({ count, go })),
    over: Promise.all(writes.map(write)),
  }
}

async function writersOf(demo: Demo) {
  const [ana, luis] = demo.members
  const app = await appToken(demo)
  const token = await memberToken(demo, ana?.email ?? '')
  const hour = { purpose: 'help', fromAccount: demo.app.account, toAccount: luis?.account }
  const book = () => [app, 'transfers', { ...hour, id: newId(), seconds: 900 }] as const
  const need = { title: 'Lift to the clinic', category: 'transport' }
  const ask = () => [token, 'needs', { ...need, id: newId() }] as const
  return [book, ask, ask, ask, book, ask, ask, ask]
}

/** Reads each as its writer; gives those that are not there. */
async function missingOf(resource: string, acknowledged: ReadonlyMap<string, string>) {
  const missing: string[] = []
  for (const [path, token] of acknowledged) {
    const answer = await fetch(`${resource}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (answer.status !== 200) missing.push(`${path} ${answer.status}`)
  }
  return missing
}

function expectWhole(directory: string): void {
  for (const file of ['host.db', 'communities/riverside.db']) {
    expect(integrityOf(join(directory, file)), file).toEqual([{ integrity_check: 'ok' }])
  }
}

describe('SIGTERM while many write', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: every acknowledged write is there',
    async (signal) => {
      const directory = await demoDirectory()
      const program = await startProgram({ directory })
      await program.ready()
      const demo = await demoIn(directory)
      const before = await proofOf(demo)
      const writes = await writersOf(demo)
      const { acknowledged, over, reached } = load(demo.app.resource, writes)
      await reached(60)
      program.kill(signal)
      // Told twice, as an impatient person would: it still ends once, and in order.
      program.kill(signal)
      expect(await program.ended).toEqual({ code: 0, signal: null })
      await over
      expect(program.complained()).toBe('')
      expect(existsSync(join(directory, 'libsql.lock'))).toBe(false)
      expectWhole(directory)

      const again = await startProgram({ directory, port: program.port })
      await again.ready()
      expect(await missingOf(demo.app.resource, acknowledged)).toEqual([])
      const booked = [...acknowledged.keys()].filter((path) => path.startsWith('transfers')).length
      const after = await proofOf(demo)
      expect(after.balanceSumSeconds).toBe(0)
      expect(booked).toBeGreaterThan(0)
      expect(after.transfers).toBeGreaterThanOrEqual(before.transfers + booked)
      expect((await again.stop()).code).toBe(0)
    },
  )
})

describe('the command of the README', () => {
  const command = ['npx', '-y', 'pnpm@12', 'start']

  test.runIf(process.platform === 'linux').each([
    ['SIGTERM to npx', (npx: Program) => npx.kill('SIGTERM')],
    ['the death of npx', (npx: Program) => npx.kill('SIGKILL')],
  ])('%s ends the server below it with nothing lost', async (_what, end) => {
    const directory = await demoDirectory()
    const npx = await startProgram({ directory, command })
    await npx.ready()
    const server = readLock(directory)
    expect(server?.pid).not.toBe(npx.pid)
    end(npx)
    // Standard output closes with the last process that holds it: pnpm and the server hold it too.
    await npx.ended
    while (server !== null && isAlive(server.pid)) await sleep(50)
    expect(existsSync(join(directory, 'libsql.lock'))).toBe(false)
    expectWhole(directory)
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
