import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who serves a data directory: `pid` of the process, `port` of its libsql-local on 127.0.0.1. */
export interface Lock {
  pid: number
  port: number
}

interface WrittenLock extends Lock {
  /** When the process began, in the kernel's own count: a pid alone is soon given to another. */
  began: string | null
}

/** Thrown by `takeLock` while a live process holds the directory. */
export class LockIsHeld extends Error {
  readonly lock: Lock

  constructor(lock: Lock) {
    super(`The data directory is served by process ${lock.pid} on port ${lock.port}`)
    this.lock = lock
  }
}

/**
 * Takes `directory/libsql.lock` for this process, so that there are never two writers. Throws
 * LockIsHeld while a live process holds it; what a dead process left behind is taken over.
 */
export function takeLock(directory: string, port: number): { release(): void } {
  mkdirSync(directory, { recursive: true })
  const path = lockPath(directory)
  const mine = JSON.stringify({ pid: process.pid, port, began: beginningOf(process.pid) })
  const draft = `${path}.${process.pid}.${Date.now()}`
  writeFileSync(draft, mine)
  try {
    // A link appears whole or not at all, and only where nothing stands.
    while (!linked(draft, path)) removeStale(path, `${draft}.stale`)
  } finally {
    rmSync(draft)
  }
  return {
    release() {
      if (textOf(path) === mine) rmSync(path, { force: true })
    },
  }
}

/** The live process that serves this directory, or null; a dead process's lock is no lock. */
export function readLock(directory: string): Lock | null {
  return liveLock(textOf(lockPath(directory)))
}

function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw thrown
  }
}

function removeStale(path: string, aside: string): void {
  const lock = liveLock(textOf(path))
  if (lock !== null) throw new LockIsHeld(lock)
  try {
    renameSync(path, aside)
  } catch (thrown) {
    // Someone else has just cleared it away.
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return
    throw thrown
  }
  // Between reading and moving, another process may have put its own lock there: give it back.
  if (liveLock(textOf(aside)) !== null) linked(aside, path)
  rmSync(aside)
}

function liveLock(text: string | null): Lock | null {
  const { pid, port, began } = parseLock(text) ?? {}
  if (pid === undefined || port === undefined || !isAlive(pid)) return null
  return began === null || began === beginningOf(pid) ? { pid, port } : null
}

function parseLock(text: string | null): WrittenLock | null {
  try {
    const { pid, port, began } = JSON.parse(text ?? '')
    if (!Number.isSafeInteger(pid) || pid < 1 || !Number.isSafeInteger(port)) return null
    return { pid, port, began: typeof began === 'string' ? began : null }
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of Linux's /proc/pid/stat; null where there is no such thing. */
function beginningOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function lockPath(directory: string): string {
  return join(directory, 'libsql.lock')
}
