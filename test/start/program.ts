import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { demoDirectory as copyOfDemo } from '../support/demoFolder.ts'

export const root = resolve(import.meta.dirname, '../..')

/** How a program ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The start command as a process of its own. */
export interface Program {
  readonly port: number
  readonly base: string
  readonly pid: number
  /** What it has printed so far. */
  printed(): string
  /** What it has complained of so far. */
  complained(): string
  /** Waits until a line holds these words; fails when the program ends before. */
  says(words: string): Promise<void>
  ready(): Promise<void>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ending>
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ending>
}

export interface ProgramOptions {
  readonly directory: string
  readonly port?: number
  readonly arguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** The command; `node workers/standalone/start.ts` unless told. */
  readonly command?: readonly string[]
}

const running = new Map<ChildProcess, Promise<Ending>>()
const folders: string[] = []

/** Ends what a test has left running, then removes its data. */
export async function endAll(): Promise<void> {
  for (const child of running.keys()) child.kill('SIGKILL')
  await Promise.all(running.values())
  const gone = folders.splice(0)
  await Promise.all(gone.map((folder) => rm(folder, { recursive: true, force: true })))
}

/** Starts Commonhour on a data directory. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = options.port ?? (await freePort())
  const [program = '', ...args] = options.command ?? [
    process.execPath,
    'workers/standalone/start.ts',
  ]
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: options.directory,
    QUOTA_PER_MINUTE: '1000000',
    ...options.environment,
  }
  // vitest sets both for itself, and a start is no test.
  for (const name of ['NODE_ENV', 'BASE_URL']) {
    if (options.environment?.[name] === undefined) delete environment[name]
  }
  const child = spawn(program, [...args, ...(options.arguments ?? [])], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines = { printed: '', complained: '' }
  const heard = createInterface({ input: child.stdout })
  heard.on('line', (line) => {
    lines.printed += `${line}\n`
  })
  child.stderr.on('data', (bytes) => {
    lines.complained += bytes
  })
  const ended = once(child, 'close').then(([code, signal]): Ending => {
    running.delete(child)
    return { code, signal }
  })
  running.set(child, ended)
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (lines.printed.includes(words)) resolve()
      }
      heard.on('line', look)
      look()
      void ended.then(() => reject(new Error(`It ended without ${words}: ${lines.complained}`)))
    })
  return {
    port,
    base: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    printed: () => lines.printed,
    complained: () => lines.complained,
    says,
    ready: () => says('Commonhour is ready at '),
    kill: (signal) => void child.kill(signal),
    ended,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A data directory of this test, not yet there. */
export async function freshDirectory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-start-'))
  folders.push(folder)
  return join(folder, 'data')
}

/** A data directory of this test with the demo in it. */
export async function demoDirectory(): Promise<string> {
  const { directory } = await copyOfDemo()
  folders.push(directory)
  return directory
}
