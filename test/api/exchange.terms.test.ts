import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, mayNext, ok, outcome, quarter, today } from './acts.ts'

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
  // She has helped: the members' line is hers.
  await it.helped(ana, nia)
})
afterAll(() => place.dispose())

const later = { at: '2026-03-06T15:00:00.000Z', place: 'Main Street 4' }
const told = async (exchange: string) => {
  const { rows } = await place.books.client.execute({
    sql: 'SELECT kind, member FROM outbox WHERE ref = ? ORDER BY kind, member',
    args: [exchange],
  })
  return rows.map(({ kind, member }) => [kind, member])
}

test('the other side proposes another day, place and estimate; the first then agrees', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  const terms = { estimateSeconds: 2 * hour, agreedFor: later }
  const said = ok(await it.counterPropose(ana, exchange, terms))
  expect(said).toMatchObject({ state: 'proposed', ...terms })
  expect(mayNext(said)).toEqual(['proposal', 'cancellation'])
  expect(await told(exchange)).toContainEqual(['exchange.terms', luis.member])
  expect(outcome(await it.accept(ana, exchange))).toBe('actor_made_the_proposal')
  expect(ok(await it.accept(luis, exchange))).toMatchObject({ state: 'agreed', ...terms })
  expect((await it.account(ana)).heldOutSeconds).toBe(2 * hour)
  const known = { estimateSeconds: hour, agreedFor: null }
  expect(outcome(await it.counterPropose(ana, exchange, known))).toBe('exchange_is_not_proposed')
  ok(await it.cancel(ana, exchange))
})

test('who proposed may propose anew while it waits; nobody else may', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  const terms = { estimateSeconds: hour, agreedFor: later }
  expect(ok(await it.counterPropose(luis, exchange, terms)).agreedFor).toEqual(later)
  expect(outcome(await it.counterPropose(luis, exchange, terms))).toBe('terms_are_the_same')
  expect(outcome(await it.counterPropose(nia, exchange, terms))).toBe('not_found')
  expect(ok(await it.decline(ana, exchange)).state).toBe('declined')
})

test('who looked at older terms is told that they changed, and agrees to nothing', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  ok(await it.counterPropose(luis, exchange, { estimateSeconds: 3 * hour, agreedFor: null }))
  expect(outcome(await it.accept(ana, exchange, { step: 0 }))).toBe('proposal_has_changed')
  const stale = { estimateSeconds: hour, agreedFor: later, step: 0 }
  expect(outcome(await it.counterPropose(ana, exchange, stale))).toBe('proposal_has_changed')
  expect((await it.account(ana)).heldOutSeconds).toBe(0)
  expect(ok(await it.accept(ana, exchange, { step: 1 }))).toMatchObject({ state: 'agreed' })
  ok(await it.cancel(ana, exchange))
})

test('help is agreed for a time within reach: not days ago, nor beyond what is set aside', async () => {
  const at = (moment: string) => ({ agreedFor: { at: moment, place: '' } })
  for (const far of ['2026-02-28T09:00:00Z', '2026-05-02T09:00:00Z']) {
    expect(outcome(await it.propose(luis, luis, ana, at(far)))).toBe('agreed_time_is_out_of_reach')
  }
  const { id: exchange } = ok(await it.propose(luis, luis, ana, at('2026-03-01T10:00:00Z')))
  const far = { estimateSeconds: hour, ...at('2027-03-02T09:00:00Z') }
  expect(outcome(await it.counterPropose(ana, exchange, far))).toBe('agreed_time_is_out_of_reach')
  const odd = { estimateSeconds: 1000, agreedFor: null }
  expect(outcome(await it.counterPropose(ana, exchange, odd))).toBe('seconds_are_not_whole')
  const long = { estimateSeconds: 25 * hour, agreedFor: null }
  expect(outcome(await it.counterPropose(ana, exchange, long))).toBe('seconds_are_too_many')
  // Help that has been given names its day, whenever its time was to be.
  ok(await it.propose(ana, luis, ana, { alreadyDone: true, ...at('2026-02-02T09:00:00Z') }))
})

test('one giver answers a need once, and is shown the answer that stands', async () => {
  const need = await it.publish(ana)
  const about = { about: { need } }
  const first = ok(await it.propose(luis, luis, ana, about))
  const again = await it.propose(luis, luis, ana, about)
  expect(again.body).toMatchObject({ code: 'need_is_answered_by_giver', exchange: first.id })
  ok(await it.cancel(luis, first.id))
  ok(await it.propose(luis, luis, ana, about))
})

test('a need is answered by whoever recorded the help for it, and rivals are thanked', async () => {
  const need = await it.publish(ana)
  const about = { about: { need } }
  const rival = ok(await it.propose(nia, nia, ana, about))
  const own = ok(await it.propose(luis, luis, ana, about))
  const said = ok(await it.propose(ana, luis, ana, { ...about, alreadyDone: true }))
  expect(said.state).toBe('confirmed')
  expect(ok(await place.ask(ana, 'readNeed', { need })).state).toBe('answered')
  expect(ok(await it.read(nia, rival.id)).steps.at(-1).reason).toBe('another_was_chosen')
  expect(ok(await it.read(luis, own.id)).steps.at(-1).reason).toBe('recorded_as_done')
  expect(await told(own.id)).not.toContainEqual(['exchange.another_was_chosen', luis.member])
})

test('a giver who says they helped answers no need; the one who asked does, by confirming', async () => {
  const need = await it.publish(ana)
  const rival = ok(await it.propose(nia, nia, ana, { about: { need } }))
  const more = { about: { need }, alreadyDone: true }
  const said = ok(await it.propose(luis, luis, ana, more))
  expect(ok(await place.ask(ana, 'readNeed', { need })).state).toBe('open')
  expect(ok(await it.confirm(ana, said.id, { seconds: hour })).state).toBe('confirmed')
  expect(ok(await place.ask(ana, 'readNeed', { need })).state).toBe('answered')
  expect(ok(await it.read(nia, rival.id)).state).toBe('declined')
})

test('hours far from the estimate move when both have said them, and not before', async () => {
  const before = await it.account(luis)
  const exchange = await it.done(luis, ana, hour)
  const differs = ok(await it.confirm(ana, exchange, { seconds: 3 * hour }))
  expect(differs).toMatchObject({ state: 'done', transfers: [], holds: [expect.any(String)] })
  expect(differs.saidSeconds).toEqual({ giver: hour, receiver: 3 * hour })
  expect(await told(exchange)).toContainEqual(['exchange.hours_differ', luis.member])
  const again = await it.confirm(ana, exchange, { seconds: 3 * hour })
  expect(outcome(again)).toBe('hours_wait_for_the_other')
  expect(mayNext(ok(await it.read(luis, exchange)))).toEqual(['confirmation', 'cancellation'])
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds)
  const both = ok(await it.confirm(luis, exchange, { seconds: 3 * hour }))
  expect(both).toMatchObject({ state: 'confirmed', holds: [] })
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds + 3 * hour)
  expect(await told(exchange)).toContainEqual(['exchange.confirmed', ana.member])
})

test('hours near the estimate are the receiver’s to say; the giver is told', async () => {
  const exchange = await it.done(luis, ana, hour)
  const said = ok(await it.confirm(ana, exchange, { seconds: hour - quarter }))
  expect(said).toMatchObject({ state: 'confirmed' })
  expect(said.saidSeconds).toEqual({ giver: hour, receiver: hour - quarter })
})

test('who recorded help by mistake takes it back while nothing moved', async () => {
  const eva = await place.joins('Eva Lind')
  const more = { alreadyDone: true, estimateSeconds: 7 * hour }
  const said = ok(await it.propose(eva, luis, eva, more))
  expect(mayNext(said)).toEqual(['confirmation', 'cancellation'])
  expect(ok(await it.cancel(eva, said.id)).state).toBe('cancelled')
  const other = await it.done(luis, eva)
  expect(outcome(await it.cancel(eva, other))).toBe('actor_is_not_the_giver')
  ok(await it.complete(luis, await it.agreed(luis, eva), { seconds: hour, workedOn: today }))
})
