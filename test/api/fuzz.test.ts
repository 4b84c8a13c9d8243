import { type Operation, operations, parametersOf } from '@commonhour/contract'
import { readProof } from '@commonhour/ledger'
import fc from 'fast-check'
import type * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place } from '../support/place.ts'
import { type Things, thingsOf } from './fuzzThings.ts'

// More with FUZZ_REQUESTS=20000; the same again with FUZZ_SEED.
const requests = Number(process.env.FUZZ_REQUESTS ?? 2000)
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

let place: Place
let things: Things
beforeAll(async () => {
  place = await openPlace()
  things = await thingsOf(place)
})
afterAll(() => place.dispose())

const odd = fc.oneof(
  fc.constantFrom('', '0', '\0', '\ud800', '__proto__', "' OR 1=1 --", '"', '%00', '9'.repeat(400)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 200 }),
)
// A dot or two would make another path of it before it is sent.
const part = odd.filter((text) => !/^\.{1,2}$/.test(text))
/** The id of something of this word, of something else, or a new one. */
function anyId(name: string): fc.Arbitrary<string> {
  const every = () => Object.values(things.ids).flat()
  const pick = (from: () => readonly string[]) =>
    fc.nat().map((at) => from()[at % Math.max(1, from().length)] ?? 'new')
  return fc.oneof(
    { weight: 9, arbitrary: pick(() => things.ids[name] ?? []) },
    { weight: 1, arbitrary: pick(every) },
    { weight: 1, arbitrary: fc.constant('new') },
  )
}
const moment = fc.constantFrom(
  '2026-03-05T09:30:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T24:00:00Z',
  '2026-02-30T00:00:00Z',
)
const day = fc.constantFrom('2026-03-02', '2026-03-03', '0000-01-01', '9999-12-31', '2024-02-29')
const cursor = fc
  .constantFrom([0], [1], [5], [-1], [1.5], [1e300], ['1'], [], [null], {}, [2 ** 53])
  .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'))
  .chain((good) => fc.constantFrom(good, 'WzFlNDAwXQ', '!', ''))
const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(900, 1800, 3600, 86_400, 1, 2) },
  fc.constantFrom(90_000, 0, -900, 0.5, 360_000_000, 1e300, -0),
  fc.integer(),
)

/** Mostly what a schema asks for, built from its own shape. */
// biome-ignore lint/suspicious/noExplicitAny: a walk over schemas of every shape
function fitting(schema: any, name = ''): fc.Arbitrary<unknown> {
  const pipe: { type: string; requirement?: unknown }[] = schema.pipe ?? []
  const pattern = String(pipe.find(({ type }) => type === 'regex')?.requirement ?? '')
  if (name === 'after') return fc.oneof(cursor, odd)
  if (pattern.includes('-7[0-9a-f]')) return anyId(name)
  switch (schema.type) {
    case 'optional':
      return fc.oneof(fc.constant(undefined), fitting(schema.wrapped, name))
    case 'nullable':
      return fc.oneof(fc.constant(null), fitting(schema.wrapped, name))
    case 'strict_object':
      return fc.record(entriesOf(schema))
    case 'array':
      return fc.array(fitting(schema.item, name), {
        minLength: 0,
        maxLength: name === 'receivers' ? 1 : 3,
      })
    case 'union':
    case 'variant':
      return fc.oneof(...schema.options.map((one: v.GenericSchema) => fitting(one)))
    case 'picklist':
      return fc.constantFrom(...schema.options)
    case 'literal':
      return fc.constant(schema.literal)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return name === 'termsVersion' ? fc.constant(1) : number
    default:
      if (pattern.includes('T\\d')) return moment
      if (pattern.startsWith('/^\\d{4}')) return day
      return fc.oneof({ weight: 9, arbitrary: wordFor(name) }, odd)
  }
}
const words: Record<string, string> = {
  category: 'transport',
  language: 'en',
  languages: 'es',
  from: '09:30',
  to: '10:30',
  limit: '5',
  email: 'ana@example.org',
}
function wordFor(name: string): fc.Arbitrary<string> {
  const word = words[name]
  return word === undefined ? fc.constantFrom('Lift to the clinic', '病院', '5') : fc.constant(word)
}
function entriesOf(schema: { entries: Record<string, unknown> }) {
  return Object.fromEntries(
    Object.entries(schema.entries).map(([name, one]) => [name, fitting(one, name)]),
  )
}

/** What fits, now and then with one thing replaced, left out or added. */
function near(schema: v.GenericSchema | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const good = fitting(schema)
  const spoilt = fc.tuple(good, fc.nat(), fc.anything()).map(([value, at, wrong]) => {
    const keys = Object.keys(value as object)
    return { ...(value as object), [keys[at % (keys.length + 1)] ?? 'extra']: wrong }
  })
  return fc.oneof({ weight: 8, arbitrary: good }, { weight: 2, arbitrary: spoilt })
}

const all = Object.values(operations) as Operation[]
// Twice as many that write.
const asked = [...all, ...all.filter(({ method }) => method === 'POST')]
const request = fc.constantFrom(...asked).chain((operation) =>
  fc.record({
    name: fc.constant(operation.name as keyof typeof operations),
    who: fc.nat(),
    params: fc.record(
      Object.fromEntries(
        parametersOf(operation.path)
          .filter((name) => name !== 'community')
          .map((name) => [name, fc.oneof({ weight: 9, arbitrary: anyId(name) }, part)]),
      ),
    ),
    query: near(operation.query),
    body: near(operation.body),
    key: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constantFrom(...keys), odd),
    // For whom: mostly nobody, else someone who let them, someone who did not, or no member at all.
    behalf: fc.oneof(
      { weight: 15, arbitrary: fc.constant(undefined) },
      { weight: 4, arbitrary: anyId('member') },
      { weight: 1, arbitrary: odd },
    ),
  }),
)
/** A made-up value as an address carries it; an object may bring a `toString` of its own. */
function written(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)
}
/** A made-up value as a header carries it. */
const sendable = (text: string) => text.replaceAll(/[^ -~]/g, '?')
const keys = Array.from({ length: 5 }, () => crypto.randomUUID())

test(`${requests} requests around the schemas meet no failure (seed ${seed})`, async () => {
  const statuses = new Map<number, number>()
  let forOthers = 0
  await fc.assert(
    fc.asyncProperty(request, async ({ name, who, params, query, body, key, behalf }) => {
      const fresh = <T>(value: T) => (value === 'new' ? place.id() : value)
      const replaced = JSON.parse(JSON.stringify(body ?? null, (_, one) => fresh(one)) ?? 'null')
      const asks = Object.entries((query ?? {}) as object).filter(([, one]) => one !== undefined)
      const { ids, people } = things
      // A third of what there is is for coordinators alone.
      const { rosa } = place
      const askers = [
        ...[...people, ...people, rosa, rosa, rosa],
        ...[`app:${ids.app?.[0]}`, place.stranger(), null],
      ]
      const path = Object.entries(params).map(([parameter, one]) => [
        parameter,
        encodeURIComponent(String(fresh(one)).toWellFormed()),
      ])
      const said = await place.ask(
        askers[who % askers.length] ?? null,
        name,
        Object.fromEntries(path),
        {
          query: Object.fromEntries(asks.map(([key, one]) => [key, written(one)])),
          ...(body !== undefined && { body: replaced }),
          ...(key !== undefined && { key: sendable(key) }),
          ...(behalf !== undefined && { headers: { 'on-behalf-of': sendable(fresh(behalf)) } }),
        },
      )
      statuses.set(said.status, (statuses.get(said.status) ?? 0) + 1)
      if (behalf !== undefined && said.status < 300) forOthers += 1
      if (said.status >= 500) throw new Error(JSON.stringify([said.body, place.errors.at(-1)]))
    }),
    { numRuns: requests, seed, endOnFailure: true },
  )
  console.log(
    `fuzz: seed ${seed}, ${JSON.stringify(Object.fromEntries(statuses))}, ${forOthers} for others`,
  )
  const good = (statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)
  expect(good).toBeGreaterThan(requests / 10)
  // About one in a hundred and twenty; far fewer would mean that nobody acts for anybody.
  expect(forOthers).toBeGreaterThan(requests / 1000)
  const proof = await readProof(place.books, place.now())
  expect(proof).toMatchObject({ balanceSumSeconds: 0, accounts: expect.any(Number) })
})
