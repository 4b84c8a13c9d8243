import type { Point } from './options.ts'

/** What one measure did in one round. */
export interface Run {
  readonly done: number
  readonly seconds: number
  /** Milliseconds; null where each act is not timed by itself. */
  readonly medianMs: number | null
  readonly p99Ms: number | null
  /** Processor time of the process that serves, for each; null where it cannot be told. */
  readonly cpuMs: number | null
  /** Refusals by their code. */
  readonly refused: Readonly<Record<string, number>>
}

/** One thing that is measured. */
export interface Measure {
  readonly point: Point | 'postgres'
  readonly name: string
  readonly clients: number
  run(seconds: number): Promise<Run>
}

/** Measures that share what they need, open until closed. */
export interface Opened {
  readonly measures: readonly Measure[]
  /** Tries that everything acknowledged stands in the books. @throws when it does not */
  check?(): Promise<void>
  /** What is worth a line below the table, once all was measured. */
  notes?(): Promise<string[]>
  close(): Promise<void>
}

/**
 * Drives an act with so many clients at once, each beginning anew when the last was answered.
 * @param act gives null, or the code of a refusal
 */
export async function drive(
  clients: number,
  seconds: number,
  act: (client: number) => Promise<string | null>,
): Promise<Run> {
  const times: number[] = []
  const refused: Record<string, number> = {}
  const start = performance.now()
  const until = start + seconds * 1000
  const client = async (_: unknown, index: number) => {
    for (let began = performance.now(); began < until; ) {
      const code = await act(index)
      const ended = performance.now()
      if (code === null) times.push(ended - began)
      else refused[code] = (refused[code] ?? 0) + 1
      began = ended
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? null
  return {
    done: times.length,
    seconds: took,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    cpuMs: null,
    refused,
  }
}

/**
 * Notes what processor time a run took: it tells more than the clock on a machine that is shared.
 * @param used milliseconds that the serving process has used so far
 */
export async function withCpu(used: () => Promise<number>, run: () => Promise<Run>): Promise<Run> {
  const before = await used()
  const done = await run()
  return { ...done, cpuMs: ((await used()) - before) / Math.max(1, done.done) }
}

/** Of this process: its own code and what the system did for it. */
export async function cpuMsOfThis(): Promise<number> {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
