import {
  type Demo,
  listen,
  openStandalone,
  readDemo,
  type Standalone,
} from '@commonhour/standalone'
import { buildAssets } from '@commonhour/web/build'
import { demoDirectory, quiet } from './demoFolder.ts'
import { runEdge } from './edgeHost.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: string
}

/** A host that is running, with the demo community in it, and its own data. */
export interface OpenHost {
  /** The one origin, such as `http://localhost:40123`: for `fetch` and for a browser. */
  readonly base: string
  /** Whom to sign in as, and the keys of a partner app. */
  readonly demo: Demo
  /** Every message to an address, the newest first. */
  mail(to: string): Promise<readonly Letter[]>
  /** The sign-in code that was sent last to an address. */
  code(to: string): Promise<string>
  /**
   * One round of the courier, as if so much time had passed (up to 400 days); gives what it did.
   * What it writes is dated then, and so is everything the books take afterwards.
   */
  round(aheadMs?: number): Promise<Record<string, number>>
  /** Stops it and removes its data. */
  close(): Promise<void>
}

/** Where a story can run. `open` takes a while (seconds; the edge longer): once per file. */
export interface Host {
  readonly name: 'standalone' | 'edge'
  open(): Promise<OpenHost>
}

/** How long `open` may take on a machine that is busy with other tests, in milliseconds. */
export const openingMs = 240_000

/**
 * `describe.each(hosts)('… on $name', ({ open }) => { beforeAll(async () => {…}, openingMs) … })`.
 */
export const hosts: readonly Host[] = [
  { name: 'standalone', open: openStandaloneHost },
  { name: 'edge', open: openEdgeHost },
]

async function openStandaloneHost(): Promise<OpenHost> {
  const { directory, remove } = await demoDirectory()
  let standalone: Standalone | undefined
  // The port comes first: the origin is part of what is opened.
  const door = {
    fetch: async (request: Request, address: string) =>
      standalone?.fetch(request, address) ?? new Response('Not yet', { status: 503 }),
  }
  const server = await listen(door, 0, '127.0.0.1')
  const base = `http://localhost:${server.port}`
  standalone = await openStandalone({ ...quiet, directory, base, assets: await buildAssets() })
  return openedHost(base, directory, async () => {
    await server.close()
    await standalone.close()
    await remove()
  })
}

/** The built bundles in workerd, over HTTP to libsql-local: what `pnpm edge` starts. */
async function openEdgeHost(): Promise<OpenHost> {
  const { directory, remove } = await demoDirectory()
  const edge = await runEdge(directory)
  return openedHost(edge.base, directory, async () => {
    await edge.stop()
    await remove()
  })
}

/** What tests ask of a host that runs already on a data directory with the demo. */
export async function openedHost(
  base: string,
  directory: string,
  close: () => Promise<void>,
): Promise<OpenHost> {
  const demo = await readDemo(directory)
  if (demo === null) throw new Error('There is no demo in the data directory.')
  const mail = async (to: string) => {
    const answer = await fetch(`${base}/dev/mail.json?${new URLSearchParams({ to })}`)
    return ((await answer.json()) as { items: Letter[] }).items
  }
  const code = async (to: string) => {
    const letters = await mail(to)
    const found = letters.map(({ subject }) => /^\d{6}(?= )/.exec(subject)?.[0]).find(Boolean)
    if (found === undefined) throw new Error(`No code was sent to ${to}.`)
    return found
  }
  const round = async (aheadMs = 0) => {
    const answer = await fetch(`${base}/dev/courier?aheadMs=${aheadMs}`, { method: 'POST' })
    if (!answer.ok) throw new Error(`The courier answered ${answer.status}.`)
    return (await answer.json()) as Record<string, number>
  }
  return { base, demo, mail, code, round, close }
}
