import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
})
afterAll(() => place.dispose())

const told = async (exchange: string) => {
  const sql = 'SELECT kind, member FROM outbox WHERE ref = ? ORDER BY id DESC LIMIT 1'
  const { rows } = await place.books.client.execute({ sql, args: [exchange] })
  return [rows[0]?.kind, rows[0]?.member]
}
const withdraw = (who: Someone, need: string) => place.ask(who, 'withdrawNeed', { need })

test('several answer a need; the receiver chooses one, the others are thanked, the need is closed', async () => {
  const need = await it.publish(ana)
  const first = ok(await it.propose(luis, luis, ana, { about: { need } }))
  const second = ok(await it.propose(nia, nia, ana, { about: { need } }))
  expect(ok(await place.ask(nia, 'readNeed', { need }))).toMatchObject({
    state: 'open',
    answers: 2,
  })
  ok(await it.accept(ana, second.id))
  expect(ok(await it.read(luis, first.id))).toMatchObject({ state: 'declined' })
  expect(await told(first.id)).toEqual(['exchange.another_was_chosen', luis.member])
  expect(ok(await place.ask(nia, 'readNeed', { need })).state).toBe('answered')
  expect(outcome(await it.propose(luis, luis, ana, { about: { need } }))).toBe('need_is_not_open')
  expect(outcome(await withdraw(ana, need))).toBe('need_is_not_open')
})

test('who was chosen is not told to who was not', async () => {
  const need = await it.publish(ana)
  const { id } = ok(await it.propose(luis, luis, ana, { about: { need } }))
  const asked = ok(await it.propose(ana, nia, ana, { about: { need } }))
  ok(await it.accept(nia, asked.id))
  for (const who of [luis, ana]) {
    const declined = ok(await it.read(who, id))
    expect(declined.steps.map(({ by }: { by: string | null }) => by)).toEqual([luis.member, null])
    expect(JSON.stringify(declined)).not.toContain(nia.member)
  }
  expect(ok(await it.read(place.rosa, id)).steps.at(-1).by).toBe(nia.member)
})

test('a need taken back declines its answers with thanks', async () => {
  const need = await it.publish(ana)
  const { id } = ok(await it.propose(luis, luis, ana, { about: { need } }))
  expect(outcome(await withdraw(luis, need))).toBe('not_found')
  expect(ok(await withdraw(ana, need)).state).toBe('withdrawn')
  expect(ok(await it.read(luis, id)).state).toBe('declined')
  expect(await told(id)).toEqual(['exchange.withdrawn', luis.member])
})

test('an offer is taken by several, stays open, and closes when it is taken back', async () => {
  const offer = await it.publish(luis, { title: 'Bread baking' }, 'publishOffer')
  const about = { about: { offer } }
  const taken = ok(await it.propose(ana, luis, ana, about))
  expect(taken.about).toEqual({ offer })
  ok(await it.accept(luis, taken.id))
  expect(ok(await place.ask(nia, 'readOffer', { offer })).state).toBe('open')
  const waiting = ok(await it.propose(nia, luis, nia, about))
  expect(ok(await place.ask(luis, 'withdrawOffer', { offer })).state).toBe('withdrawn')
  expect(ok(await it.read(nia, waiting.id)).state).toBe('declined')
  expect(ok(await it.read(ana, taken.id)).state).toBe('agreed')
  expect(outcome(await it.propose(nia, luis, nia, about))).toBe('offer_is_not_open')
  expect(outcome(await place.ask(luis, 'withdrawOffer', { offer }))).toBe('offer_is_not_open')
  expect(outcome(await it.propose(nia, nia, luis, about))).toBe('actor_may_not_speak_for_either')
})

test('sent twice a need is one; another under its id is refused; its category is of the charter', async () => {
  const body = { id: place.id(), title: 'Lift', category: 'transport' }
  const publish = (who: Someone, more = {}) =>
    place.ask(who, 'publishNeed', {}, { body: { ...body, ...more } })
  const first = ok(await publish(ana))
  expect(ok(await publish(ana))).toEqual(first)
  const others = [
    { title: 'Another' },
    { text: 'On Friday' },
    { category: 'home' },
    { area: 'north' },
    { remote: true },
    { estimateSeconds: 3600 },
    { when: { kind: 'weekly', weekday: 5 } },
    { language: 'es' },
    { expiresOn: '2026-04-01' },
  ]
  for (const other of others) expect(outcome(await publish(ana, other))).toBe('id_is_taken')
  it.days(1)
  expect(ok(await publish(ana))).toEqual(first)
  expect(outcome(await publish(luis))).toBe('id_is_taken')
  const poetry = { id: place.id(), category: 'poetry' }
  expect(outcome(await publish(ana, poetry))).toBe('category_is_unknown')
})

test('open needs are listed newest first, by category and member, until their last day', async () => {
  const last = await it.publish(nia, { category: 'company', expiresOn: '2026-03-03' })
  const list = async (query: Record<string, string>) =>
    ok(await place.ask(luis, 'listNeeds', {}, { query })).items.map((one: { id: string }) => one.id)
  expect(await list({ category: 'company' })).toEqual([last])
  expect((await list({ member: nia.member, limit: '1' })).at(0)).toBe(last)
  it.days(1)
  expect(await list({ category: 'company' })).toEqual([])
  expect(await list({ category: 'company', state: 'expired' })).toEqual([last])
  expect(outcome(await it.propose(luis, luis, nia, { about: { need: last } }))).toBe(
    'need_is_not_open',
  )
  expect(outcome(await withdraw(nia, last))).toBe('need_is_not_open')
})

test.each(['publishNeed', 'publishOffer'] as const)(
  '%s refuses a last day that has passed, but knows again what has run out since',
  async (name) => {
    const today = new Date(place.now()).toISOString().slice(0, 10)
    const publish = (id: string, expiresOn: string) => {
      const body = { id, title: 'Lift', category: 'transport', expiresOn }
      return place.ask(ana, name, {}, { body })
    }
    const id = place.id()
    expect(ok(await publish(id, today))).toMatchObject({ state: 'open', expiresOn: today })
    it.days(1)
    const late = await publish(place.id(), today)
    const [field] = late.body.fields
    expect([late.status, field.pointer, field.received]).toEqual([400, '/expiresOn', `"${today}"`])
    expect(ok(await publish(id, today))).toMatchObject({ id, state: 'expired' })
  },
)
