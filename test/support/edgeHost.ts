import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** `pnpm edge` as a command of its own, on free ports. */
export interface RunningEdge {
  readonly base: string
  readonly pid: number
  /** Asks it to stop, as an operator would; gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts it on a data directory and waits until it says that it is ready. */
export async function runEdge(directory: string): Promise<RunningEdge> {
  const child = spawn(process.execPath, [join(root, 'workers/standalone/edge.ts')], {
    cwd: root,
    env: { ...process.env, DATA_DIR: directory, PORT: '0', COURIER_SECONDS: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test file that ends early must not leave Workers behind.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const base = await ready(child, exited)
  const stop = async () => {
    process.off('exit', end)
    end()
    return exited
  }
  return { base, pid: child.pid ?? 0, stop }
}

function ready(child: ChildProcess, exited: Promise<unknown>): Promise<string> {
  return new Promise((found, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const base = /ready at (http:\S+)\n/.exec(said)?.[1]
      if (base !== undefined) found(base)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void exited.then(() => reject(new Error(`The edge ended before it was ready:\n${said}`)))
  })
}
