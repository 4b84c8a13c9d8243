import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Asset } from '@commonhour/web'
import { greeting } from './greeting.ts'
import { listen } from './listen.ts'
import { openStandalone, type Standalone } from './standalone.ts'

export interface RunMeans {
  /** The project's folder: migrations and the docs script are read from it. */
  readonly root: string
  readonly assets: ReadonlyMap<string, Asset>
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

const help = `pnpm start [--empty]

  --empty     start without the demo community
  PORT        where to serve (8787)
  HOST        the address to bind (127.0.0.1)
  DATA_DIR    where the data is kept (./data)
  BASE_URL    the origin people see (http://localhost:PORT)
  SMTP_URL    where mail goes (without it: shown at /dev/mail; MAIL_FROM names the sender)
  COURIER_SECONDS  how often mail is brought and time does what is due (5)
  AUDIT_SECONDS    how often new lines of the log are sealed (10)
  NODE_ENV    production: no /dev, no demo
`

/** Serves everything on one port until it is told to stop; then ends with nothing lost. */
export async function run(means: RunMeans): Promise<void> {
  const { environment, root } = means
  const asked = askedFor(means.arguments)
  if (asked.help) return void process.stdout.write(help)
  const port = portOf(environment.PORT)
  const hostname = environment.HOST ?? '127.0.0.1'
  const base = originOf(environment.BASE_URL ?? `http://localhost:${port}`)
  // The port comes first: whether it is free is known at once, the rest takes seconds.
  let standalone: Standalone | undefined
  const fetch = async (request: Request, address: string) =>
    standalone?.fetch(request, address) ?? notYet()
  const server = await listen({ fetch }, port, hostname).catch(refuseToStart)
  const directory = resolve(environment.DATA_DIR ?? `${root}/data`)
  const production = environment.NODE_ENV === 'production'
  standalone = await openStandalone({
    root,
    directory,
    base,
    assets: means.assets,
    production,
    demo: !production && asked.empty !== true,
    environment,
    courierSeconds: secondsOf('COURIER_SECONDS', environment.COURIER_SECONDS ?? '5'),
    auditSeconds: secondsOf('AUDIT_SECONDS', environment.AUDIT_SECONDS ?? '10'),
    say: (line) => process.stdout.write(`${line}\n`),
  }).catch(refuseToStart)
  stopWhenTold(async () => {
    await server.close()
    await standalone.close()
  })
  // Last: whoever reads it may tell us to stop at once.
  process.stdout.write(await greeting(base, directory, production))
}

/** Told twice, it still ends once: the second word does not cut off what the first one began. */
function stopWhenTold(close: () => Promise<void>): void {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

function askedFor(args: readonly string[]) {
  const options = { empty: { type: 'boolean' }, help: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: args.filter((arg) => arg !== '--'), options }).values
  } catch (cause) {
    return refuseToStart(cause)
  }
}

function notYet(): Response {
  const headers = { 'retry-after': '5' }
  return new Response('Commonhour is starting.\n', { status: 503, headers })
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 8787)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  return refuseToStart(new Error(`PORT must be a number from 1 to 65535, not ${text}.`))
}

function secondsOf(name: string, text: string): number {
  const seconds = Number(text)
  if (seconds >= 1 && seconds <= 3600) return seconds
  const said = `${name} must be a number from 1 to 3600, not ${text}.`
  return refuseToStart(new Error(said))
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  const said = `BASE_URL must be an origin such as https://hours.example, not ${text}.`
  return refuseToStart(new Error(said))
}

/** A wrong start says why in one line and what to do, and exits with 1. */
function refuseToStart(cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause)
  const port = /EADDRINUSE.*:(\d+)/.exec(message)?.[1]
  const said = port ? `port ${port} is in use. Stop what uses it, or set PORT.` : message
  process.stderr.write(`Commonhour could not start: ${said}\n`)
  process.exit(1)
}
