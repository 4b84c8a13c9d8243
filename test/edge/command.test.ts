import { spawn } from 'node:child_process'
import { access, readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { openStandalone } from '@commonhour/standalone'
import { expect, onTestFinished, test } from 'vitest'
import { demoDirectory, quiet } from '../support/demoFolder.ts'
import { runEdge } from '../support/edgeHost.ts'
import { openedHost, openingMs } from '../support/hosts.ts'
import { descendantsOf } from '../support/processes.ts'
import { ask, newId, signIn } from './acting.ts'

const community = '/v1/communities/riverside'

test(
  'told to stop, it ends with all its processes, and standalone finds what was written',
  async () => {
    const { directory, remove } = await demoDirectory()
    onTestFinished(remove)
    const edge = await runEdge(directory)
    onTestFinished(async () => {
      await edge.stop()
    })
    const host = await openedHost(edge.base, directory, async () => {})
    const [ana] = host.demo.members
    const token = await signIn(host, ana?.email ?? '')
    const body = { id: newId(), title: 'Quillons to polish', category: 'transport' }
    const published = await ask(host, 'POST', `${community}/needs`, { token, body })
    expect(published.status).toBe(201)

    const secrets = JSON.parse(await readFile(join(directory, 'secrets.json'), 'utf8'))
    const processes = descendantsOf(edge.pid)
    expect(processes.length).toBeGreaterThanOrEqual(6)
    for (const secret of Object.values(secrets) as string[]) {
      expect(processes.filter(({ line }) => line.includes(secret))).toEqual([])
    }
    expect(await edge.stop()).toBe(0)
    expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([])
    const left = await readdir(directory)
    expect(left.filter((name) => name === 'edge' || name === 'libsql.lock')).toEqual([])

    const base = edge.base
    const standalone = await openStandalone({ ...quiet, directory, base, assets: new Map() })
    onTestFinished(standalone.close)
    const headers = { authorization: `Bearer ${token}` }
    const read = new Request(`${base}${community}/needs/${body.id}`, { headers })
    // The token that identity gave at the edge is good here: the same keys, the same origin.
    const answer = await standalone.fetch(read, '127.0.0.1')
    expect(await answer.json()).toMatchObject({ title: body.title })
  },
  openingMs,
)

test('where a port is in use it says so, says what to do, and leaves nothing running', async () => {
  const { directory, remove } = await demoDirectory()
  onTestFinished(remove)
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const { port } = taken.address() as AddressInfo
  const { code, said } = await end(directory, { PORT: '1', LIBSQL_PORT: String(port) })
  expect([code, said]).toEqual([1, expect.stringMatching(/in use.*\nStop what uses that port/)])
  await expect(access(join(directory, 'libsql.lock'))).rejects.toThrow('ENOENT')
  taken.close()
})

test('a port that is no port is refused', async () => {
  const { directory, remove } = await demoDirectory()
  onTestFinished(remove)
  for (const given of [{ PORT: 'http' }, { PORT: '70000' }, { LIBSQL_PORT: '0' }]) {
    const { code, said } = await end(directory, given)
    expect([code, said]).toEqual([1, expect.stringContaining('must be a number')])
  }
})

/** Runs the command until it ends by itself. */
function end(directory: string, environment: Record<string, string>) {
  const command = resolve(import.meta.dirname, '../../workers/standalone/edge.ts')
  const env = { ...process.env, DATA_DIR: directory, ...environment }
  const child = spawn(process.execPath, [command], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise<{ code: number | null; said: string }>((done) => {
    child.once('close', (code) => done({ code, said }))
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
