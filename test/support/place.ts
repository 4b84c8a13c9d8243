import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ApiEnv, createApi, type LogLine, memoryQuota } from '@commonhour/api'
import { type CharterBody, neighbourhoodCharter, uuidv7 } from '@commonhour/contract'
import {
  markCommunity,
  migrate,
  openFromEnvironment,
  provision,
  registerCommunity,
} from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { type Books, foundCommunity, openBooks } from '@commonhour/ledger'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { asker, base, type Someone, tokensOf } from './asking.ts'
import { receiptSecret } from './auditing.ts'

export type { Said, Someone } from './asking.ts'

const root = resolve(import.meta.dirname, '../..')
const libsqlBase = 'http://libsql.local'

/** The first moment of every test: long past, so that clocks never refuse it. */
export const beginning = Date.parse('2026-03-02T09:00:00Z')

/** What lies between the API and the books: sees what is sent, and may lose it or its answer. */
export type Between = (sent: string, send: () => Promise<Response>) => Promise<Response>

/** A whole place in process: host, one community, its API, and tokens for whoever a test needs. */
export interface Place {
  readonly community: string
  readonly books: Books
  readonly api: ReturnType<typeof createApi>
  readonly env: ApiEnv
  /** The coordinator who founded it: their person, member and account. */
  readonly rosa: Someone
  readonly pool: string
  /** What the API noted as an error. */
  readonly errors: LogLine[]
  /** Where its databases are files; whoever owns the machine may open them. */
  readonly directory: string
  readonly fetch: typeof globalThis.fetch
  id(): string
  /** Moves the clock on; returns the new now. */
  pass(milliseconds: number): number
  now(): number
  /** Puts something between the API and the books; null takes it away. */
  between(wire: Between | null): void
  /** A person who is no member yet. */
  stranger(): string
  /** An active member, entered through the API as people are. */
  joins(name: string, more?: Record<string, unknown>): Promise<Someone>
  /** Asks one operation as a person (or `app:ID`), null for nobody. */
  readonly ask: ReturnType<typeof asker>
  token(who: string, scope?: string): Promise<string>
  dispose(): Promise<void>
}

export interface PlaceOptions {
  readonly community?: string
  readonly charter?: Partial<CharterBody>
  readonly joining?: 'application' | 'invitation' | 'closed'
  /** How far ahead of clocks its books may run; not at all unless given. */
  readonly clockOffsetMs?: number
}

/** Opens a place of its own on temporary files; ids and clock are fixed, so runs repeat. */
export async function openPlace(options: PlaceOptions = {}): Promise<Place> {
  const community = options.community ?? 'riverside'
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-place-'))
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  let between: Between | null = null
  const fetch = (async (asked: Request, init?: RequestInit) => {
    const wire = between
    if (wire === null) return libsql.fetch(asked, init)
    const request = new Request(asked, init)
    const sent = await request.clone().text()
    return wire(sent, async () => libsql.fetch(request))
  }) as typeof globalThis.fetch
  const open = openFromEnvironment({
    LIBSQL_HOST_URL: `${libsqlBase}/dev/host/`,
    LIBSQL_AUDIT_URL: `${libsqlBase}/dev/audit/`,
    LIBSQL_COMMUNITY_URL: `${libsqlBase}/dev/{community}/`,
    fetch,
  })
  let now = beginning
  let count = 0
  const id = () => {
    count += 1
    const random = new Uint8Array(10)
    new DataView(random.buffer).setUint32(6, count)
    return uuidv7(now, random)
  }
  const { publicKey, token } = await tokensOf(community, () => now, id)
  const errors: LogLine[] = []
  const env: ApiEnv = {
    base,
    open,
    keys: async () => publicKey,
    fingerprintSecret: 'a secret of this test',
    receiptSecret,
    quota: memoryQuota({ requests: 1_000_000, windowSeconds: 60 }),
    now: () => now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (line) => {
      if (line.level === 'error') errors.push(line)
    },
    checkAnswers: true,
  }
  for (const database of ['host', community]) {
    const folder = database === 'host' ? 'host' : 'community'
    const migrations = await readMigrations(join(root, 'migrations', folder))
    const client = open(database)
    await provision({ base: libsqlBase, database, fetch, client, migrations, now })
    await migrate(client, migrations, now)
  }
  await registerCommunity(open('host'), { slug: community, name: 'Riverside', now })
  await markCommunity(open('host'), community, 'open')
  const books = openBooks(open(community))
  const rosa = { person: id(), member: id(), account: id(), name: 'Rosa Keane' }
  const pool = id()
  await foundCommunity(books, {
    community: {
      slug: community,
      name: 'Riverside Time Bank',
      about: 'Neighbours on both banks of the river.',
      languages: ['en', 'es'],
      timeZone: 'Europe/Dublin',
      helpLine: { name: 'Rosa', phone: '01 555 0100', hours: '9–13' },
      joining: options.joining ?? 'application',
    },
    purpose: 'test',
    clockOffsetMs: options.clockOffsetMs ?? 0,
    charter: { ...neighbourhoodCharter, ...options.charter },
    founder: { ...rosa, email: null, language: 'en' },
    poolAccount: pool,
    now,
  })
  const api = createApi(env)

  const ask = asker(api, community, token)

  return {
    community,
    books,
    api,
    env,
    rosa,
    pool,
    errors,
    directory,
    fetch,
    id,
    pass: (milliseconds) => {
      now += milliseconds
      return now
    },
    now: () => now,
    between: (wire) => {
      between = wire
    },
    stranger: id,
    async joins(name, more = {}) {
      const person = id()
      const member = id()
      const application = { id: member, name, termsVersion: 1, languages: ['en'], ...more }
      const applied = await ask(person, 'applyToJoin', {}, { body: application })
      if (applied.status !== 201) throw new Error(JSON.stringify(applied.body))
      const admitted = await ask(rosa, 'admitMember', { member })
      if (admitted.status !== 201) throw new Error(JSON.stringify(admitted.body))
      return { person, member, account: admitted.body.account, name }
    },
    ask,
    token,
    async dispose() {
      await libsql.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
