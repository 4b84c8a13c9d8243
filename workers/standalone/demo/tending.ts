import { isRefusal } from '@commonhour/client'
import { type Card, dayOf } from '@commonhour/contract'
import * as acts from './acts.ts'
import type { Cast } from './cast.ts'
import type { Seeder } from './seeder.ts'

const dayMs = 86_400_000
const hour = 3600

/** The coordinator's hour of a week: what waits on Today is talked over and ended. */
export async function tend(seeder: Seeder, cast: Cast): Promise<void> {
  const { community } = seeder
  const today = await seeder.as(cast.rosa.person).listToday({ community }, { query: {} })
  if (isRefusal(today)) throw new Error(`Today could not be read: ${today.fault}`)
  for (const card of today.items) await endOf(seeder, cast, card)
}

async function endOf(seeder: Seeder, cast: Cast, card: Card): Promise<void> {
  const { community } = seeder
  if (card.resolvable) {
    const params = { community, card: card.id }
    const body = { outcome: 'spoke' } as const
    return void (await seeder.as(cast.rosa.person).resolveCard(params, { body }))
  }
  const exchange = card.about.exchange?.id
  const giver = takingPart(cast, card, 'giver')
  const receiver = takingPart(cast, card, 'receiver')
  if (exchange === undefined || giver === undefined) return
  // Rung, the receiver says yes; beyond the line, the giver lets it go as a present.
  const { seconds } = card.facts
  const said = card.kind === 'claim' && receiver !== undefined && typeof seconds === 'number'
  if (said && (await acts.confirm(seeder, receiver, exchange, seconds)) !== null) return
  if (card.kind === 'claim' || card.kind === 'line') await acts.cancel(seeder, giver, exchange)
}

function takingPart({ members }: Cast, { about }: Card, role: 'giver' | 'receiver') {
  const id = about.people.find((one) => one.role === role)?.member
  return members.find(({ member }) => member === id)
}

/** What else waits this morning: a line that ends soon, and hours asked of the pool. */
export async function leaveForToday(seeder: Seeder, cast: Cast): Promise<void> {
  const { chance, community } = seeder
  const [ending, asking] = ['Nora Walsh', 'Ruth Cohen'].map((name) =>
    cast.members.find((one) => one.name === name),
  )
  if (ending === undefined || asking === undefined) throw new Error('The demo misses its people.')
  const params = { community, member: ending.member }
  const body = {
    id: chance.id(seeder.now()),
    floorSeconds: -25 * hour,
    until: dayOf(seeder.now() + 20 * dayMs),
    reason: 'illness',
  } as const
  const lifted = await seeder.as(cast.rosa.person).changeLimits(params, { body })
  if (isRefusal(lifted)) throw new Error(`${ending.name} got no line: ${lifted.fault}`)
  const applied = await seeder.as(asking.person).applyToPool(
    { community, pool: cast.pool },
    {
      body: {
        id: chance.id(seeder.now()),
        seconds: 5 * hour,
        reason: 'much_help_needed',
        text: 'My hip is being mended in spring, and I will need lifts.',
      },
    },
  )
  if (isRefusal(applied)) throw new Error(`${asking.name} could not ask: ${applied.fault}`)
}
