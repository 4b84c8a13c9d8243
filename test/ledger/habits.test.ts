import { type Habits, type HistoryLine, Replay } from '@commonhour/fairness'
import {
  habitsOfExchangeQuery,
  habitsQuery,
  historyOf,
  openBooks,
  type Query,
  snapshot,
} from '@commonhour/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundTestBooks, type TestBooks } from '../support/books.ts'
import {
  exchange,
  hold,
  need,
  post,
  release,
  reverse,
  settle,
  step,
  terms,
} from '../support/moves.ts'
import { day, hour, id, now, type Statement } from '../support/rows.ts'

let books: TestBooks
beforeAll(async () => {
  books = await foundTestBooks()
})
afterAll(() => books.dispose())

const seed = 7
let state = seed
/** A number below another, the same at every run. */
function below(most: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * most)
}
const week = 7 * day
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const askBooks = async (query: Query<Readonly<Record<string, Habits>>>) =>
  (await snapshot(openBooks(books.client), { habits: query })).habits

interface Promised {
  readonly name: string
  readonly giver: string
  readonly receiver: string
  readonly seconds: number
}
const people = ['ana', 'luis', 'choir']
const counted = new Map<string, Habits | undefined>()
const promised: Promised[] = []
const posted: { name: string; giver: string; receiver: string; seconds: number }[] = []

/** Something happens at a moment; whatever moves hours asks for the habits just before. */
async function happen(number: number, at: number): Promise<void> {
  const giver = people[below(3)] ?? 'ana'
  const receiver = people.filter((one) => one !== giver)[below(2)] ?? 'luis'
  const sides = { giver, receiver, seconds: 900 * (1 + below(8)) }
  const write = (...rows: Statement[]) => books.write(...rows)
  switch (below(7)) {
    case 0:
    case 1:
      return postNow({ ...sides, name: `p${number}` }, at)
    case 2:
    case 3:
      return promiseNow({ ...sides, name: `e${number}` }, at)
    case 4: {
      const { name, ...it } = posted.splice(below(posted.length), 1)[0] ?? { name: null, ...sides }
      if (name !== null) await write(reverse(name, it.receiver, it.giver, it.seconds, { at }))
      return
    }
    case 5:
      return resolveNow(promised.splice(below(promised.length), 1)[0], at)
    default:
      return write(
        need(`n${number}`, 'A lift', '', {
          member: id(giver),
          publishedAt: at,
          expiresOn: dayOf(at + below(9) * day),
        }),
      )
  }
}

async function postNow(it: Promised, at: number): Promise<void> {
  const workedOn = dayOf(at - below(4) * day)
  const asked = {
    giver: id(it.giver),
    receivers: [id(it.receiver)],
    estimateSeconds: it.seconds,
    agreedForAt: null,
    workedOn,
  }
  const habits = await askBooks(habitsQuery(asked, at))
  counted.set(id(it.name), habits[id(it.receiver)])
  await books.write(post(it.name, it.receiver, it.giver, it.seconds, { at, workedOn }))
  posted.push(it)
}

/** Two agree, half of the time on other terms than the first ones. */
async function promiseNow(it: Promised, at: number): Promise<void> {
  const { giver, name, receiver, seconds } = it
  const agreedForAt = below(4) === 0 ? null : at - (at % week) + week + below(3) * 60 * 60_000
  const first = below(2) === 0
  const shown = first ? { agreedForAt, estimateSeconds: seconds } : { agreedForAt: at + 9 * day }
  await books.write(
    ...exchange(name, giver, receiver, { ...shown, at }),
    step(name, 0, 'proposed', { at }),
  )
  if (!first) {
    const other = terms(name, 1, { agreedForAt, estimateSeconds: seconds })
    await books.write(other, step(name, 1, 'proposed', { at }))
  }
  const habits = await askBooks(habitsOfExchangeQuery(id(name), at))
  counted.set(id(`h${name}`), habits[id(receiver)])
  const expiresAt = at + 60 * day
  await books.write(
    hold(`h${name}`, receiver, giver, seconds, { at, expiresAt, exchange: id(name) }),
    step(name, first ? 1 : 2, 'agreed', { at }),
  )
  promised.push(it)
}

async function resolveNow(it: Promised | undefined, at: number): Promise<void> {
  if (it === undefined) return
  const { giver, name, receiver, seconds } = it
  const of = { at, exchange: id(name) }
  const [{ next }] = (await books.read(
    'SELECT max(step) + 1 AS next FROM exchange_step WHERE exchange = ?',
    id(name),
  )) as [{ next: number }]
  if (below(2) === 0) {
    const off = step(name, next, 'cancelled', { at, reason: 'plans_changed' })
    await books.write(release(`h${name}`, receiver, giver, seconds, of), off)
    return
  }
  const workedOn = dayOf(at)
  await books.write(
    step(name, next, 'done', { at, seconds, workedOn }),
    settle(`h${name}`, receiver, giver, seconds, { ...of, workedOn }),
    step(name, next + 1, 'confirmed', { at, seconds }),
  )
}

describe('habits', () => {
  test('that a decision is told of its moment are those the replay finds for it', async () => {
    let at = now
    for (let number = 1; number <= 150; number += 1) {
      at += below(30) * 60 * 60_000
      await happen(number, at)
    }
    const replay = new Replay()
    const found = new Map<string, Habits | null | undefined>()
    const lines: HistoryLine[] = []
    for await (const page of historyOf(openBooks(books.client))) lines.push(...page.lines)
    for (const line of lines) {
      if (line.line === 'transfer' && counted.has(line.id)) {
        found.set(line.id, replay.factsBefore(line).habits)
      }
      replay.take(line)
    }
    expect(found.size).toBeGreaterThan(60)
    for (const [transfer, habits] of counted) expect(found.get(transfer)).toEqual(habits)
    // Each number was met both as nothing and as something, or the agreement would mean little.
    const all = [...found.values()].filter((one) => one != null)
    for (const word of Object.keys(all[0] ?? {}) as (keyof Habits)[]) {
      if (word === 'receivers') continue
      expect([word, all.some((one) => (one[word] ?? 0) > 0)]).toEqual([word, true])
      expect([word, all.some((one) => (one[word] ?? 0) === 0)]).toEqual([word, true])
    }
  })

  test('of several receivers each have their own, and count them all', async () => {
    const at = now + 400 * day
    const receivers = [id('luis'), id('choir')]
    const asked = { giver: id('ana'), receivers, estimateSeconds: hour, agreedForAt: at }
    const habits = await askBooks(habitsQuery({ ...asked, workedOn: null }, at))
    expect(Object.keys(habits).sort()).toEqual([...receivers].sort())
    expect(habits[id('luis')]).toMatchObject({ receivers: 2, pairSeconds: 0, givenSeconds: 0 })
    expect(await askBooks(habitsQuery({ ...asked, receivers: [], workedOn: null }, at))).toEqual({})
  })

  test.each([
    [
      'of help that is asked for',
      habitsQuery(
        { giver: 'a', receivers: ['b'], estimateSeconds: 1, agreedForAt: 1, workedOn: null },
        now,
      ),
    ],
    ['of an exchange', habitsOfExchangeQuery('a', now)],
  ])('%s are counted without reading any history whole', async (_said, { args, sql }) => {
    const bound = args.map((arg) => arg as string | number)
    const plan = await books.read(`EXPLAIN QUERY PLAN ${sql}`, ...bound)
    const scanned = plan
      .map(({ detail }) => /^SCAN (\w+)/.exec(String(detail))?.[1])
      .filter((table) => table !== undefined)
    // What was gathered for this question itself, and lists that the question brings.
    expect(scanned.filter((table) => !/^(a|b|asked|bounds|help|json_each)$/.test(table))).toEqual(
      [],
    )
  })
})
