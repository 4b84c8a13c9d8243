import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount } from '../support/long.ts'
import { type Judged, judge } from './judge.ts'
import { live, operationsEach } from './life.ts'
import { type Prepared, prepare } from './world.ts'

const seeds = amount(500, 5_000)
/** `SEED=17` lives that seed alone. */
const only = process.env.SEED === undefined ? null : Number(process.env.SEED)

/** Lives one share of the seeds, so that every core has some, and prints what they met. */
export function simulate(share: number, of: number): void {
  let prepared: Prepared
  beforeAll(async () => {
    prepared = await prepare()
  })
  afterAll(() => prepared.dispose())

  test('a seed is lived again as before, word for word', async () => {
    const [once, again] = [await told(prepared, share + 1), await told(prepared, share + 1)]
    expect(again).toEqual(once)
  })

  test('no double, nothing acknowledged lost, nothing unresolved', { timeout }, async () => {
    const all = only === null ? Array.from({ length: seeds }, (_, i) => i + 1) : [only]
    const mine = only === null ? all.filter((seed) => seed % of === share) : all
    const sum = new Map<string, number>()
    const add = (what: string, n: number) => sum.set(what, (sum.get(what) ?? 0) + n)
    for (const seed of mine) {
      const { judged, met } = await lived(prepared, seed)
      for (const [what, n] of [...met, ...Object.entries(judged)]) add(what, n)
      expect(judged, `SEED=${seed} lives it again`).toMatchObject(clean)
    }
    console.log(`simulation: ${mine.length} seeds × ${operationsEach} operations, ${counted(sum)}`)
    // A network that never failed would show nothing.
    if (mine.length > 20)
      for (const what of troubles) expect(sum.get(what), what).toBeGreaterThan(20)
  })
}

const timeout = 7_200_000
const clean = { doubles: 0, lostAcknowledged: 0, unresolved: 0, refusedWrongly: 0 }
const troubles = [
  ...['lost before', 'answer lost', 'delivered twice', 'late', 'failed'],
  ...['isolates ended', 'left in doubt', 'acknowledged', 'refused'],
]

/** Every second seed reaches its databases as standalone does, the others over the protocol. */
async function lived(
  prepared: Prepared,
  seed: number,
): Promise<{ judged: Judged; met: ReadonlyMap<string, number> }> {
  const life = await live(prepared, seed, seed % 4 < 2 ? 'directly' : 'over fetch')
  try {
    return { judged: await judge(life), met: life.network.met }
  } catch (cause) {
    throw new Error(`SEED=${seed} lives it again`, { cause })
  } finally {
    await life.world.dispose()
  }
}

/** What everyone asked and was told in one seed, and what the network did. */
async function told(prepared: Prepared, seed: number) {
  const { intents, network, world } = await live(prepared, seed, 'directly')
  await world.dispose()
  return { asked: intents.map(({ act, key, told }) => ({ act, key, told })), met: [...network.met] }
}

function counted(sum: ReadonlyMap<string, number>): string {
  return [...sum].map(([what, n]) => `${n.toLocaleString('en')} ${what}`).join(', ')
}
