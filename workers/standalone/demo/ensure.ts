import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isFault } from '@commonhour/contract'
import {
  findCommunity,
  findOrCreatePerson,
  markCommunity,
  type Open,
  registerCommunity,
  rememberedHead,
  swapHead,
} from '@commonhour/host'
import { type Databases, provisionIn, type Server, serverInProcess } from '@commonhour/host/node'
import type { IdentityEnv } from '@commonhour/identity'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { auditOf } from '../audit.ts'
import { roundsOf } from '../courier.ts'
import type { StandaloneOptions } from '../options.ts'
import type { Secrets } from '../secrets.ts'
import { admitDemoApp } from './app.ts'
import type { Cast } from './cast.ts'
import { type Demo, type DemoPerson, readDemo, writeDemo } from './file.ts'
import { demoCommunity, foundDemo } from './founding.ts'
import { type Acting, openSeeder } from './seeder.ts'
import { tell, weeks } from './story.ts'

const dayMs = 86_400_000

interface Means {
  readonly options: Pick<StandaloneOptions, 'base' | 'directory' | 'root' | 'say'>
  readonly databases: Databases
  readonly identityEnv: Pick<IdentityEnv, 'base' | 'open' | 'now'>
  readonly secrets: Secrets
}

/**
 * Makes the demo community unless it is there. It grows in a folder of its own and is moved into
 * place whole; a start that was cut off is taken up again where what it left is whole, and begun
 * anew where it is not. A community of that name which is somebody's own is left alone.
 */
export async function ensureDemo(means: Means): Promise<void> {
  const { base, directory, say } = means.options
  const before = await readDemo(directory)
  const growing = join(directory, 'demo.growing')
  if (before !== null) {
    if (before.base !== base) await writeDemo(directory, movedTo(base, before))
    return rm(growing, { recursive: true, force: true })
  }
  let demo = await readDemo(growing)
  const registered = await findCommunity(means.databases.open('host'), demoCommunity)
  if (demo === null && !isFault(registered)) {
    return say(`There is a community ${demoCommunity} already, so no demo is made.`)
  }
  demo ??= await growIn(growing, means)
  await settleIn(means, growing)
  await tellAll(means)
  await writeDemo(directory, movedTo(base, demo))
  await rm(growing, { recursive: true, force: true })
}

/** From nothing to whole; its `demo.json`, written last, says that it is. */
async function growIn(growing: string, means: Means): Promise<Demo> {
  means.options.say('Making the demo community: 60 people, 18 months …')
  await rm(growing, { recursive: true, force: true })
  const libsql = openLibsql({ fileOf: dataDirectory(growing) })
  let demo: Demo
  try {
    demo = await grow(means, serverInProcess(libsql))
  } finally {
    await libsql.close()
  }
  await writeDemo(growing, demo)
  return demo
}

async function grow(means: Means, server: Server): Promise<Demo> {
  const { databases, identityEnv, options, secrets } = means
  const { open } = server
  const { base, root, say } = options
  const today = Math.floor(Date.now() / dayMs) * dayMs
  const from = today - weeks * 7 * dayMs
  for (const database of ['host', 'audit', demoCommunity]) await provisionIn(server, root, database)
  await register(open, from)
  const seeder = await openSeeder({
    ...{ open, base, community: demoCommunity, from },
    auditAt: (now) => auditOf({ base, open, secrets, now, log: () => {} }),
  })
  // People are the host's own; only the community's books grow apart.
  const host = databases.open('host')
  const personOf = async (email: string) =>
    (await findOrCreatePerson(host, email, from, seeder.chance.id(from))).id
  const { pool, rosa } = await foundDemo({ base, open, secrets, seeder }, personOf)
  let told = 0
  const cast = await tell(seeder, rosa, pool, personOf, (share) => {
    if (share * 4 < told + 1) return
    told = Math.floor(share * 4)
    say(`  ${told * 25} %`)
  })
  const app = await admitDemoApp(seeder, identityEnv, cast)
  await seeder.audit()
  return demoOf(base, cast, app)
}

/** The past of the demo is told to nobody: its people have no mailbox. Safe to repeat. */
async function tellAll({ databases, options }: Means): Promise<void> {
  const round = roundsOf({
    base: options.base,
    open: databases.open,
    mailer: { send: async () => 'sent' },
    from: 'commonhour@localhost',
    log: () => {},
  })
  while (((await round(0, demoCommunity)).sent ?? 0) > 0);
}

async function register(open: Open, now: number): Promise<void> {
  await registerCommunity(open('host'), { slug: demoCommunity, name: 'Riverside Time Bank', now })
  await markCommunity(open('host'), demoCommunity, 'open')
}

/** Moves the grown books into place, then enters them in the real register. Safe to repeat. */
async function settleIn({ databases, options }: Means, growing: string): Promise<void> {
  const fileOf = dataDirectory(options.directory)
  const target = fileOf(demoCommunity)
  const grown = dataDirectory(growing)(demoCommunity)
  if (target === null || grown === null) throw new Error('The demo has no place to stand.')
  const host = databases.open('host')
  await mkdir(dirname(target), { recursive: true })
  // Gone when an earlier start moved it and was cut off after that.
  if (await stands(grown)) await rename(grown, target)
  await registerCommunity(host, {
    slug: demoCommunity,
    name: 'Riverside Time Bank',
    now: Date.now(),
  })
  await rememberIn(databases, growing)
  await markCommunity(host, demoCommunity, 'open')
}

/** What audit remembers of the grown books comes along, else they would be another log to it. */
async function rememberIn(databases: Databases, growing: string): Promise<void> {
  const memoryFile = dataDirectory(growing)('audit')
  // Gone with the rest where an earlier start brought it along and was cut off after that.
  if (memoryFile === null || !(await stands(memoryFile))) return
  const libsql = openLibsql({ fileOf: dataDirectory(growing) })
  try {
    const memory = serverInProcess(libsql).open('audit')
    const head = await rememberedHead(memory, demoCommunity)
    if (head !== null) await swapHead(databases.open('audit'), null, head)
  } finally {
    await libsql.close()
  }
}

function stands(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function demoOf(base: string, { members, rosa }: Cast, app: Demo['app']): Demo {
  const named = ['ana', 'luis', 'grace'].map((mail) => members.find((one) => one.mail === mail))
  return {
    base,
    community: demoCommunity,
    members: named.map((one) => personOf(one ?? rosa)),
    coordinator: personOf(rosa),
    // The founder holds both offices until another auditor is appointed.
    auditor: personOf(rosa),
    app,
  }
}

function personOf({ account, email, member, name }: Acting): DemoPerson {
  return { email: email ?? '', name, member, account }
}

function movedTo(base: string, demo: Demo): Demo {
  const resource = `${base}/v1/communities/${demo.community}`
  return { ...demo, base, app: { ...demo.app, resource } }
}
