import type { Card, CardKind } from '@commonhour/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'
import { appoint, type TodayActs, todayActsOf } from './todayActs.ts'

let place: Place
let it: Acts
let the: TodayActs
let ana: Someone
let luis: Someone
const { applies, cards, only } = {
  applies: (name = 'Nia Okafor') => the.applies(name),
  cards: (kind?: CardKind) => the.cards(place.rosa, kind),
  only: (kind: CardKind) => the.only(place.rosa, kind),
}

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = todayActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterEach(() => place.dispose())

test('where nothing waits, the queue says so', async () => {
  const today = ok(await the.today(place.rosa))
  expect(today).toEqual({ items: [], next: null, counts: [], laterTalks: 0 })
})

test('an applicant is a card until they are admitted, and the next step is to admit them', async () => {
  const member = await applies()
  it.days(3)
  const card = await only('applicant')
  expect(card).toMatchObject({
    ageDays: 3,
    about: { people: [{ member, name: 'Nia Okafor', role: 'about' }], exchange: null },
    next: { act: 'admit', operation: 'admitMember', params: { member } },
    owner: null,
    opened: null,
    resolvable: false,
    mayAct: true,
  })
  ok(await place.ask(place.rosa, 'admitMember', card.next.params))
  expect(await cards()).toEqual([])
})

test('only coordinators read the queue; nobody else learns who waits', async () => {
  const member = await applies()
  const { id } = await only('applicant')
  expect(outcome(await the.today(ana))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await the.read(ana, id))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await the.open(ana, id))).toBe('actor_is_not_a_coordinator')
  expect(member).not.toBe(id)
})

test('what two remember differently comes first, whatever is older', async () => {
  await applies()
  it.days(2)
  const exchange = await the.disputed(luis, ana)
  expect((await cards()).map(({ kind }) => kind)).toEqual(['dispute', 'applicant'])
  const card = await only('dispute')
  expect(card.about.exchange).toEqual({ id: exchange, title: 'A lift' })
  expect(card.next).toEqual({
    act: 'settle',
    operation: 'settleExchange',
    params: { exchange },
  })
  expect(card.about.people.map(({ name, role }) => [name, role])).toEqual([
    ['Luis Vidal', 'giver'],
    ['Ana Soler', 'receiver'],
  ])
})

test('help that nobody confirmed for fourteen days is a card: ring them', async () => {
  const exchange = await it.done(luis, ana)
  it.days(13)
  expect(await cards('claim')).toEqual([])
  it.days(1)
  const card = await only('claim')
  expect(card.facts).toEqual({ saidBy: 'giver', seconds: hour, workedOn: '2026-03-02' })
  expect(card.next).toMatchObject({ act: 'ring', params: { exchange } })
  expect(card.ageDays).toBe(0)
  ok(await it.confirm(ana, exchange, { seconds: hour }))
  expect(await cards('claim')).toEqual([])
})

test('help that the line would not book is a card at once, and no claim beside it', async () => {
  const { body } = await it.propose(luis, luis, ana, {
    alreadyDone: true,
    estimateSeconds: 9 * hour,
  })
  expect(body.state).toBe('done')
  expect((await only('line')).next).toMatchObject({ act: 'makeRoom' })
  it.days(20)
  expect((await cards()).map(({ kind }) => kind)).toEqual(['line'])
})

test('who is below the soft line is a chat about hours, once in ninety days', async () => {
  await the.standsLow(ana, luis)
  const card = await only('talk')
  expect(card.facts).toEqual({ kind: 'member', standingSeconds: -11 * hour })
  const done = ok(
    await the.resolve(place.rosa, card.id, { outcome: 'spoke', note: 'All is well.' }),
  )
  expect(done.resolved).toMatchObject({ outcome: 'spoke' })
  expect(await cards('talk')).toEqual([])
  await it.helped(luis, ana, quarter)
  expect(await cards('talk')).toEqual([])
  it.days(91)
  expect(await cards('talk')).toEqual([])
  await it.helped(luis, ana, quarter)
  expect((await only('talk')).id).not.toBe(card.id)
})

test('a chat about hours goes by itself once they stand above the soft line again', async () => {
  await the.standsLow(ana, luis)
  await only('talk')
  await it.helped(ana, luis, 2 * hour)
  expect(await cards('talk')).toEqual([])
})

test('at most five chats about hours are asked of a week, the oldest first', async () => {
  const names = ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus']
  const low: Someone[] = []
  for (const name of names) low.push(await place.joins(name))
  for (const one of low) {
    await the.standsLow(one, luis)
    place.pass(1000)
  }
  const today = ok(await the.today(place.rosa))
  expect(today.laterTalks).toBe(2)
  const shown = (await cards('talk')).map(({ about }) => about.people[0]?.name)
  expect(shown).toEqual(names.slice(0, 5))
  const [first] = await cards('talk')
  ok(await the.resolve(place.rosa, first?.id ?? '', { outcome: 'spoke' }))
  expect(await cards('talk')).toHaveLength(4)
  it.days(8)
  expect(await cards('talk')).toHaveLength(5)
})

test('a line that ends within thirty days is looked at while there is time', async () => {
  const body = { id: place.id(), floorSeconds: -25 * hour, until: '2026-04-11', reason: 'illness' }
  ok(await place.ask(place.rosa, 'changeLimits', { member: ana.member }, { body }))
  it.days(10)
  expect(await cards('lineEnding')).toEqual([])
  it.days(1)
  const card = await only('lineEnding')
  expect(card.facts).toEqual({ floorSeconds: -25 * hour, reason: 'illness', untilOn: '2026-04-11' })
  expect(card.next).toMatchObject({ act: 'review', params: { member: ana.member } })
  it.days(31)
  expect(await cards('lineEnding')).toEqual([])
})

test('thirty days after joining without help given, someone is welcomed once more', async () => {
  await it.helped(luis, ana, hour)
  it.days(29)
  expect(await cards('welcome')).toEqual([])
  it.days(1)
  const card = await only('welcome')
  expect(card.about.people).toMatchObject([{ name: 'Ana Soler' }])
  expect(card.facts).toEqual({ joinedOn: '2026-03-02', receivedSeconds: hour })
  ok(await the.resolve(place.rosa, card.id, { outcome: 'arranged' }))
  it.days(100)
  expect(await cards('welcome')).toEqual([])
})

test('a motion waits for another coordinator than the one who proposed it', async () => {
  const bo = await place.joins('Bo Lind')
  await appoint(place, bo)
  const body = { id: place.id(), office: 'auditor', act: 'appointed' }
  ok(await place.ask(bo, 'changeStewardship', { member: luis.member }, { body }))
  const card = await only('motion')
  expect(card).toMatchObject({ mayAct: true, next: { act: 'second', operation: 'approveMotion' } })
  const theirs: Card = (await the.only(bo, 'motion')) as Card
  expect(theirs).toMatchObject({ mayAct: false, instead: 'anotherCoordinator' })
  ok(await place.ask(place.rosa, 'approveMotion', card.next.params))
  expect(await cards('motion')).toEqual([])
})

test('a concern is not shown to the coordinator it is about, nor its reporter to who it is about', async () => {
  const bo = await place.joins('Bo Lind')
  await appoint(place, bo)
  const about = { member: bo.member }
  const body = { id: place.id(), about, kind: 'unkind', text: 'It was not nice.' }
  ok(await place.ask(ana, 'raiseConcern', {}, { body }))
  const card = await only('concern')
  expect(card.about.people.map(({ name }) => name)).toEqual(['Ana Soler', 'Bo Lind'])
  expect(await the.cards(bo)).toEqual([])
  expect(outcome(await the.read(bo, card.id))).toBe('card_is_not_open')
  expect(outcome(await the.open(bo, card.id))).toBe('card_is_not_open')
  const [mine] = ok(await place.ask(bo, 'listMyCards', {})).items
  expect(mine).toMatchObject({ kind: 'concern', notes: [] })
  expect(JSON.stringify(mine)).not.toContain(ana.member)
  expect(ok(await place.ask(ana, 'listMyCards', {})).items).toEqual([])
})

test('the queue is read in pages, and counted by kind', async () => {
  for (const name of ['Ada', 'Bo', 'Cy']) {
    await applies(name)
    place.pass(1000)
  }
  await the.disputed(luis, ana)
  const names: (string | undefined)[] = []
  let after: string | null = null
  do {
    const query: Record<string, string> = { limit: '2', ...(after !== null && { after }) }
    const page = ok(await place.ask(place.rosa, 'listToday', {}, { query }))
    names.push(...page.items.map((card: Card) => card.about.people[0]?.name))
    after = page.next
    expect(page.counts).toEqual([
      { kind: 'dispute', cards: 1 },
      { kind: 'applicant', cards: 3 },
    ])
  } while (after !== null)
  expect(names).toEqual(['Luis Vidal', 'Ada', 'Bo', 'Cy'])
})
