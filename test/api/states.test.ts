import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'
import { appointed, becomes } from './states.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler', { contact: { phone: '01 555 0123' } })
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

/** What a steward may look into, of others. */
async function lookedInto(who: Someone) {
  const exchange = await it.helped(ana, luis, quarter)
  const [transfer] = ok(await it.read(ana, exchange)).transfers
  const { account, member } = ana
  const applied = { query: { state: 'applied' } }
  const contact = (await place.ask(who, 'readMember', { member })).body.contact
  return {
    account: outcome(await place.ask(who, 'readAccount', { account })),
    statement: outcome(await place.ask(who, 'readStatement', { account })),
    table: (await place.ask(who, 'readStatementCsv', { account })).status,
    transfer: outcome(await place.ask(who, 'readTransfer', { transfer })),
    exchange: outcome(await it.read(who, exchange)),
    applicants: outcome(await place.ask(who, 'listMembers', {}, applied)),
    contact: contact === undefined ? 'not shown' : 'shown',
  }
}
const everything = { account: 200, statement: 200, table: 200, transfer: 200, exchange: 200 }
const nothing = {
  account: 'not_found',
  statement: 'not_found',
  table: 404,
  transfer: 'not_found',
  exchange: 'not_found',
  applicants: 'actor_is_not_a_coordinator',
  contact: 'not shown',
}

test.each(['paused', 'suspended', 'departed'])(
  'a steward who is %s looks into nobody’s books any more',
  async (state) => {
    const nia = await place.joins('Nia Okafor')
    await appointed(place, nia, 'coordinator')
    expect(await lookedInto(nia)).toEqual({ ...everything, applicants: 200, contact: 'shown' })
    await becomes(place, nia, state)
    const refused = state === 'departed' ? 'actor_is_not_a_member' : nothing.applicants
    expect(await lookedInto(nia)).toEqual({ ...nothing, applicants: refused })
    // Their own account stays theirs to read.
    expect((await it.account(nia)).balanceSeconds).toBe(0)
  },
)

const titled = (items: { title: string }[]) => items.map(({ title }) => title)

test.each(['suspended', 'departed'])(
  'what a member who is %s asked for shows to nobody',
  async (state) => {
    const nia = await place.joins('Nia Okafor')
    const title = `Watering ${state}`
    await it.publish(nia, { title })
    await it.publish(nia, { title }, 'publishOffer')
    const shown = async (who: Someone) => ({
      needs: titled(ok(await place.ask(who, 'listNeeds', {})).items),
      offers: titled(ok(await place.ask(who, 'listOffers', {})).items),
      found: titled(ok(await place.ask(who, 'search', {}, { query: { q: title } })).items),
      home: titled(ok(await place.ask(who, 'readHome', {})).needs),
    })
    const before = { needs: [title], offers: [title], found: [title, title], home: [title] }
    expect(await shown(luis)).toEqual(before)
    await becomes(place, nia, 'paused')
    expect(await shown(luis)).toEqual(before)
    if (state === 'departed') await becomes(place, nia, state)
    else for (const next of ['active', state]) await becomes(place, nia, next)
    expect(await shown(luis)).toEqual({ needs: [], offers: [], found: [], home: [] })
    if (state !== 'suspended') return
    // Their own stay theirs to see.
    expect(await shown(nia)).toEqual({ ...before, home: [] })
    expect(titled(ok(await place.ask(nia, 'readHome', {})).myNeeds)).toEqual([title])
  },
)

test('whether there is a transfer or an applicant is not told to a suspended coordinator', async () => {
  const nia = await place.joins('Nia Okafor')
  await appointed(place, nia, 'coordinator')
  await becomes(place, nia, 'suspended')
  await it.helped(ana, luis, 4 * hour)
  const gift = ok(await it.gift(ana, luis.account, quarter)).id
  const body = { id: place.id(), reason: 'booked_twice' }
  for (const transfer of [gift, place.id()]) {
    const said = await place.ask(nia, 'reverseTransfer', { transfer }, { body })
    expect(outcome(said)).toBe('actor_is_not_active')
  }
  for (const member of [ana.member, place.id()]) {
    const said = await place.ask(nia, 'admitMember', { member })
    expect(outcome(said)).toBe('actor_is_not_active')
  }
})
