import type { LocalLibsql, Reply } from '@commonhour/libsql-local'
import type { Scheduler } from './scheduler.ts'

/** What may become of one request, and how often (quality.md). */
const fates = [
  ['lost before', 0.08],
  ['answer lost', 0.08],
  ['delivered twice', 0.05],
  ['late', 0.05],
  ['failed', 0.03],
] as const
export type Fate = (typeof fates)[number][0]

export const lost = () => new TypeError('fetch failed')

/** A network that loses, repeats and delays, until it is healed. */
export class Network {
  readonly #scheduler: Scheduler
  readonly met = new Map<string, number>()
  /** Names of what had a copy that went on by itself, its sender gone or answered. */
  readonly copied = new Set<string>()
  healed = false

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  count(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1)
  }

  /**
   * One request over the wire. What the sender no longer waits for goes on by itself: a second
   * copy, or one that comes late, after whatever the sender did next.
   * @param failing the answer of a server that fails, before it did its work or after
   */
  async send<T>(what: string, deliver: () => Promise<T>, failing: () => T): Promise<T> {
    await this.#scheduler.park()
    this.count(what)
    const { task } = this.#scheduler
    const fate = this.healed || task === undefined ? null : fateOf(task.chance())
    if (fate === null) return deliver()
    this.count(fate)
    switch (fate) {
      case 'lost before':
        throw lost()
      case 'answer lost':
        await deliver()
        throw lost()
      case 'delivered twice':
        this.#later(deliver)
        return deliver()
      case 'late':
        if ((task?.chance() ?? 0) < 0.5) return this.#slowly(deliver)
        this.#later(deliver)
        throw lost()
      case 'failed':
        if ((task?.chance() ?? 0) < 0.5) await deliver()
        return failing()
    }
  }

  async #slowly<T>(deliver: () => Promise<T>): Promise<T> {
    for (let turns = 0; turns < 4; turns++) await this.#scheduler.park()
    return deliver()
  }

  #later(deliver: () => Promise<unknown>): void {
    this.copied.add(this.#scheduler.task?.about ?? '')
    this.#scheduler.spawn(() => deliver().catch(() => {}))
  }
}

function fateOf(chance: number): Fate | null {
  let from = 0
  for (const [fate, share] of fates) {
    from += share
    if (chance < from) return fate
  }
  return null
}

/**
 * libsql-local behind a network that fails: the fault-injection point of the tests. Both of its
 * doors are wrapped, the pipeline of this process and the protocol over `fetch`; nothing in the
 * room itself knows of it.
 * @param alive false once the isolate has ended whose clients these are: it sends nothing more
 */
export function troubled(libsql: LocalLibsql, network: Network, alive: () => boolean): LocalLibsql {
  const through = <T>(deliver: () => Promise<T>, failing: () => T): Promise<T> => {
    const sent = async () => {
      if (!alive()) throw lost()
      return deliver()
    }
    return network.send('round trips to the books', sent, failing)
  }
  const error = { message: 'The server is failing', code: 'SERVER_ERROR' }
  return {
    ...libsql,
    pipeline: (namespace, requests) =>
      through(
        () => libsql.pipeline(namespace, requests),
        (): Reply => ({ status: 503, body: error }),
      ),
    fetch: async (input, init) => {
      const { method, url, body } = await wireOf(new Request(input, init))
      return through(
        () => libsql.fetch(new Request(url, { method, ...(body !== '' && { body }) })),
        () => new Response('bad gateway', { status: 502 }),
      )
    },
  }
}

/** What is sent, so that it can be sent twice. */
async function wireOf(request: Request) {
  return { method: request.method, url: request.url, body: await request.text() }
}
