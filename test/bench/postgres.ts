import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Bench } from './bench.ts'
import type { Opened, Run } from './measure.ts'

const exec = promisify(execFile)
const user = 'bench'
const needed = ['initdb', 'postgres', 'psql', 'pgbench'] as const
type Tools = Record<(typeof needed)[number], string>

/**
 * Beside us: PostgreSQL on a folder and a socket of its own; or in one line why it does not run.
 */
export async function openPostgres({ options }: Bench): Promise<Opened | string> {
  const tools = await findTools()
  if (tools === null) return `not run: ${needed.join(', ')} were not all found on this machine`
  const owner = await serverOwner()
  if (owner === null) return 'not run: it does not run as root, and this machine has no other user'
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-pg-'))
  let server: ChildProcess | undefined
  const close = async () => {
    if (server !== undefined) await stop(server)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid)
    const data = join(folder, 'data')
    const setup = ['-D', data, '-U', user, '--auth=trust', '--locale=C', '-E', 'UTF8', '--no-sync']
    await exec(tools.initdb, setup, { ...owner, cwd: folder, env: plainEnvironment() })
    server = spawn(
      tools.postgres,
      // Its own defaults, and what a ledger needs of them said aloud.
      ['-D', data, '-k', folder, '-h', '', '-c', 'fsync=on', '-c', 'synchronous_commit=on'],
      { ...owner, cwd: folder, stdio: 'ignore', env: plainEnvironment() },
    )
    const started = server
    // Also when the bench is stopped before this has come to stand.
    process.once('exit', () => started.kill('SIGINT'))
    await makeLedger(tools, folder)
    const counts = options.clients.filter((clients) => clients <= 64)
    return {
      measures: counts.map((clients) => ({
        ...{ point: 'postgres', name: 'PostgreSQL, PL/pgSQL ledger without limits', clients },
        run: (seconds) => bench(tools, folder, clients, seconds),
      })),
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** What its version line says; null where there is none. */
export async function postgresVersion(): Promise<string | null> {
  const tools = await findTools()
  return tools === null ? null : (await exec(tools.postgres, ['--version'])).stdout.trim()
}

async function makeLedger(tools: Tools, folder: string): Promise<void> {
  const script = join(import.meta.dirname, 'postgres.sql')
  const args = ['-h', folder, '-U', user, '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1']
  for (let tries = 0; ; tries++) {
    try {
      await exec(tools.psql, [...args, '-c', 'SELECT 1'])
      break
    } catch (cause) {
      if (tries === 100) throw cause
      await sleep(100)
    }
  }
  await exec(tools.psql, [...args, '-f', script])
}

async function bench(tools: Tools, folder: string, clients: number, seconds: number): Promise<Run> {
  const threads = String(Math.min(clients, availableParallelism()))
  const script = join(import.meta.dirname, 'postgres.pgbench')
  const { stdout } = await exec(
    tools.pgbench,
    [
      ...['-h', folder, '-U', user, '-n', '-M', 'prepared', '-f', script],
      ...['-c', String(clients), '-j', threads, '-T', String(seconds), 'postgres'],
    ],
    { timeout: (seconds + 30) * 1000 },
  )
  const figure = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN)
  const done = figure(/transactions actually processed: (\d+)/)
  const perSecond = figure(/tps = ([\d.]+)/)
  const meanMs = figure(/latency average = ([\d.]+) ms/)
  if (!(perSecond > 0)) throw new Error(`pgbench said nothing we know:\n${stdout}`)
  return {
    done,
    seconds: done / perSecond,
    medianMs: meanMs,
    p99Ms: null,
    cpuMs: null,
    refused: {},
  }
}

/** On the path, else where Debian and others put the server. */
async function findTools(): Promise<Tools | null> {
  const installed = '/usr/lib/postgresql'
  const versions = (await readdir(installed).catch(() => [])).sort((a, b) => Number(b) - Number(a))
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(installed, version, 'bin')),
  ]
  const found: Partial<Tools> = {}
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => [])
    for (const name of needed) if (names.includes(name)) found[name] ??= join(folder, name)
  }
  return needed.every((name) => found[name] !== undefined) ? (found as Tools) : null
}

/** PostgreSQL refuses to run as root: it then runs as `postgres`, else as `nobody`. */
async function serverOwner(): Promise<{ uid?: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return { gid: process.getgid?.() ?? 0 }
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const line = ['postgres', 'nobody']
    .map((name) => lines.find(([who]) => who === name))
    .find(Boolean)
  return line === undefined ? null : { uid: Number(line[2]), gid: Number(line[3]) }
}

/** Nothing of ours that would change where or how it runs. */
function plainEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C' }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  // SIGINT is its fast shutdown: it ends its own children.
  server.kill('SIGINT')
  await ended
}
