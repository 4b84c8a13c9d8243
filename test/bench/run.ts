// `pnpm bench`: how fast, beside what (see options.ts for its options). Never part of the tests.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Bench } from './bench.ts'
import { makeSeed } from './community.ts'
import { openEngineMeasures, openLoopbackMeasures } from './engine.ts'
import { openHistoryMeasures } from './history.ts'
import { describeMachine, loadNow } from './machine.ts'
import type { Measure, Opened, Run } from './measure.ts'
import { help, readOptions } from './options.ts'
import { openPostgres } from './postgres.ts'
import { openRawMeasures } from './raw.ts'
import { openReadMeasures } from './reads.ts'
import { linesOf, type Measured, type Result, textOf } from './result.ts'
import { openStandaloneMeasures } from './standalone.ts'
import { tableOf } from './table.ts'
import { openWorkerdMeasures } from './workerd.ts'

const results = join(import.meta.dirname, 'results')
const root = resolve(import.meta.dirname, '../..')
const notes = [
  'Audit seals every ten seconds meanwhile, and from its first round on each answer of 1 and 3 holds' +
    ' its receipts, as in production.',
  'Clients, servers and PostgreSQL share these cores; clients of 1 and 2 are one Node process,' +
    ' those of PostgreSQL are pgbench, in C, and ask it over a Unix socket.',
  'The members’ hours were received from organisations, by the ledger’s own writes; gifts of 15' +
    ' minutes then go from everyone to everyone.',
]

const options = readOptions(process.argv.slice(2))
if (options === null) process.stdout.write(help)
else await bench(options)

async function bench(options: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-bench-'))
  const opened: Opened[] = []
  const leave = async () => {
    for (const one of opened.splice(0).reverse()) await one.close()
    await rm(folder, { recursive: true, force: true })
  }
  // Stopped by hand it still leaves nothing behind.
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true
      void leave().finally(() => process.exit(130))
    })
  }
  try {
    const machine = await describeMachine(folder)
    const loadAtBegin = loadNow()
    say(`Making a community of ${options.members} members …`)
    await mkdir(join(folder, 'seed'))
    const seed = await makeSeed(join(folder, 'seed'), options.members)
    const said = await open({ options, seed, folder, root }, options.postgres, opened)
    const measured = await measure(opened, options.rounds, options.runSeconds)
    for (const one of opened) await one.check?.()
    for (const one of opened) said.push(...((await one.notes?.()) ?? []))
    const { members, name, rounds, runSeconds } = options
    const result: Result = {
      ...{ at: new Date().toISOString(), machine, loadAtBegin, loadAtEnd: loadNow() },
      ...{ rounds, runSeconds, members, lines: linesOf(measured), notes: [...notes, ...said] },
    }
    await mkdir(results, { recursive: true })
    await writeFile(join(results, `${name}.json`), textOf(result))
    process.stdout.write(tableOf(result))
    say(`Written to test/bench/results/${name}.json`)
  } catch (cause) {
    // What was being measured fails when all is closed under it: that is no news.
    if (!stopped) throw cause
  } finally {
    await leave()
  }
}

/** Opens what was chosen; gives what is worth a note. */
async function open(bench: Bench, withPostgres: boolean, opened: Opened[]): Promise<string[]> {
  const ways = [
    [['1', '3'], openStandaloneMeasures],
    [['2'], openWorkerdMeasures],
    [['4'], openEngineMeasures],
    [['4'], openLoopbackMeasures],
    [['5'], openRawMeasures],
    [['6'], openReadMeasures],
    [['8'], openHistoryMeasures],
  ] as const
  for (const [those, way] of ways) {
    const chosen = those.filter((point) => bench.options.points.has(point))
    if (chosen.length === 0) continue
    say(`Opening point ${chosen.join(' and ')} …`)
    opened.push(await way(bench))
  }
  if (!withPostgres) return ['PostgreSQL: not run, as asked']
  say('Opening PostgreSQL …')
  const beside = await openPostgres(bench)
  if (typeof beside === 'string') return [`PostgreSQL: ${beside}`]
  opened.push(beside)
  return []
}

/** Rounds, each of every measure once: a slow moment of the machine meets them all alike. */
async function measure(opened: Opened[], rounds: number, seconds: number): Promise<Measured> {
  const measures = opened.flatMap((one) => one.measures)
  const measured = new Map<Measure, Run[]>(measures.map((one) => [one, []]))
  say('Warming up …')
  for (const one of measures) await one.run(1)
  const total = rounds * measures.length
  let count = 0
  for (let round = 1; round <= rounds; round++) {
    for (const [one, runs] of measured) {
      const run = await one.run(seconds)
      runs.push(run)
      count += 1
      const left = Math.ceil(((total - count) * seconds) / 60)
      const rate = String(Math.round(run.done / run.seconds)).padStart(7)
      const what = `${one.name}, ${one.clients} at once`
      say(`${round}/${rounds} ${rate}/s  ${what.padEnd(58)} ${left} min left`)
    }
  }
  return measured
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
