import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ApiEnv, createApi, memoryQuota } from '@commonhour/api'
import {
  type CharterBody,
  neighbourhoodCharter,
  type Operation,
  type OperationName,
  operations,
  type ParametersOf,
  type Problem,
  uuidv7,
} from '@commonhour/contract'
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
import { generateKeyPair, SignJWT } from 'jose'

const root = resolve(import.meta.dirname, '../..')
const base = 'http://localhost:8787'
const libsqlBase = 'http://libsql.local'
const everyScope =
  'hours:read hours:write needs:read needs:write members:read reports:read webhooks:write'

/** The first moment of every test: long past, so that clocks never refuse it. */
export const beginning = Date.parse('2026-03-02T09:00:00Z')

export interface Said {
  readonly status: number
  readonly headers: Headers
  /** The answer; loosely typed, since tests look at refusals as well. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails otherwise
  readonly body: any
}
export interface Ask {
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly key?: string
  readonly scope?: string
}
/** A whole place in process: host, one community, its API, and tokens for whoever a test needs. */
export interface Place {
  readonly community: string
  readonly books: Books
  readonly api: ReturnType<typeof createApi>
  readonly env: ApiEnv
  /** The coordinator who founded it: their person, member and account. */
  readonly rosa: Someone
  readonly pool: string
  id(): string
  /** Moves the clock on; returns the new now. */
  pass(milliseconds: number): number
  now(): number
  /** A person who is no member yet. */
  stranger(): string
  /** An active member, entered through the API as people are. */
  joins(name: string): Promise<Someone>
  /** Asks one operation as a person (or `app:ID`), null for nobody. */
  ask<N extends OperationName>(
    who: Someone | string | null,
    name: N,
    params: Partial<ParametersOf<Operation>> & Record<string, string>,
    more?: Ask,
  ): Promise<Said>
  token(who: string, scope?: string): Promise<string>
  dispose(): Promise<void>
}
export interface Someone {
  readonly person: string
  readonly member: string
  readonly account: string
  readonly name: string
}

export interface PlaceOptions {
  readonly community?: string
  readonly charter?: Partial<CharterBody>
}

/** Opens a place of its own on temporary files; ids and clock are fixed, so runs repeat. */
export async function openPlace(options: PlaceOptions = {}): Promise<Place> {
  const community = options.community ?? 'riverside'
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-place-'))
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  const fetch = libsql.fetch as typeof globalThis.fetch
  const open = openFromEnvironment({
    LIBSQL_HOST_URL: `${libsqlBase}/dev/host/`,
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
  const keys = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const env: ApiEnv = {
    base,
    open,
    keys: async () => keys.publicKey,
    fingerprintSecret: 'a secret of this test',
    quota: memoryQuota({ requests: 1_000_000, windowSeconds: 60 }),
    now: () => now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (line) => {
      if (line.level === 'error') console.error(line)
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
      joining: 'application',
    },
    purpose: 'test',
    charter: { ...neighbourhoodCharter, ...options.charter },
    founder: { ...rosa, email: null, language: 'en' },
    poolAccount: pool,
    now,
  })
  const api = createApi(env)

  const token = async (who: string, scope = everyScope) => {
    const isApp = who.startsWith('app:')
    const subject = who.replace(/^app:/, '')
    const at = Math.floor(Date.now() / 1000)
    return new SignJWT({ client_id: isApp ? subject : 'web', scope })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(base)
      .setAudience(`${base}/v1/communities/${community}`)
      .setSubject(subject)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.max(at, Math.floor(now / 1000)) + 600)
      .setJti(id())
      .sign(keys.privateKey)
  }

  const ask: Place['ask'] = async (who, name, params, more = {}) => {
    const operation: Operation = operations[name]
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, part: string) =>
      part === 'community' ? (params.community ?? community) : (params[part] ?? `no ${part}`),
    )
    const query = more.query === undefined ? '' : `?${new URLSearchParams(more.query)}`
    const headers = new Headers()
    if (who !== null) {
      const subject = typeof who === 'string' ? who : who.person
      headers.set('authorization', `Bearer ${await token(subject, more.scope)}`)
    }
    if (operation.idempotent) headers.set('idempotency-key', more.key ?? crypto.randomUUID())
    if (more.body !== undefined) headers.set('content-type', 'application/json')
    const request = new Request(base + path + query, {
      method: operation.method,
      headers,
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    })
    const response = await api.fetch(request, { address: '127.0.0.1' })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const body = isJson && text !== '' ? (JSON.parse(text) as Problem) : text
    return { status: response.status, headers: response.headers, body }
  }

  const place: Place = {
    community,
    books,
    api,
    env,
    rosa,
    pool,
    id,
    pass: (milliseconds) => {
      now += milliseconds
      return now
    },
    now: () => now,
    stranger: id,
    async joins(name) {
      const person = id()
      const member = id()
      const application = { id: member, name, termsVersion: 1, languages: ['en'] }
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
  return place
}
