import { parseArgs } from 'node:util'

/** The points of the list, in its order. */
export const points = ['1', '2', '3', '4', '5', '6', '8'] as const
export type Point = (typeof points)[number]
/** What one bench does. Times are seconds. */
export interface Options {
  readonly points: ReadonlySet<Point>
  readonly clients: readonly number[]
  /** After how many transfers one more is measured. */
  readonly histories: readonly number[]
  readonly rounds: number
  readonly runSeconds: number
  readonly members: number
  /** Name of the result, without `.json`. */
  readonly name: string
  /** A folder for a CPU profile of the standalone; null: none is taken. */
  readonly profile: string | null
}

export const help = `pnpm bench [-- options]

Measures transfers per second, side by side in one run: every round runs each measure once, the
medians of the rounds are printed and written to test/bench/results/.

  --points 1,4   which points of the list (all): 1 the whole HTTP API on standalone · 2 the same in
                 workerd · 3 lists of a hundred in one request · 4 the engine alone · 5 raw libSQL,
                 the limit · 6 what members read after a history · 8 the engine after a long
                 history, its memory and bytes. PostgreSQL always runs beside them when
                 its server is on this machine; --no-postgres leaves it out
  --clients 16   which numbers of clients (1,16,64)
  --history 1000,1000000   points 6 and 8: after how many transfers (1000,100000)
  --quick        one round of one second: does it run, not how fast
  --rounds 5     how many rounds
  --seconds 4    how long each measure runs in each round
  --name first   the result's name (the day)
  --profile DIR  a CPU profile of the standalone, for the developer tools of a browser
`

/**
 * Reads the command line; null when help was asked for. @throws on an option that it does not know
 */
export function readOptions(args: readonly string[]): (Options & { postgres: boolean }) | null {
  const { values } = parseArgs({
    args: args.filter((one) => one !== '--'),
    allowNegative: true,
    options: {
      points: { type: 'string', default: points.join(',') },
      clients: { type: 'string', default: '1,16,64' },
      history: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      name: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      profile: { type: 'string' },
      quick: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const { name, quick } = values
  if (!/^[\w-]{1,40}$/.test(name)) throw new Error('--name takes letters, digits, _ and -')
  return {
    points: new Set(values.points.split(',').map(pointOf)),
    clients: values.clients.split(',').map((one) => within('clients', one, 1, 256)),
    histories: (values.history ?? (quick ? '1000' : '1000,100000'))
      .split(',')
      .map((one) => within('history', one, 1, 1_500_000)),
    rounds: within('rounds', values.rounds ?? (quick ? '1' : '5'), 1, 20),
    runSeconds: within('seconds', values.seconds ?? (quick ? '1' : '4'), 1, 60),
    members: quick ? 256 : 1000,
    name,
    profile: values.profile ?? null,
    postgres: values.postgres,
  }
}

function pointOf(text: string): Point {
  const point = points.find((one) => one === text)
  if (point !== undefined) return point
  throw new Error(`--points takes ${points.join(', ')}, not ${text}`)
}

function within(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not ${text}`)
}
