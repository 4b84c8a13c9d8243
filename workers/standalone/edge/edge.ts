import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Databases, openDatabases } from '@commonhour/host/node'
import { auditRounds } from '../audit.ts'
import { keepGoing } from '../courier.ts'
import { ensureDemo } from '../demo/ensure.ts'
import { readSecrets, receiptSecretFrom } from '../secrets.ts'
import { type AskRounds, type Mailbox, openMailbox } from './mailbox.ts'
import type { Ports } from './ports.ts'
import { type RunningWorker, startWorker, workerNames } from './wrangler.ts'

export interface EdgeOptions {
  readonly root: string
  readonly directory: string
  readonly ports: Ports
  /** Whether the demo community is made when it is not there. */
  readonly demo: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
  /** One line for whoever watches it start. */
  say(line: string): void
}

/** Every Worker in workerd, over libsql-local on a loopback port. */
export interface Edge {
  readonly base: string
  /** Rejects when a Worker ends by itself. */
  readonly failed: Promise<never>
  close(): Promise<void>
}

/**
 * Opens a data directory as standalone does, then starts every Worker and waits until they
 * answer through the one origin.
 * @throws when the directory is served by another process, a port is in use, or a Worker does not
 *   answer
 */
export async function openEdge(options: EdgeOptions): Promise<Edge> {
  const { directory, ports, root, say } = options
  const base = `http://localhost:${ports.web}`
  const folder = join(directory, 'edge')
  await mkdir(directory, { recursive: true })
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const databases = await openDatabases(directory, root, ports.libsql)
    closers.push(databases.close)
    if (options.demo) await makeDemo(options, base, databases)
    const askRounds = askRoundsAt(ports)
    const mailbox = await openMailbox(options.environment, askRounds)
    closers.push(mailbox.close)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    closers.push(() => rm(folder, { recursive: true, force: true }))
    say('Starting the Workers …')
    const bindings = await bindingsOf(options, base, databases, mailbox)
    const workers: RunningWorker[] = []
    closers.push(() => Promise.all(workers.map(({ stop }) => stop())))
    for (const name of workerNames) {
      const worker = { root, folder, name, port: ports[name], bindings: bindings[name] }
      workers.push(await startWorker(worker))
    }
    const failed = Promise.race(workers.map(({ ended }) => ended))
    failed.catch(() => {})
    await Promise.race([answering(base, ports), failed])
    const ask = askRounds(mailbox.token)
    for (const stop of keepAsking(options.environment, ask)) closers.push(stop)
    return { base, failed, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** How the Workers of a development machine are asked for a round now. */
function askRoundsAt({ audit, courier }: Ports): (token: string) => AskRounds {
  return (token) => {
    const ask = async (port: number, query: string) => {
      const url = `http://127.0.0.1:${port}/round?${query}`
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(url, { method: 'POST', headers })
      if (!answer.ok) throw new Error(`The Worker at ${port} answered ${answer.status}.`)
      return answer.json()
    }
    return {
      courier: (aheadMs) => ask(courier, `aheadMs=${aheadMs}`),
      audit: (whole) => ask(audit, `whole=${whole}`),
    }
  }
}

/** The platform's clock, on a development machine. @returns what stops it */
function keepAsking(
  { AUDIT_SECONDS = '10', COURIER_SECONDS = '5' }: EdgeOptions['environment'],
  ask: AskRounds,
): (() => Promise<void>)[] {
  const rounds = [
    { go: () => ask.courier(0), seconds: Number(COURIER_SECONDS) },
    { go: auditRounds(ask.audit), seconds: Number(AUDIT_SECONDS) },
  ]
  return rounds.flatMap(({ go, seconds }) => (seconds > 0 ? [keepGoing(go, seconds).stop] : []))
}

async function makeDemo(options: EdgeOptions, base: string, databases: Databases): Promise<void> {
  const { open } = databases
  await ensureDemo({
    options: { ...options, base },
    databases,
    identityEnv: { base, open, now: Date.now },
    secrets: await readSecrets(options.directory),
  })
}

/**
 * Each Worker is given what it needs and nothing of the others (ARCHITECTURE, "Who is trusted").
 */
async function bindingsOf(
  { directory }: EdgeOptions,
  base: string,
  { url }: Databases,
  mailbox: Mailbox,
) {
  const secrets = await readSecrets(directory)
  const host = { BASE_URL: base, LIBSQL_HOST_URL: `${url}dev/host/` }
  return {
    web: { BASE_URL: base, DEVELOPMENT_MAIL: mailbox.url },
    api: {
      ...host,
      LIBSQL_COMMUNITY_URL: `${url}dev/{community}/`,
      FINGERPRINT_SECRET: secrets.fingerprintSecret,
      RECEIPT_SECRET: receiptSecretFrom(secrets),
    },
    identity: {
      ...host,
      AUTH_SECRET: secrets.authSecret,
      MAIL_URL: mailbox.url,
      MAIL_TOKEN: mailbox.token,
      MAIL_FROM: 'commonhour@localhost',
    },
    courier: {
      ...host,
      LIBSQL_COMMUNITY_URL: `${url}dev/{community}/`,
      MAIL_URL: mailbox.url,
      MAIL_TOKEN: mailbox.token,
      MAIL_FROM: 'commonhour@localhost',
      DEVELOPMENT_TOKEN: mailbox.token,
    },
    audit: {
      ...host,
      LIBSQL_COMMUNITY_URL: `${url}dev/{community}/`,
      LIBSQL_AUDIT_URL: `${url}dev/audit/`,
      AUDIT_SECRET: secrets.auditSecret,
      RECOVERY_KEY: secrets.recoveryX,
      DEVELOPMENT_TOKEN: mailbox.token,
    },
  }
}

/** One page or document of each Worker, and the database behind them. */
const signsOfLife = ['/', '/readyz', '/.well-known/jwks.json', '/docs/scalar.js']
const patienceMs = 60_000

/** Until its peers are up, a Worker answers for them that they are not found. */
async function answering(base: string, { audit, courier }: Ports): Promise<void> {
  const until = Date.now() + patienceMs
  const pages = signsOfLife.map((path) => base + path)
  const healths = [courier, audit].map((port) => `http://127.0.0.1:${port}/healthz`)
  for (const page of [...pages, ...healths]) {
    while (!(await answers(page))) {
      if (Date.now() > until) throw new Error(`The Workers do not answer at ${page}.`)
      await sleep(100)
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
