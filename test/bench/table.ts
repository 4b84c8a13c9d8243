import { points } from './options.ts'
import type { Line, Result } from './result.ts'

const heads = ['clients', 'per second', 'from – to', 'ms', 'p99 ms', 'CPU ms', '× PG', '× raw']
const titles = {
  1: '1  The whole HTTP API on standalone: token, validation, rules, idempotency',
  2: '2  The same in workerd, books over loopback',
  3: '3  Lists of a hundred in one request; each transfer is counted',
  4: '4  The engine alone: libsql-local with the real client and the ledger’s batches',
  5: '5  Raw libSQL, the limit',
  6: '6  What members read after a history, over the HTTP API: requests per second',
  8: '8  The engine after a history: what one more transfer costs',
  postgres: 'Beside them: PostgreSQL',
} as const

/** The result as a person reads it. */
export function tableOf(result: Result): string {
  const { loadAtBegin, loadAtEnd, machine, rounds, runSeconds } = result
  const { cores, cpu, fsyncMs, libsql, memoryGigabytes, node, postgres, system } = machine
  return [
    '',
    `Transfers per second, medians of ${rounds} interleaved rounds of ${runSeconds} s each`,
    `${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, libSQL ${libsql}`,
    `${postgres ?? 'no PostgreSQL'}; a 4 kB fsync takes ${fsyncMs} ms`,
    `load ${loadAtBegin.join(' ')} at the beginning, ${loadAtEnd.join(' ')} at the end`,
    ...[...points, 'postgres'].flatMap((point) =>
      partOf(result.lines.filter((line) => line.point === point)),
    ),
    '',
    ...goals(result.lines),
    ...result.notes.map((note) => `* ${note}`),
    '',
  ].join('\n')
}

function partOf(lines: readonly Line[]): string[] {
  const [first] = lines
  if (first === undefined) return []
  const rows = lines.map((line) => {
    const spread = `${Math.min(...line.rounds)} – ${Math.max(...line.rounds)}`
    const { clients, cpuMs, medianMs, p99Ms, perSecond, timesPostgres, timesRaw } = line
    const cells = [clients, perSecond, spread, medianMs, p99Ms, cpuMs, timesPostgres, timesRaw]
    const refused = line.refusedPercent > 0 ? `  ${line.refusedPercent} % facts_are_stale` : ''
    return row(line.name, cells) + refused
  })
  return ['', titles[first.point], row('', heads), ...rows]
}

function row(name: string, cells: readonly (string | number | null)[]): string {
  const widths = [8, 11, 16, 9, 9, 8, 7, 7]
  const texts = cells.map((cell, i) => String(cell ?? '–').padStart(widths[i] ?? 8))
  return `   ${name.padEnd(43)}${texts.join('')}`
}

/** The goals of the project (quality.md), each with what was seen; none without PostgreSQL. */
function goals(lines: readonly Line[]): string[] {
  const find = (point: Line['point'], start: string) =>
    lines.find((line) => line.point === point && line.clients === 16 && line.name.startsWith(start))
  const wanted = [
    ['The whole HTTP request with 16 clients', find('1', ''), 0.75],
    ['The engine alone with 16 in flight', find('4', 'write batch, in process'), 3],
  ] as const
  return wanted.flatMap(([what, line, goal]) => {
    if (line?.timesPostgres == null) return []
    const verdict = line.timesPostgres >= goal ? 'reached' : 'not reached'
    return [`${what}: ${line.timesPostgres} × PostgreSQL; the goal is ${goal}: ${verdict}`]
  })
}
