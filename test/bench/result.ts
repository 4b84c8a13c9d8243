import type { Machine } from './machine.ts'
import { type Measure, medianOf, type Run } from './measure.ts'

export interface Line {
  readonly point: Measure['point']
  readonly name: string
  readonly clients: number
  /** Transfers per second: the median of the rounds. */
  readonly perSecond: number
  readonly rounds: readonly number[]
  readonly medianMs: number | null
  readonly p99Ms: number | null
  /** Processor time of the serving process for each, in milliseconds. */
  readonly cpuMs: number | null
  /** Of all that was asked, how much was refused, in percent. */
  readonly refusedPercent: number
  /** Times PostgreSQL with as many clients (the nearest number it ran with). */
  readonly timesPostgres: number | null
  /** Times one real transfer per commit, natively. */
  readonly timesRaw: number | null
}
export interface Result {
  readonly at: string
  readonly machine: Machine
  readonly loadAtBegin: readonly number[]
  readonly loadAtEnd: readonly number[]
  readonly rounds: number
  readonly runSeconds: number
  readonly members: number
  readonly lines: readonly Line[]
  readonly notes: readonly string[]
}

/** As JSON, lists of numbers on one line: as our formatter wants it. */
export function textOf(result: Result): string {
  const text = JSON.stringify(result, null, 2)
  const lines = text.replaceAll(/\[\n\s+([\d.,\s]+?)\n\s+\]/g, (_, numbers: string) => {
    return `[${numbers.split(/,\s+/).join(', ')}]`
  })
  return `${lines}\n`
}

export type Measured = ReadonlyMap<Measure, readonly Run[]>

export function linesOf(measured: Measured): Line[] {
  const plain = [...measured].map(([measure, runs]) => lineOf(measure, runs))
  const raw = plain.find(({ name, point }) => point === '5' && name === rawTransfer)
  const beside = plain.filter(({ point }) => point === 'postgres')
  return plain.map((line) => ({
    ...line,
    timesPostgres: ratio(line, nearest(beside, line.clients)),
    timesRaw: ratio(line, raw),
  }))
}

const rawTransfer = 'transfer with its triggers, 1 per commit'

function lineOf(measure: Measure, runs: readonly Run[]): Line {
  const { clients, name, point } = measure
  const rounds = runs.map(({ done, seconds }) => Math.round(done / seconds))
  const refused = runs.flatMap((run) => Object.values(run.refused)).reduce((a, b) => a + b, 0)
  const asked = refused + runs.reduce((sum, { done }) => sum + done, 0)
  return {
    ...{ point, name, clients, rounds, perSecond: Math.round(medianOf(rounds)) },
    medianMs: milliseconds(runs.map(({ medianMs }) => medianMs)),
    p99Ms: milliseconds(runs.map(({ p99Ms }) => p99Ms)),
    cpuMs: milliseconds(runs.map(({ cpuMs }) => cpuMs)),
    refusedPercent: Math.round((refused / Math.max(1, asked)) * 10_000) / 100,
    ...{ timesPostgres: null, timesRaw: null },
  }
}

function milliseconds(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.round(medianOf(known) * 100) / 100
}

function ratio(line: Line, other: Line | undefined): number | null {
  return other === undefined ? null : Math.round((line.perSecond / other.perSecond) * 100) / 100
}

function nearest(lines: readonly Line[], clients: number): Line | undefined {
  const far = (line: Line) => Math.abs(Math.log(line.clients / clients))
  return [...lines].sort((a, b) => far(a) - far(b))[0]
}
