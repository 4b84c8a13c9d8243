import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isFault, neighbourhoodCharter, uuidv7 } from '@commonhour/contract'
import type { Write } from '@commonhour/domain'
import {
  keepFirstSigningKey,
  markCommunity,
  type Open,
  openFromEnvironment,
  provision,
  registerCommunity,
} from '@commonhour/host'
import { readMigrations, serverInProcess } from '@commonhour/host/node'
import { type Books, commit, foundCommunity, openBooks, statementsOf } from '@commonhour/ledger'
import { dataDirectory, type LocalLibsql, openLibsql } from '@commonhour/libsql-local'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const community = 'bench'
export const giftSeconds = 900
const root = join(import.meta.dirname, '../..')
const hour = 3600

export interface BenchMember {
  readonly person: string
  readonly member: string
  readonly account: string
}
/** A data directory to copy for each measure, and who is in it. */
export interface Seed {
  readonly directory: string
  readonly members: readonly BenchMember[]
  /** Public keys as `/.well-known/jwks.json` tells them. */
  readonly jwks: object
  /** A token as identity would give it, for ten minutes. */
  token(base: string, person: string): Promise<string>
}

export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** Clients of the databases in a directory, in this process. */
export function openDirectory(directory: string): { libsql: LocalLibsql; open: Open } {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  return { libsql, open: serverInProcess(libsql).open }
}

export function openOver(url: string, through?: typeof fetch): Open {
  return openFromEnvironment({
    LIBSQL_HOST_URL: `${url}dev/host/`,
    LIBSQL_COMMUNITY_URL: `${url}dev/{community}/`,
    ...(through && { fetch: through }),
  })
}

/**
 * Makes a host and a community whose members have 400 hours in hand each: received from
 * organisations with a line of 10,000 hours, by the ledger's own writes.
 */
export async function makeSeed(directory: string, count: number): Promise<Seed> {
  const { libsql, open } = openDirectory(directory)
  const now = Date.now()
  for (const database of ['host', community]) {
    const folder = database === 'host' ? 'host' : 'community'
    const migrations = await readMigrations(join(root, 'migrations', folder))
    const to = { base: 'http://libsql.local', fetch: libsql.fetch as typeof fetch }
    await provision({ ...to, database, client: open(database), migrations, now })
  }
  await registerCommunity(open('host'), { slug: community, name: 'Bench', now })
  await markCommunity(open('host'), community, 'open')
  const books = openBooks(open(community))
  const members = await populate(books, count)
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA' }
  const keys = { publicKey: JSON.stringify(key), privateKey: 'not kept', createdAt: now }
  const kept = { id: 'bench', alg: 'EdDSA', crv: 'Ed25519', ...keys }
  await keepFirstSigningKey(open('host'), kept)
  await libsql.close()
  await writeFile(join(directory, 'members.json'), JSON.stringify(members))
  const token = (base: string, person: string) =>
    new SignJWT({ client_id: 'web', scope: 'hours:read hours:write needs:read' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'bench' })
      .setIssuer(base)
      .setAudience(`${base}/v1/communities/${community}`)
      .setSubject(person)
      .setIssuedAt()
      .setExpirationTime('10m')
      .setJti(newId())
      .sign(privateKey)
  return { directory, members, jwks: { keys: [key] }, token }
}

/** A copy that a measure may write to. */
export async function copySeed(seed: Seed, folder: string, name: string): Promise<string> {
  const directory = join(folder, name)
  await cp(seed.directory, directory, { recursive: true })
  return directory
}

export async function readMembers(directory: string): Promise<BenchMember[]> {
  return JSON.parse(await readFile(join(directory, 'members.json'), 'utf8')) as BenchMember[]
}

async function populate(books: Books, count: number): Promise<BenchMember[]> {
  const rosa = { person: newId(), member: newId(), account: newId(), name: 'Rosa Keane' }
  const lines = { softFloorSeconds: -10_000 * hour, floorSeconds: -10_000 * hour }
  const names = { slug: community, name: 'Bench', about: '', languages: ['en' as const] }
  const founded = await foundCommunity(books, {
    community: { ...names, timeZone: 'Europe/Dublin', helpLine: null, joining: 'application' },
    purpose: 'test',
    charter: { ...neighbourhoodCharter, organisation: lines },
    founder: { ...rosa, email: null, language: 'en' },
    poolAccount: newId(),
    now: Date.now(),
  })
  if (founded !== null) throw new Error(`The bench could not be founded: ${founded.fault}`)
  const members: BenchMember[] = []
  let helped = ''
  while (members.length < count) {
    const writes: Write[] = []
    for (let i = 0; i < 25 && members.length < count; i++) {
      if (members.length % 25 === 0) helped = joins(writes, 'organisation', newIds()).account
      const one = newIds()
      joins(writes, 'person', one)
      writes.push(help(helped, one.account))
      members.push(one)
    }
    const stamp = { now: Date.now(), actor: `member:${rosa.member}` }
    const statements = await statementsOf({ expect: [], write: writes }, stamp)
    const done = await commit(books, statements, {})
    if (isFault(done)) throw new Error(`A member of the bench was refused: ${done.fault}`)
  }
  return members
}

function newIds(): BenchMember {
  return { person: newId(), member: newId(), account: newId() }
}

function joins(writes: Write[], kind: 'person' | 'organisation', one: BenchMember): BenchMember {
  const { account, member, person } = one
  const text = { name: 'Someone', area: null, about: '', answers: [], contact: {} }
  const application = { id: member, kind, ...text, languages: [], termsVersion: 1, admit: true }
  const joinedOn = new Date().toISOString().slice(0, 10)
  const accountKind = kind === 'person' ? 'member' : kind
  writes.push(
    { into: 'member', application, joinedOn },
    { into: 'memberStep', member, step: 0, state: 'applied' },
    { into: 'memberPerson', member, person },
    { into: 'memberStep', member, step: 1, state: 'active' },
    { into: 'account', id: account, kind: accountKind, member },
  )
  return one
}

function help(fromAccount: string, toAccount: string): Write {
  const between = { fromAccount, toAccount, seconds: 400 * hour, charter: 1 }
  return { into: 'transfer', id: newId(), kind: 'post', purpose: 'help', ...between }
}
