import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const workerNames = ['web', 'api', 'identity', 'courier', 'audit'] as const
/** Workers of which the platform serves files by itself. */
export function hasAssets(name: WorkerName): boolean {
  return name === 'web' || name === 'api'
}
export type WorkerName = (typeof workerNames)[number]

/** One Worker in workerd, as `wrangler dev` runs it. */
export interface RunningWorker {
  readonly name: string
  /** Rejects when it ends before it was stopped, saying what it printed last. */
  readonly ended: Promise<never>
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly root: string
  /** A folder of this run: bindings, the registry of Workers, whatever wrangler writes. */
  readonly folder: string
  readonly name: WorkerName
  readonly port: number
  readonly bindings: Readonly<Record<string, string>>
}

/** How long a Worker may take to end before it is ended, in milliseconds. */
const patienceMs = 8_000
const linesKept = 30

/** Starts `[env.NAME]` of wrangler.toml. It answers some seconds later: ask until it does. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { bindings, folder, name, port, root } = options
  const file = join(folder, `${name}.env`)
  const lines = Object.entries(bindings).map(([key, value]) => `${key}='${value}'\n`)
  // A file of its own, since everyone on the machine can read a command line.
  await writeFile(file, lines.join(''), { mode: 0o600 })
  const where = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const kept = ['--env-file', file, '--persist-to', join(folder, 'state', name)]
  // Two edges at once, a test's and a developer's, must not write over each other's files.
  const assets = hasAssets(name) ? ['--assets', join(folder, 'assets', name)] : []
  const child = spawn(
    process.execPath,
    [wranglerIn(root), 'dev', '--env', name, ...where, ...kept, ...assets, ...quietly],
    // A group of its own: what Ctrl-C sends reaches us alone, and we end it after what it serves.
    {
      cwd: root,
      env: wranglerEnvironment(folder),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const last = keepLast(name, child)
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  let stopping = false
  const ended = exited.then(() => {
    if (stopping) return new Promise<never>(() => {})
    throw new Error(`The Worker ${name} ended by itself:\n${last.join('\n')}`)
  })
  // Whoever waits for it hears of it; nobody need be waiting.
  ended.catch(() => {})
  const stop = async () => {
    stopping = true
    signal(child, 'SIGTERM')
    const late = setTimeout(() => signalGroup(child), patienceMs)
    await exited
    clearTimeout(late)
    // wrangler ends before its workerd and esbuild do. Who adopts them takes a moment to bury them.
    for (let tries = 0; signalGroup(child) && tries < 100; tries += 1) await sleep(20)
  }
  return { name, ended, stop }
}

const quietly = ['--show-interactive-dev-session', 'false', '--log-level', 'log']

/** wrangler's own program: the starter beside it would be one more process per Worker. */
export function wranglerIn(root: string): string {
  const require = createRequire(join(root, 'package.json'))
  return join(dirname(require.resolve('wrangler/package.json')), 'wrangler-dist/cli.js')
}

/** It asks nobody outside this machine: no account, no metrics, no look for a newer version. */
export function wranglerEnvironment(folder: string): NodeJS.ProcessEnv {
  const { CLOUDFLARE_ENV: _, ...inherited } = process.env
  return {
    ...inherited,
    CI: '1',
    EDGE_ASSETS: join(folder, 'assets'),
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    // Without the banner it does not look for a newer version either.
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_LOG_PATH: join(folder, 'logs'),
    WRANGLER_REGISTRY_PATH: join(folder, 'registry'),
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    WRANGLER_SEND_METRICS: 'false',
    X_LOCAL_EXPLORER: 'false',
    X_LOCAL_OBSERVABILITY: 'false',
    // Custom builds say `node`: the one that runs this.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  }
}

/** Keeps what it printed last, and shows what went wrong. */
function keepLast(name: string, child: ChildProcess): string[] {
  const last: string[] = []
  const hear = (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) {
      if (line.trim() === '') continue
      last.push(line)
      if (/\[ERROR\]|"level":"error"|Uncaught/.test(line))
        process.stderr.write(`${name}: ${line}\n`)
    }
    last.splice(0, Math.max(0, last.length - linesKept))
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return last
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(name)
}

/** Ends what wrangler started: it is of the same group. False once there is nothing left of it. */
function signalGroup(child: ChildProcess): boolean {
  if (child.pid === undefined) return false
  try {
    return process.kill(-child.pid, 'SIGKILL')
  } catch {
    return false
  }
}
