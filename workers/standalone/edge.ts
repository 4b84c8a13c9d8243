// The Workers in workerd on this machine, as they run at the edge: `pnpm edge`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openEdge } from './edge/edge.ts'
import { portsOf } from './edge/ports.ts'
import { greeting } from './greeting.ts'

const help = `pnpm edge [--empty]

  --empty      start without the demo community
  PORT         the web, the one origin (8787); api and identity take the next two; 0: free ones
  LIBSQL_PORT  where the databases are served (8080)
  DATA_DIR     where the data is kept (./data)
  SMTP_URL     where mail goes (without it: shown at /dev/mail; MAIL_FROM names the sender)

A development machine only: for the edge itself see wrangler.toml.
`

async function run(): Promise<void> {
  const { env: environment } = process
  const args = process.argv.slice(2).filter((arg) => arg !== '--')
  const options = { empty: { type: 'boolean' }, help: { type: 'boolean' } } as const
  const { values } = parseArgs({ args, options })
  if (values.help) return void process.stdout.write(help)
  const root = resolve(import.meta.dirname, '../..')
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
  process.stderr.write(
    `Commonhour could not run: ${cause instanceof Error ? cause.message : cause}\n`,
  )
  process.exit(1)
})
