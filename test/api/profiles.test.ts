import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'
import { appoint } from './todayActs.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

const see = async (who: Someone, member: string) => place.ask(who, 'readMember', { member })
const change = (who: Someone, member: string, body: object) =>
  place.ask(who, 'changeProfile', { member }, { body })

/** Whose profiles were changed in office, and which fields, as the log has it. */
const leaves = async () => {
  const { rows } = await place.books.client.execute(
    `SELECT m.id, l.body FROM log l JOIN member m ON m.publicId = l.ref
     WHERE l.kind = 'profile.changed' ORDER BY l.seq`,
  )
  return rows.map(({ body, id }) => [id, JSON.parse(String(body))[4]])
}

test('each field of a profile is seen by whom its member chose', async () => {
  const eva = await place.joins('Eva Lind')
  const choose = async (choice: string, value: string) =>
    ok(await place.ask(eva, 'choose', {}, { body: { choice, value } }))
  const told = { about: 'I bake.', area: null, phone: '01 555 0177', email: 'eva@example.org' }
  expect(ok(await change(eva, eva.member, told))).toMatchObject({
    about: 'I bake.',
    contact: { phone: told.phone, email: told.email },
  })
  // Nothing but what was named changed.
  const sent = ok(await change(eva, eva.member, { phone: '01 555 0178' }))
  expect(sent).toMatchObject({ name: 'Eva Lind', about: 'I bake.', contact: { email: told.email } })
  const seen = async (who: Someone) => ok(await see(who, eva.member))
  expect(await seen(luis)).not.toHaveProperty('contact')
  expect((await seen(luis)).about).toBe('I bake.')
  await choose('phoneTo', 'members')
  await choose('aboutTo', 'coordinators')
  expect((await seen(luis)).contact).toEqual({ phone: '01 555 0178' })
  expect((await seen(luis)).about).toBe('')
  await it.agreed(luis, eva, 900)
  expect((await seen(luis)).contact).toEqual({ phone: '01 555 0178', email: told.email })
  await choose('phoneTo', 'coordinators')
  await choose('emailTo', 'coordinators')
  expect(await seen(luis)).not.toHaveProperty('contact')
  for (const who of [eva, place.rosa]) expect((await seen(who)).about).toBe('I bake.')
  // Whom she wants no contact with sees no number, though all others do.
  await choose('phoneTo', 'members')
  ok(await place.ask(eva, 'blockMember', {}, { body: { member: luis.member } }))
  expect(await seen(luis)).not.toHaveProperty('contact')
  expect((await seen(ana)).contact).toEqual({ phone: '01 555 0178' })
  // In a list of many nobody's number stands.
  const listed = ok(await place.ask(ana, 'listMembers', {})).items
  const line = listed.find(({ id }: { id: string }) => id === eva.member)
  expect(line).toMatchObject({ about: '' })
  expect(line).not.toHaveProperty('contact')
  // What she says of herself is no act of office.
  expect(await leaves()).toEqual([])
})

test('a name is changed by coordinators, and all of a member who has no sign-in', async () => {
  const eva = await place.joins('Eva Holm')
  expect(outcome(await change(eva, eva.member, { name: 'Rosa' }))).toBe(
    'actor_is_not_a_coordinator',
  )
  expect(outcome(await change(luis, eva.member, { about: '' }))).toBe('actor_is_not_a_coordinator')
  expect(ok(await change(place.rosa, eva.member, { name: 'Eva Berg' })).name).toBe('Eva Berg')
  expect(outcome(await change(place.rosa, eva.member, { phone: '1' }))).toBe(
    'only_themselves_may_do_this',
  )
  const paper = place.id()
  const entry = { id: paper, admit: true, name: 'Ida Paper', termsVersion: 1 }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: entry }))
  const changed = ok(await change(place.rosa, paper, { phone: '01 555 0100', languages: ['fr'] }))
  expect(changed).toMatchObject({ languages: ['fr'], contact: { phone: '01 555 0100' } })
  ok(
    await place.ask(
      place.rosa,
      'departMember',
      { member: paper },
      { body: { reason: 'asked_to' } },
    ),
  )
  expect(outcome(await change(place.rosa, paper, { about: 'x' }))).toBe('member_is_not_active')
  expect(await leaves()).toEqual([
    [eva.member, ['name']],
    [paper, ['languages', 'phone']],
  ])
  await appoint(place, luis, 'auditor')
  const { items } = ok(await place.ask(luis, 'listStewardActs', {}))
  const acts = items.filter(({ act }: { act: string }) => act === 'profile.changed')
  expect(acts).toMatchObject([
    { by: { name: 'Rosa Keane' }, about: { word: 'member', id: paper, name: 'Ida Paper' } },
    { by: { name: 'Rosa Keane' }, about: { word: 'member', id: eva.member, name: 'Eva Berg' } },
  ])
})

test('coordinators list who stands in the printed list, and nobody else does', async () => {
  const query = { printed: 'yes' }
  const listed = (who: Someone) => place.ask(who, 'listMembers', {}, { query })
  expect(outcome(await listed(ana))).toBe('actor_is_not_a_coordinator')
  expect(ok(await listed(place.rosa)).items).toEqual([])
  ok(await place.ask(luis, 'choose', {}, { body: { choice: 'printed', value: 'yes' } }))
  expect(ok(await listed(place.rosa)).items).toMatchObject([{ id: luis.member }])
  ok(await place.ask(luis, 'choose', {}, { body: { choice: 'printed', value: 'no' } }))
  expect(ok(await listed(place.rosa)).items).toEqual([])
})
