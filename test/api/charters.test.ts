import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { dayMs, type StewardActs, stewardActsOf } from './stewards.ts'

let place: Place
let it: Acts
let the: StewardActs
let ana: Someone
let luis: Someone
let omar: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = stewardActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  omar = await place.joins('Omar Haddad')
  // Rosa founded alone: the first appointment is announced, and nobody objects.
  ok(await the.office(place.rosa, omar, 'auditor'))
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
})
afterEach(() => place.dispose())

const wider = { member: { floorSeconds: -25 * hour } }
const charter = async () => ok(await place.ask(null, 'readCharter', {}))
const versions = async () => ok(await place.ask(ana, 'listCharterVersions', {})).items

test('an amendment is proposed by one steward, seconded by another, and told in plain words', async () => {
  const motion = ok(await the.amend(place.rosa, wider))
  expect(motion).toMatchObject({ kind: 'amendment', state: 'waiting', announcedUntil: null })
  expect(motion.amendment.differences).toEqual([
    {
      field: 'member.floorSeconds',
      before: -20 * hour,
      after: -25 * hour,
      says: 'The line for members: 20 h below zero → 25 h below zero',
    },
  ])
  expect(outcome(await the.approve(place.rosa, motion.id))).toBe('second_steward_is_needed')
  expect(outcome(await the.approve(ana, motion.id))).toBe('only_a_steward_seconds')
  const carried = ok(await place.ask(omar, 'approveAmendment', { amendment: motion.id }))
  expect(carried.state).toBe('carried')
  expect(outcome(await the.approve(omar, motion.id))).toBe('motion_is_decided')
  // Agreed for a later day: what is in force today is the old one.
  expect(await charter()).toMatchObject({ version: 1, member: { floorSeconds: -20 * hour } })
  place.pass(12 * dayMs)
  expect(await charter()).toMatchObject({
    version: 2,
    effectiveFrom: '2026-03-20T00:00:00.000Z',
    member: { floorSeconds: -25 * hour },
  })
})

test('the history says of each version from when, by whom, and what it changed', async () => {
  const motion = ok(await the.amend(place.rosa, wider))
  ok(await the.approve(omar, motion.id))
  const [second, first] = await versions()
  expect(second).toMatchObject({
    version: 2,
    motion: motion.id,
    proposedBy: place.rosa.member,
    secondedBy: omar.member,
    names: { [omar.member]: 'Omar Haddad' },
    differences: [{ field: 'member.floorSeconds' }],
  })
  expect(first).toMatchObject({ version: 1, motion: null, proposedBy: null, differences: [] })
  const one = await place.ask(ana, 'listCharterVersions', {}, { query: { version: '1' } })
  expect(one.body.items).toHaveLength(1)
  const { items } = ok(await place.ask(ana, 'listAmendments', {}))
  expect(items.map(({ id }: { id: string }) => id)).toEqual([motion.id])
})

test('what is out of bounds, changes nothing, or begins too soon is refused by name', async () => {
  const refused = async (changes: object, day?: string) => {
    const { body } = await the.amend(place.rosa, changes, day)
    return [body.code, body.fields?.[0]?.pointer]
  }
  expect(await refused({ member: { floorSeconds: 5 } })).toEqual([
    'request_is_malformed',
    '/changes/member/floorSeconds',
  ])
  expect(await refused({ member: { floorSeconds: -hour } })).toEqual([
    'request_is_malformed',
    '/changes/member/softFloorSeconds',
  ])
  expect((await the.amend(place.rosa, { colour: 'red' })).status).toBe(400)
  expect(await refused({ quantumSeconds: 900 })).toEqual(['amendment_changes_nothing', undefined])
  expect(await refused(wider, '2026-03-09')).toEqual(['amendment_starts_too_soon', undefined])
  expect(outcome(await the.amend(ana, wider))).toBe('actor_is_not_a_coordinator')
  expect(await versions()).toHaveLength(1)
})

test('of two amendments over one version the first is adopted, the other is proposed anew', async () => {
  const [one, other] = [
    ok(await the.amend(place.rosa, wider)),
    ok(await the.amend(place.rosa, { hold: { days: 30 } })),
  ]
  const both = await Promise.all([the.approve(omar, one.id), the.approve(omar, other.id)])
  expect(both.map(outcome).toSorted()).toEqual([201, 'amendment_is_out_of_date'])
  expect(await versions()).toHaveLength(2)
  const again = ok(await the.amend(place.rosa, { hold: { days: 45 } }))
  expect(again.amendment).toMatchObject({ base: 2, differences: [{ field: 'hold.days' }] })
  expect(outcome(await the.amend(place.rosa, { hold: { days: 9 } }, '2026-03-19'))).toBe(
    'amendment_starts_too_soon',
  )
})

test('an exchange is judged by the charter of its day, before and after an amendment', async () => {
  const before = ok(await it.propose(luis, luis, ana, { estimateSeconds: hour }))
  const motion = ok(await the.amend(place.rosa, { newcomer: { floorSeconds: -2 * hour } }))
  ok(await the.approve(omar, motion.id))
  // Announced and not yet in force: nobody is held to it.
  const announced = ok(await it.propose(luis, luis, ana, { estimateSeconds: 4 * hour }))
  expect(announced.charter).toBe(1)
  ok(await it.accept(ana, before.id))
  ok(await it.accept(ana, announced.id))
  place.pass(12 * dayMs)
  const after = ok(await it.propose(luis, luis, ana, { estimateSeconds: hour }))
  expect(after.charter).toBe(2)
  expect(outcome(await it.accept(ana, after.id))).toBe('newcomer_line_reached')
  // What was promised under the first is honoured under the second, and says so.
  ok(await it.complete(luis, before.id, { seconds: hour, workedOn: '2026-03-20' }))
  const confirmed = ok(await it.confirm(ana, before.id, { seconds: hour }))
  const [transfer] = confirmed.transfers
  expect(ok(await place.ask(ana, 'readTransfer', { transfer })).charter).toBe(1)
})

test('an amendment that nobody can second is announced to all and adopted when its days have passed', async () => {
  ok(await the.office(omar, omar, 'auditor', 'removed'))
  const motion = ok(await the.amend(place.rosa, wider, '2026-03-10'))
  expect(motion.state).toBe('announced')
  expect(ok(await the.motion(ana, motion.id)).may).toEqual(['objection'])
  place.pass(6 * dayMs)
  expect(await carryDue(place)).toEqual([])
  place.pass(dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
  const [version] = await versions()
  // Its day had passed meanwhile: it is in force from when it was adopted, never before.
  expect(version).toMatchObject({ version: 2, secondedBy: null })
  expect(version.effectiveFrom).toBe(version.adoptedAt)
})

test('new terms get the next version, which who joins later reads', async () => {
  const motion = ok(await the.amend(place.rosa, { terms: { text: 'Be kind.' } }, '2026-03-10'))
  ok(await the.approve(omar, motion.id))
  place.pass(2 * dayMs)
  expect((await charter()).terms).toEqual({ version: 2, text: 'Be kind.' })
  await expect(place.joins('Eva Lind')).rejects.toThrow('terms_are_not_current')
  await place.joins('Eva Lind', { termsVersion: 2 })
})
