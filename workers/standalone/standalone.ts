import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type ApiEnv, createApi, memoryQuota } from '@commonhour/api'
import type { Open } from '@commonhour/host'
import { type Databases, openDatabases } from '@commonhour/host/node'
import { createIdentity, type IdentityEnv } from '@commonhour/identity'
import { createWeb, type Web } from '@commonhour/web'
import { createRemoteJWKSet, customFetch } from 'jose'
import { auditOf, auditPage, auditRounds } from './audit.ts'
import { courierPage, keepGoing, type Round, roundsOf } from './courier.ts'
import { ensureDemo } from './demo/ensure.ts'
import { frontDoor } from './frontDoor.ts'
import { hmac } from './hmac.ts'
import { type MailDoor, openMail } from './mail.ts'
import type { StandaloneOptions } from './options.ts'
import { readSecrets, receiptSecretFrom, type Secrets } from './secrets.ts'

/** Every Worker in one process, over libsql-local. */
export interface Standalone {
  readonly base: string
  readonly open: Open
  /** @param address of the caller, as the socket says it */
  fetch(request: Request, address: string): Promise<Response>
  /** Lets what runs end, closes every database, lets the directory go. */
  close(): Promise<void>
}

/**
 * Opens a data directory: brings every database up to date, makes the demo, joins the Workers.
 * @throws when another process serves the directory, or a migration is refused
 */
export async function openStandalone(options: StandaloneOptions): Promise<Standalone> {
  const { base, directory, production, root } = options
  await mkdir(directory, { recursive: true })
  const databases = await openDatabases(directory, root)
  try {
    const secrets = await readSecrets(directory)
    const mail = openMail(options.environment, production)
    const { open } = databases
    const identityEnv: IdentityEnv = {
      base,
      open,
      authSecret: secrets.authSecret,
      sendMail: mail.send,
      now: Date.now,
      addressOf: (request) => request.headers.get('cf-connecting-ip') ?? '',
    }
    const identity = createIdentity(identityEnv)
    const api = createApi(apiEnvOf(options, databases, identity.fetch, secrets))
    if (options.demo) await ensureDemo({ options, databases, identityEnv, secrets })
    const web = createWeb({
      base,
      api: (request) => api.fetch(request, { address: addressOf(request) }),
      identity: identity.fetch,
      now: Date.now,
      random,
      sessionCookieSecure: base.startsWith('https:'),
      developmentMail: !production,
      assets: options.assets,
    })
    const { from, mailer } = mail
    const log = loggerOf(production)
    const round = roundsOf({ base, open, mailer, from, log })
    const audit = auditOf({ base, open, secrets, log })
    const look = (whole: boolean) => audit.round({ whole })
    const development = developmentDoor({ mail, round, look, web })
    const door = frontDoor({ api, identity, web, development: production ? null : development })
    const rounds = [
      { go: () => round(0), seconds: options.courierSeconds },
      { go: auditRounds(look), seconds: options.auditSeconds },
    ].flatMap(({ go, seconds }) => (seconds === undefined ? [] : [keepGoing(go, seconds)]))
    const close = async () => {
      await Promise.all(rounds.map(({ stop }) => stop()))
      await databases.close()
    }
    return { base, open, fetch: door, close }
  } catch (cause) {
    await databases.close()
    throw cause
  }
}

interface Developing {
  readonly mail: MailDoor
  readonly round: Round
  readonly look: (whole: boolean) => Promise<unknown>
  readonly web: Web
}

/** What stands under `/dev`: the mailbox, rounds at a word, and how the pages look. */
function developmentDoor({ look, mail, round, web }: Developing) {
  return (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/dev/courier') return courierPage(request, round)
    if (pathname === '/dev/audit') return auditPage(request, look)
    if (pathname === '/dev/style') return web.fetch(request)
    return mail.pages(request)
  }
}

function apiEnvOf(
  { base, environment, production, root }: StandaloneOptions,
  { open }: Databases,
  identity: (request: Request) => Promise<Response>,
  secrets: Secrets,
): ApiEnv {
  const requests = Number(environment.QUOTA_PER_MINUTE ?? 600)
  return {
    base,
    open,
    keys: createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`), {
      [customFetch]: (url, init) => identity(new Request(url, init as RequestInit)),
    }),
    fingerprintSecret: secrets.fingerprintSecret,
    hmac,
    receiptSecret: receiptSecretFrom(secrets),
    quota: memoryQuota({ requests, windowSeconds: 60 }),
    now: Date.now,
    random,
    log: loggerOf(production),
    docsScript: () => docsScript(root),
  }
}

/** On a development machine only what went wrong is worth a line. */
function loggerOf(production: boolean) {
  return (line: { readonly level: 'info' | 'error' }) => {
    if (production || line.level === 'error') console.log(JSON.stringify(line))
  }
}

/** Scalar's own file, from the package: the docs page asks no other host. */
async function docsScript(root: string): Promise<Uint8Array<ArrayBuffer>> {
  const require = createRequire(join(root, 'workers/standalone/package.json'))
  const folder = join(require.resolve('@scalar/api-reference'), '../..')
  return new Uint8Array(await readFile(join(folder, 'dist/browser/standalone.js')))
}

/** The front door writes it; whatever the caller wrote there is gone by then. */
function addressOf(request: Request): string {
  return request.headers.get('cf-connecting-ip') ?? ''
}

function random(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes))
}
