import { Agent, request } from 'node:http'
import { type BenchMember, community, giftSeconds, newId, type Seed } from './community.ts'
import { pairs } from './gifts.ts'
import { drive, type Measure, withCpu } from './measure.ts'

const mostMs = 20_000
/** As many as one request may hold. */
const bulkRows = 100

export interface Answer {
  readonly status: number
  readonly text: string
}
interface Asked {
  readonly url: string
  readonly agent: Agent
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** One request over a connection that is kept. `node:http`: `fetch` would cost the machine more. */
export function ask({ agent, body, headers, method, url }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent, method: method ?? 'GET', headers, timeout: mostMs },
      (got) => {
        let text = ''
        got.setEncoding('utf8')
        got.on('data', (part: string) => {
          text += part
        })
        got.on('end', () => resolve({ status: got.statusCode ?? 0, text }))
        got.on('error', reject)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error(`No answer in ${mostMs} ms: ${url}`)))
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Gifts through the HTTP API: each a request with its own id, idempotency key and body. */
export class HttpGifts {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #seed: Seed
  /** Where it is asked, and the origin it knows itself by; and how its processor time is told. */
  readonly #at: string
  readonly #base: string
  readonly #cpu: (() => Promise<number>) | null
  #acknowledged = 0

  constructor(seed: Seed, at: string, base: string, cpu: (() => Promise<number>) | null) {
    this.#cpu = cpu
    this.#seed = seed
    this.#at = `${at}/v1/communities/${community}`
    this.#base = base
  }

  measure(point: '1' | '2', name: string, clients: number): Measure {
    return { point, name, clients, run: (seconds) => this.#run(clients, seconds) }
  }

  /** The same from few givers: each token is used ten times or more, as people and apps do. */
  measureFew(name: string, clients: number): Measure {
    const givers = this.#seed.members.slice(0, clients * 8)
    return { point: '1', name, clients, run: (seconds) => this.#run(clients, seconds, 1, givers) }
  }

  /** Gifts of one member to many, in one request; each is counted. */
  measureBulk(clients: number): Measure {
    const name = `lists of ${bulkRows}, whole HTTP API`
    return { point: '3', name, clients, run: (seconds) => this.#run(clients, seconds, bulkRows) }
  }

  async #run(clients: number, seconds: number, rows = 1, members = this.#seed.members) {
    // Tokens live ten minutes, a bench longer.
    const tokens = new Map<string, string>()
    for (const { person } of members) tokens.set(person, await this.#seed.token(this.#base, person))
    const next = pairs(members, clients)
    const act = async (client: number) => {
      const { from, to } = next(client)
      const at = members.indexOf(to)
      const gifts = Array.from({ length: rows }, (_, i) => giftOf(from, members, at + i))
      const body = JSON.stringify(rows === 1 ? gifts[0] : { transfers: gifts })
      const headers = {
        authorization: `Bearer ${tokens.get(from.person)}`,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'idempotency-key': crypto.randomUUID(),
      }
      const url = `${this.#at}/transfers${rows === 1 ? '' : '/bulk'}`
      const { status, text } = await ask({ url, agent: this.#agent, method: 'POST', headers, body })
      if (status === 201) return null
      const { code } = JSON.parse(text) as { code: string }
      // Only facts that moved meanwhile are part of the measure; anything else is a broken bench.
      if (code === 'facts_are_stale') return code
      throw new Error(`A gift was refused: ${status} ${text}`)
    }
    const driven = async () => {
      const run = await drive(clients, seconds, act)
      return { ...run, done: run.done * rows }
    }
    const run = await (this.#cpu === null ? driven() : withCpu(this.#cpu, driven))
    this.#acknowledged += run.done
    return run
  }

  /** Every gift that was acknowledged stands in the books, no other, and they sum to zero. */
  async check(): Promise<void> {
    const { text } = await ask({ url: `${this.#at}/proof`, agent: this.#agent })
    const proof = JSON.parse(text) as { transfers: number; balanceSumSeconds: number }
    const expected = this.#seed.members.length + this.#acknowledged
    if (proof.transfers !== expected || proof.balanceSumSeconds !== 0) {
      throw new Error(
        `The books do not stand: ${text}, but ${expected} transfers were acknowledged`,
      )
    }
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** From one member to the other at a place of the list, or to the next after themself. */
function giftOf(from: BenchMember, members: readonly BenchMember[], at: number) {
  const other = members[at % members.length] as BenchMember
  const to = other === from ? (members[(at + bulkRows) % members.length] as BenchMember) : other
  const between = { fromAccount: from.account, toAccount: to.account, seconds: giftSeconds }
  return { id: newId(), purpose: 'gift', ...between }
}
