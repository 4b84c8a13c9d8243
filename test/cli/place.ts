import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDirectory } from '@commonhour/host/node'
import { type Books, openBooks } from '@commonhour/ledger'
import type { Client } from '@libsql/client/web'

export const root = resolve(import.meta.dirname, '../..')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** What it answered in JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into what a machine would read
  readonly json: any
}

/** A data directory of its own, and the real command on it. */
export interface Place {
  readonly directory: string
  /** Runs `pnpm commonhour …` as a process of its own. `onSpawn` may end it. */
  run(
    args: readonly string[],
    onSpawn?: (child: ChildProcess) => void,
    more?: Readonly<Record<string, string>>,
  ): Promise<Ran>
  /** Writes a file beside the data and gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>
  /** Looks into the books of a community while no process has them. */
  look<T>(
    community: string,
    see: (books: Books, client: Client, host: Client) => Promise<T>,
  ): Promise<T>
  remove(): Promise<void>
}

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-cli-'))
  const directory = join(folder, 'data')
  return {
    directory,
    run: (args, onSpawn, more) => runIn(directory, args, onSpawn, more),
    async file(name, content) {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    },
    async look(community, see) {
      const databases = await openDirectory(directory)
      try {
        const client = databases.open(community)
        return await see(openBooks(client), client, databases.open('host'))
      } finally {
        await databases.close()
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function runIn(
  directory: string,
  args: readonly string[],
  onSpawn?: (child: ChildProcess) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'packages/cli/main.ts'), ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: directory, NO_COLOR: '1', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onSpawn?.(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done({ ...said, code, json: jsonIn(said.out) }))
  })
}

function jsonIn(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : null
}
