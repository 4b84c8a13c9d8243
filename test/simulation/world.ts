import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, type ApiEnv, createApi, type LogLine, memoryQuota } from '@commonhour/api'
import { uuidv7 } from '@commonhour/contract'
import type { Open } from '@commonhour/host'
import { inProcess, serverAt, serverInProcess } from '@commonhour/host/node'
import { type Books, openBooks } from '@commonhour/ledger'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { actsOf, hour } from '../api/acts.ts'
import { base, type Someone, tokensOf } from '../support/asking.ts'
import { auditsOf, receiptSecret } from '../support/auditing.ts'
import { chanceOf } from '../support/bytes.ts'
import { openPlace } from '../support/place.ts'
import { type Network, troubled } from './network.ts'
import type { Scheduler } from './scheduler.ts'

export const community = 'riverside'

/** A community whose files every seed gets a copy of, and who is in it. */
export interface Prepared {
  readonly directory: string
  readonly people: readonly Someone[]
  dispose(): Promise<void>
}

const names = ['Ana Soler', 'Luis Vidal', 'Nia Okafor', 'Vera Lind', 'Tom Reilly'] as const

export async function prepare(): Promise<Prepared> {
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-simulation-'))
  const place = await openPlace()
  await auditsOf(place)
  const it = actsOf(place)
  const people: Someone[] = []
  for (const name of names) people.push(await place.joins(name))
  // Everyone has helped Rosa, so that all have hours to give and nobody is new.
  const [first] = people as [Someone, ...Someone[]]
  await it.helped(place.rosa, first, hour)
  for (const person of people) await it.helped(person, place.rosa, 4 * hour)
  for (const name of ['host', 'audit', community]) {
    await place.env.open(name).execute('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  await cp(place.directory, directory, { recursive: true })
  await place.dispose()
  const dispose = () => rm(directory, { recursive: true, force: true })
  return { directory, people, dispose }
}

/** A copy of the community, its clock, and API instances over a network that fails. */
export interface World {
  readonly errors: LogLine[]
  now(): number
  pass(milliseconds: number): void
  token(person: string): Promise<string>
  /** A fresh isolate with clients and caches of its own; the one before it has ended. */
  restart(): void
  /** The isolate that answers now. */
  isolate(): Isolate
  readonly random: ApiEnv['random']
  /** Clients for the Workers of the clock, over the same network. */
  readonly open: Open
  /** Clients without any trouble, for whoever looks afterwards. */
  readonly calmly: Open
  readonly books: Books
  dispose(): Promise<void>
}
export interface Isolate {
  readonly api: Api
  alive: boolean
}

const dayMs = 86_400_000
/**
 * Yesterday at noon: keys older than 90 days by the database's own clock would be forgotten, so a
 * life cannot be lived in a time long past, as other tests are.
 */
const beginning = Math.floor(Date.now() / dayMs) * dayMs - dayMs / 2
export const workedOn = new Date(beginning).toISOString().slice(0, 10)
/** One clock for this file: seeds are lived one after the other. */
const clock = { now: beginning }
const keys = await tokensOf(
  community,
  () => clock.now,
  () => uuidv7(clock.now, crypto.getRandomValues(new Uint8Array(10))),
)

/** How the databases are reached: as standalone does, or over the protocol of production. */
export type Door = 'directly' | 'over fetch'

export async function openWorld(
  prepared: Prepared,
  { door, network, scheduler }: { door: Door; network: Network; scheduler: Scheduler },
): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-seed-'))
  await cp(prepared.directory, directory, { recursive: true })
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  clock.now = beginning
  const errors: LogLine[] = []
  const random = randomOf(scheduler)
  const openWhile = (alive: () => boolean): Open => {
    const wire = troubled(libsql, network, alive)
    if (door === 'directly') return serverInProcess(wire).open
    return serverAt(inProcess, wire.fetch as typeof globalThis.fetch).open
  }
  const started = (): Isolate => {
    const open = openWhile(() => isolate.alive)
    const isolate: Isolate = { alive: true, api: createApi(envOf({ open, random, errors })) }
    return isolate
  }
  let current = started()
  const calmly = serverInProcess(libsql).open
  return {
    errors,
    random,
    calmly,
    books: openBooks(calmly(community)),
    open: openWhile(() => true),
    now: () => clock.now,
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    token: tokensKept(),
    isolate: () => current,
    restart: () => {
      current.alive = false
      current = started()
    },
    async dispose() {
      await libsql.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

type Means = Pick<ApiEnv, 'open' | 'random'> & { errors: LogLine[] }

function envOf({ errors, open, random }: Means): ApiEnv {
  return {
    base,
    open,
    random,
    keys: async () => keys.publicKey,
    fingerprintSecret: 'a secret of this test',
    receiptSecret,
    quota: memoryQuota({ requests: 1_000_000, windowSeconds: 60 }),
    now: () => clock.now,
    log: (line) => {
      if (line.event === 'something_failed') errors.push(line)
    },
    checkAnswers: true,
  }
}

/** Bytes by the chance of whoever asks, so that they come again with the seed. */
function randomOf(scheduler: Scheduler): ApiEnv['random'] {
  const outside = chanceOf(1)
  return (bytes) => {
    const chance = scheduler.task?.chance ?? outside
    return Uint8Array.from({ length: bytes }, () => Math.floor(chance() * 256))
  }
}

/** Tokens last ten minutes; a new one is signed after five. */
function tokensKept(): (person: string) => Promise<string> {
  const kept = new Map<string, { token: Promise<string>; until: number }>()
  return (person) => {
    const one = kept.get(person)
    if (one !== undefined && one.until > clock.now) return one.token
    const token = keys.token(person)
    kept.set(person, { token, until: clock.now + 300_000 })
    return token
  }
}
