// The Workers in workerd on this machine, as they run at the edge: `pnpm edge`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openEdge } from './edge/edge.ts'
import { portsOf } from './edge/ports.ts'
import { bundleSizes, sizesSaid } from './edge/sizes.ts'
import { greeting } from './greeting.ts'

const help = `pnpm edge [--empty] [--sizes]

  --empty      start without the demo community
  --sizes      only build the bundles, say how big they are, and end with 1 when one is too big
  PORT         the web, the one origin (8787); api, identity, courier, audit take the next; 0: free ones
  LIBSQL_PORT  where the databases are served (8080)
  DATA_DIR     where the data is kept (./data)
  COURIER_SECONDS  how often the courier goes round (5)
  AUDIT_SECONDS    how often new lines of the log are sealed (10)
  SMTP_URL     where mail goes (without it: shown at /dev/mail; MAIL_FROM names the sender)

A development machine only: for the edge itself see wrangler.toml.
`

async function run(): Promise<void> {
  const { env: environment } = process
  const args = process.argv.slice(2).filter((arg) => arg !== '--')
  const flag = { type: 'boolean' } as const
  const options = { empty: flag, help: flag, sizes: flag }
  const { values } = parseArgs({ args, options })
  if (values.help) return void process.stdout.write(help)
  const root = resolve(import.meta.dirname, '../..')
  if (values.sizes) {
    const { kept, lines } = sizesSaid(await bundleSizes(root))
    process.stdout.write(lines)
    process.exit(kept ? 0 : 1)
  }
  const directory = resolve(environment.DATA_DIR ?? `${root}/data`)
  let stopped = false
  const opening = openEdge({
    root,
    directory,
    ports: await portsOf(environment),
    demo: values.empty !== true,
    environment,
    say: (line) => process.stdout.write(`${line}\n`),
  })
  const stop = async () => {
    if (stopped) return
    stopped = true
    await opening.then(({ close }) => close()).catch(() => {})
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  const edge = await opening
  if (stopped) return
  process.stdout.write(await greeting(edge.base, directory, false))
  await edge.failed.catch(async (cause) => {
    await edge.close()
    throw cause
  })
}

await run().catch((cause) => {
  const message = cause instanceof Error ? cause.message : String(cause)
  const inUse = /EADDRINUSE|already in use/i.test(message)
  const way = inUse ? 'Stop what uses that port, or set PORT and LIBSQL_PORT.\n' : ''
  process.stderr.write(`Commonhour could not run: ${message}\n${way}`)
  process.exit(1)
})
