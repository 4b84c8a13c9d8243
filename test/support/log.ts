import { chanceOf } from './bytes.ts'

/** A log made up for a test, and what a plain count of it gives. */
export interface MadeLog {
  /** The bodies, without newlines. */
  readonly bodies: readonly string[]
  /** `publicId` → what came in and went out, counted as the log was made. */
  readonly balances: ReadonlyMap<string, { inSeconds: number; outSeconds: number }>
  readonly heldSeconds: number
}

export const jsonl = (bodies: readonly string[]) => bodies.map((body) => `${body}\n`).join('')

const begunAt = 1_750_000_000_000
const quarter = 900

type Move = [id: string, from: string, to: string, seconds: number, purpose: string]

/**
 * A log such as a community's triggers write it: transfers of all five kinds, lines of one's own,
 * and leaves that move nothing. The same seed makes the same log.
 * @param keys stand in the first leaf, behind what every first leaf has
 */
export function madeLog(
  size: number,
  { accounts = 12, keys = [] as readonly string[], seed = 1 } = {},
): MadeLog {
  const chance = chanceOf(seed)
  const below = (most: number) => Math.floor(chance() * most)
  const bodies: string[] = []
  const write = (kind: string, ...parts: unknown[]) =>
    bodies.push(JSON.stringify([kind, bodies.length, begunAt + bodies.length * 1000, ...parts]))
  write('community.founded', 'riverside-id', 'riverside', 'test', 0, ...keys)
  const names = Array.from({ length: accounts }, (_, at) => `account-${at}`)
  const balances = new Map(names.map((name) => [name, { inSeconds: 0, outSeconds: 0 }]))
  const balanceOf = (name: string) =>
    balances.get(name) as { inSeconds: number; outSeconds: number }
  const nameOf = (at: number) => names[at % accounts] as string
  for (const name of names) write('account.opened', name, name === 'account-0' ? 'pool' : 'member')
  const holds: Move[] = []
  const posted: Move[] = []
  const move = (kind: string, of: Move, ref: string | null = null, reason?: string) => {
    const [id, from, to, seconds, purpose] = of
    const expires = kind === 'hold' ? begunAt * 2 : null
    const rest = [ref, null, null, expires, null, 1, 'actor', null, reason ?? null, null]
    write(`transfer.${kind}`, id, purpose, from, to, seconds, ...rest)
    if (kind === 'hold' || kind === 'release') return
    balanceOf(from).outSeconds += seconds
    balanceOf(to).inSeconds += seconds
    if (kind !== 'reverse') posted.push(of)
  }
  while (bodies.length < size) {
    const id = `t${bodies.length}`
    const [from, to] = [below(accounts), below(accounts - 1)]
    const pair = [nameOf(from), nameOf(from + 1 + to)] as const
    const seconds = quarter * (1 + below(16))
    const turn = chance()
    const hold = turn < 0.4 ? holds.splice(below(holds.length), 1)[0] : undefined
    if (hold !== undefined && turn < 0.3) {
      const [ref, one, other, held, purpose] = hold
      const part = chance() < 0.5 ? held : Math.min(held, quarter)
      move('settle', [id, one, other, part, purpose], ref)
    } else if (hold !== undefined) {
      const [ref, ...rest] = hold
      move('release', [id, ...rest], ref)
    } else if (turn < 0.45 && posted.length > 0) {
      const [ref, one, other, back, purpose] = posted.splice(below(posted.length), 1)[0] as Move
      move('reverse', [id, other, one, back, purpose], ref, 'entered-twice')
    } else if (turn < 0.5)
      write('limits.changed', pair[0], -90_000, null, null, 'supported', 'actor')
    else if (turn < 0.55) write('motion.proposed', id, 'lift', null, null, null, null, 'actor')
    else if (turn < 0.75) {
      const set: Move = [id, ...pair, seconds, 'help']
      holds.push(set)
      move('hold', set)
    } else move('post', [id, ...pair, seconds, chance() < 0.8 ? 'help' : 'gift'])
  }
  const heldSeconds = holds.reduce((sum, [, , , held]) => sum + held, 0)
  return { bodies, balances, heldSeconds }
}
