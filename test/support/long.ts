/** Whether this is the long form of the tests (`pnpm test:long`): the same tests, more of them. */
export const isLong = process.env.TEST_LONG === '1'

/** How much of something: so much in CI, so much in the long form. */
export function amount(short: number, long: number): number {
  return isLong ? long : short
}

/** The seed to begin with: `SEED=…` replays what was printed, else another one every day. */
export const seedToday = Number(process.env.SEED ?? Math.floor(Date.now() / 86_400_000))
