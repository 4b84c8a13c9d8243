import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
const contact = { phone: '01 555 0123', email: 'ana@example.org' }

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler', { contact })
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

const apply = (person: string | Someone, more: Record<string, unknown> = {}) => {
  const body = { id: place.id(), name: 'Eva Lind', termsVersion: 1, ...more }
  return place.ask(person, 'applyToJoin', {}, { body })
}
const admit = (who: Someone, member: string) => place.ask(who, 'admitMember', { member })
const see = async (who: Someone | string, member: string) =>
  place.ask(who, 'readMember', { member })

test('an applicant waits without an account, and is a member of nothing yet', async () => {
  const eva = place.stranger()
  expect(outcome(await place.ask(eva, 'readMe', {}))).toBe('actor_is_not_a_member')
  const applied = ok(await apply(eva, { answers: ['I can drive.'] }))
  expect(applied).toMatchObject({ state: 'applied', account: null, joinedOn: null })
  expect(ok(await place.ask(eva, 'readMe', {})).member.id).toBe(applied.id)
  expect(outcome(await apply(eva))).toBe('person_has_joined_already')
  // The directory, needs and offers, apps and pools are for members.
  for (const name of ['listMembers', 'listNeeds', 'listOffers', 'listApps', 'listPools'] as const) {
    expect([name, outcome(await place.ask(eva, name, {}))]).toEqual([name, 'actor_is_not_a_member'])
  }
  const search = place.ask(eva, 'search', {}, { query: { q: 'lift' } })
  expect(outcome(await search)).toBe('actor_is_not_a_member')
  const need = await it.publish(ana)
  expect(outcome(await place.ask(eva, 'readNeed', { need }))).toBe('actor_is_not_a_member')
  expect(ok(await place.ask(eva, 'readHome', {}))).toMatchObject({ needs: [], pools: [] })
  expect(outcome(await see(eva, ana.member))).toBe('not_found')
})

test('what an applicant answered is kept for the coordinators', async () => {
  const { id } = ok(await apply(place.stranger(), { answers: ['I can drive.', 'By a friend.'] }))
  const { rows } = await place.books.client.execute({
    sql: "SELECT text FROM memo WHERE ref = ? AND part = 'answers'",
    args: [id],
  })
  expect(rows.map(({ text }) => JSON.parse(String(text)))).toEqual([
    ['I can drive.', 'By a friend.'],
  ])
})

test('only coordinators read what an applicant answered, beside what was asked that day', async () => {
  const asks = (...joinQuestions: string[]) => ({ charter: { joinQuestions } })
  const there = await openPlace(asks('How did you hear of us?', 'When do you have time?'))
  const eva = there.stranger()
  const kim = await there.joins('Kim Byrne')
  const answers = ['By a friend.', '', 'And one more.']
  const body = { id: there.id(), name: 'Eva Lind', termsVersion: 1, answers }
  // Neither who asked, nor a fellow member, nor who applied without a word.
  expect(ok(await there.ask(eva, 'applyToJoin', {}, { body }))).not.toHaveProperty('answers')
  expect(ok(await there.ask(eva, 'readMe', {})).member).not.toHaveProperty('answers')
  const read = async (who: Someone | string, member = body.id) =>
    ok(await there.ask(who, 'readMember', { member })).answers
  expect(await read(eva)).toBeUndefined()
  expect(await read(there.rosa, kim.member)).toBeUndefined()
  const told = [
    { question: 'How did you hear of us?', answer: 'By a friend.' },
    { question: null, answer: 'And one more.' },
  ]
  expect(await read(there.rosa)).toEqual(told)
  const query = { state: 'applied' }
  const { items } = ok(await there.ask(there.rosa, 'listMembers', {}, { query }))
  expect(items).toMatchObject([{ id: body.id, answers: told }])
  // The charter asks something else since; they were asked what they were asked.
  const changes = { joinQuestions: ['What do you like to do?'] }
  const amendment = { id: there.id(), changes, effectiveFrom: '2026-03-12' }
  ok(await there.ask(there.rosa, 'proposeAmendment', {}, { body: amendment }))
  there.pass(11 * 86_400_000)
  expect(await carryDue(there)).toEqual(['carried'])
  expect(ok(await there.ask(eva, 'readCharter', {})).joinQuestions).toEqual(changes.joinQuestions)
  expect(await read(there.rosa)).toEqual(told)
  ok(await there.ask(there.rosa, 'admitMember', { member: body.id }))
  expect(await read(kim)).toBeUndefined()
  const list = ok(await there.ask(kim, 'listMembers', {})).items
  expect(JSON.stringify(list)).not.toContain('By a friend.')
  // Whoever erases the memo erases the words.
  const erase = 'DELETE FROM memo WHERE ref = ?'
  await there.books.client.execute({ sql: erase, args: [body.id] })
  expect(await read(there.rosa)).toBeUndefined()
  await there.dispose()
})

test('applying needs the terms of today, an id of its own, and an open door', async () => {
  expect(outcome(await apply(place.stranger(), { termsVersion: 2 }))).toBe('terms_are_not_current')
  expect(outcome(await apply(place.stranger(), { id: ana.member }))).toBe('id_is_taken')
  const shut = await openPlace({ joining: 'closed' })
  const body = { id: shut.id(), name: 'Eva', termsVersion: 1 }
  const said = await shut.ask(shut.stranger(), 'applyToJoin', {}, { body })
  expect(outcome(said)).toBe('joining_is_closed')
  await shut.dispose()
})

test('applicants are listed to coordinators only', async () => {
  const query = { state: 'applied' }
  const asked = (who: Someone) => place.ask(who, 'listMembers', {}, { query })
  expect(outcome(await asked(luis))).toBe('actor_is_not_a_coordinator')
  expect(ok(await asked(place.rosa)).items.length).toBeGreaterThan(0)
})

test('a coordinator admits an applicant once; members admit nobody', async () => {
  const { id } = ok(await apply(place.stranger()))
  expect(outcome(await see(luis, id))).toBe('not_found')
  expect(outcome(await admit(luis, id))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await admit(luis, place.id()))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await admit(place.rosa, place.id()))).toBe('not_found')
  const admitted = ok(await admit(place.rosa, id))
  expect(admitted).toMatchObject({ state: 'active', joinedOn: '2026-03-02' })
  expect(outcome(await admit(place.rosa, id))).toBe('member_is_not_an_applicant')
  expect(outcome(await admit(place.rosa, place.rosa.member))).toBe('decision_is_in_own_cause')
  expect(ok(await see(luis, id)).name).toBe('Eva Lind')
})

test('a coordinator enters a member without e-mail, admitted at once; a member may not', async () => {
  expect(outcome(await apply(luis, { admit: true }))).toBe('actor_is_not_a_coordinator')
  const entered = ok(await apply(place.rosa, { admit: true, name: 'Paper Paul' }))
  expect(entered).toMatchObject({ state: 'active', account: expect.any(String) })
  expect(ok(await place.ask(place.rosa, 'readMe', {})).member.id).toBe(place.rosa.member)
})

test('contact details are the member’s, the coordinators’, and theirs whom they agreed with', async () => {
  expect(ok(await see(ana, ana.member)).contact).toEqual(contact)
  expect(ok(await see(place.rosa, ana.member)).contact).toEqual(contact)
  expect(ok(await see(luis, ana.member))).not.toHaveProperty('contact')
  const { id } = ok(await it.propose(luis, luis, ana))
  expect(ok(await see(luis, ana.member))).not.toHaveProperty('contact')
  ok(await it.accept(ana, id))
  expect(ok(await see(luis, ana.member)).contact).toEqual(contact)
  const list = ok(await place.ask(luis, 'listMembers', {})).items
  expect(JSON.stringify(list)).not.toContain(contact.phone)
})

test('recording alone that someone helped shows nothing of theirs; both speaking does', async () => {
  const kim = await place.joins('Kim Byrne')
  await it.helped(ana, kim)
  expect(ok(await see(kim, ana.member))).not.toHaveProperty('contact')
  const said = ok(await it.propose(ana, ana, kim, { alreadyDone: true }))
  expect(ok(await see(kim, ana.member))).not.toHaveProperty('contact')
  ok(await it.confirm(kim, said.id, { seconds: 3600 }))
  expect(ok(await see(kim, ana.member)).contact).toEqual(contact)
})

test('fellow members are listed by number, found by name, and paged through once', async () => {
  for (const name of ['Zoé Ní', 'Ciarán', 'Malika']) await place.joins(name)
  const seen: string[] = []
  let after: string | undefined
  do {
    const query = { limit: '2', ...(after !== undefined && { after }) }
    const page = ok(await place.ask(luis, 'listMembers', {}, { query }))
    seen.push(...page.items.map((one: { id: string }) => one.id))
    after = page.next ?? undefined
  } while (after !== undefined)
  const all = ok(await place.ask(luis, 'listMembers', {}, { query: { limit: '100' } })).items
  expect(seen).toEqual(all.map((one: { id: string }) => one.id))
  const found = ok(await place.ask(luis, 'listMembers', {}, { query: { q: 'malik' } })).items
  expect(found.map((one: { name: string }) => one.name)).toEqual(['Malika'])
})

test('a member says what they speak, and nobody says it for them', async () => {
  const speak = (languages: string[], more = {}) =>
    place.ask(luis, 'chooseLanguages', {}, { body: { languages }, ...more })
  expect(ok(await speak(['ar', 'en', 'ar'])).languages).toEqual(['ar', 'en'])
  expect(ok(await see(luis, luis.member)).languages).toEqual(['ar', 'en'])
  expect(ok(await see(ana, ana.member)).languages).toEqual(['en'])
  expect(outcome(await speak([]))).toBe('request_is_malformed')
  expect(outcome(await speak(['Arabic']))).toBe('request_is_malformed')
  const left = await place.joins('Who leaves')
  ok(await place.ask(left, 'departMember', { member: left.member }, { body: { reason: 'leaves' } }))
  const body = { languages: ['fr'] }
  expect(outcome(await place.ask(left, 'chooseLanguages', {}, { body }))).toBe(
    'actor_is_not_active',
  )
})
