import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataDirectory, LockIsHeld, readLock, takeLock } from '@commonhour/libsql-local'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

describe('the lock of a data directory', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'libsql-lock-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const write = (lock: unknown) =>
    writeFileSync(
      join(directory, 'libsql.lock'),
      typeof lock === 'string' ? lock : JSON.stringify(lock),
    )

  test('tells a second process where the server is', () => {
    const lock = takeLock(directory, 4321)
    expect(readLock(directory)).toEqual({ pid: process.pid, port: 4321 })
    expect(JSON.parse(readFileSync(join(directory, 'libsql.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
      port: 4321,
    })
    lock.release()
    expect(readLock(directory)).toBe(null)
  })

  test('is refused while a live process holds it, and free when released', () => {
    const lock = takeLock(directory, 1)
    expect(() => takeLock(directory, 2)).toThrow(LockIsHeld)
    lock.release()
    takeLock(directory, 3).release()
    expect(readdirSync(directory)).toEqual([])
  })

  test('of a dead process is no lock', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(child, 'exit')
    write({ pid: child.pid, port: 1, began: null })
    expect(readLock(directory)).toBe(null)
    takeLock(directory, 5)
    expect(readLock(directory)?.port).toBe(5)
  })

  test('of another live process is respected', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    })
    await once(child, 'spawn')
    write({ pid: child.pid, port: 7, began: null })
    expect(readLock(directory)).toEqual({ pid: child.pid, port: 7 })
    expect(() => takeLock(directory, 8)).toThrow(/port 7/)
    child.kill()
    await once(child, 'exit')
  })

  test.runIf(process.platform === 'linux')('of a pid that was given to another is no lock', () => {
    write({ pid: process.pid, port: 1, began: '1' })
    expect(readLock(directory)).toBe(null)
    takeLock(directory, 6)
    expect(readLock(directory)?.port).toBe(6)
  })

  test.each(['', 'not JSON', '{}', '{"pid":-1,"port":1}', 'null'])('%j is no lock', (text) => {
    write(text)
    expect(readLock(directory)).toBe(null)
    takeLock(directory, 9)
    expect(readLock(directory)?.port).toBe(9)
  })

  test('releasing twice does not release the next holder', () => {
    const first = takeLock(directory, 1)
    first.release()
    takeLock(directory, 2)
    first.release()
    expect(readLock(directory)?.port).toBe(2)
  })
})

describe('the layout of a data directory', () => {
  const fileOf = dataDirectory('/data')

  test.each([
    ['host', '/data/host.db'],
    ['audit', '/data/audit.db'],
    ['riverside', '/data/communities/riverside.db'],
    ['north-bank-2', '/data/communities/north-bank-2.db'],
    ['a', null],
    ['../host', null],
    ['Riverside', null],
    ['riverside.db', null],
    ['-x', null],
    ['riverside\n', null],
  ])('%j → %j', (namespace, path) => {
    expect(fileOf(namespace)).toBe(path)
  })
})
