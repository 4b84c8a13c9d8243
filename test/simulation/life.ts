import { createAudit } from '@commonhour/audit'
import { createClient, isRefusal } from '@commonhour/client'
import { uuidv7 } from '@commonhour/contract'
import { createCourier } from '@commonhour/courier'
import { base } from '../support/asking.ts'
import { recovery, secret } from '../support/auditing.ts'
import { type Answer, choose, type Deal, type Intent } from './acts.ts'
import { lost, Network } from './network.ts'
import { Scheduler } from './scheduler.ts'
import { community, type Door, openWorld, type Prepared, type World } from './world.ts'

export const operationsEach = 100
const clients = 5

/** What a seed left: everything that was asked, and the world it was asked of, healed. */
export interface Life {
  readonly world: World
  readonly network: Network
  readonly intents: readonly Intent[]
  /** What audit and courier said of rounds under trouble and after it. */
  readonly lines: readonly string[]
}

/** Lives one seed: people who ask, Workers of the clock in between, then healing. */
export async function live(prepared: Prepared, seed: number, door: Door): Promise<Life> {
  const scheduler = new Scheduler(seed)
  const network = new Network(scheduler)
  const world = await openWorld(prepared, { door, network, scheduler })
  const lines: string[] = []
  const stage = { scheduler, network, world, lines, intents: [], deals: [] } satisfies Stage
  const people = prepared.people.slice(0, clients)
  for (const person of people) scheduler.spawn(() => act(stage, people, person))
  // Two of each overlap, as where a round outlasts the minute.
  for (let twin = 0; twin < 2; twin++) scheduler.spawn(() => workers(stage, 2))
  await scheduler.run()
  network.healed = true
  for (const person of people) scheduler.spawn(() => learn(stage, person))
  scheduler.spawn(() => workers(stage, 1))
  await scheduler.run()
  return { world, network, lines, intents: stage.intents }
}

interface Stage {
  readonly scheduler: Scheduler
  readonly network: Network
  readonly world: World
  readonly intents: Intent[]
  readonly deals: Deal[]
  readonly lines: string[]
}

/** One person's share of the operations, asked with the client that partner apps use. */
async function act(stage: Stage, people: Prepared['people'], me: Intent['by']): Promise<void> {
  const { deals, intents, scheduler, world } = stage
  const chance = scheduler.task?.chance ?? Math.random
  const id = () => uuidv7(world.now(), world.random(10))
  const others = people.filter((one) => one !== me)
  const share = operationsEach / clients
  for (let turn = 0; turn < share; turn++) {
    const intent = choose({ me, others, deals, chance, id, key: id })
    intents.push(intent)
    await ask(stage, intent)
    // Whoever does not know asks again later, with the same key; now and then at once.
    if (chance() < 0.5) await learn(stage, me)
  }
}

/** Asks again for everything that somebody was left in doubt about. */
async function learn(stage: Stage, me: Intent['by']): Promise<void> {
  const inDoubt = stage.intents.filter(({ by, told }) => by === me && told === null)
  for (const intent of inDoubt) await ask(stage, intent)
}

const unknown = ['outcome_unknown', 'books_are_out_of_reach', 'facts_are_stale']

async function ask(stage: Stage, intent: Intent): Promise<void> {
  const { act, body, by, deal, key, params } = intent
  const { scheduler } = stage
  const client = clientOf(stage, by.person)
  const call = client[act] as unknown as (at: object, sending: object) => Promise<Answer>
  scheduler.about(key)
  const sending = { idempotencyKey: key, ...(body !== undefined && { body }) }
  const answer = await call({ community, ...params }, sending)
  if (!isRefusal(answer)) {
    intent.told = { answer }
    if (deal !== null) deal.state = answer.state ?? deal.state
  } else if (unknown.includes(answer.fault)) stage.network.count('left in doubt')
  else intent.told = { refused: answer.fault }
}

/** The client as partner apps have it; its waits are turns, its network fails. */
function clientOf({ network, scheduler, world }: Stage, person: string) {
  return createClient({
    base,
    token: () => world.token(person),
    wait: async () => {
      for (let turns = 0; turns < 3; turns++) await scheduler.park()
    },
    fetch: async (request) => {
      const text = await request.clone().text()
      const { headers, method, url } = request
      const again = () => new Request(url, { method, headers, ...(text !== '' && { body: text }) })
      const deliver = async () => {
        world.pass(Math.floor((scheduler.task?.chance() ?? 0) * 200))
        const isolate = world.isolate()
        const response = await isolate.api.fetch(again(), { address: '127.0.0.1' })
        if (!isolate.alive) throw lost()
        return response
      }
      if (!network.healed && (scheduler.task?.chance() ?? 1) < 0.02) {
        network.count('isolates ended')
        world.restart()
      }
      const failing = () => new Response('bad gateway', { status: 502 })
      return network.send('requests', deliver, failing)
    },
  })
}

/** Rounds of courier and audit, as a scheduler of the platform would start them. */
async function workers({ lines, scheduler, world }: Stage, rounds: number): Promise<void> {
  const { now, open, random } = world
  const log = (line: { readonly level: string; readonly event: string }) => {
    if (line.level === 'error') lines.push(line.event)
  }
  const mailer = { send: async () => 'sent' as const }
  const courierEnv = { base, open, now, mailer, log, from: 'hours@example.org', chance: () => 0.5 }
  const courier = createCourier(courierEnv)
  const audit = createAudit({
    base,
    open,
    now,
    random,
    log,
    secret,
    recoveryX: recovery.publicKey.x,
  })
  for (let round = 0; round < rounds; round++) {
    for (let turns = 0; turns < 60; turns++) await scheduler.park()
    await Promise.allSettled([courier.round()])
    await Promise.allSettled([audit.round({ whole: round > 0 })])
  }
}
