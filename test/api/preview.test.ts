import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
})
afterAll(() => place.dispose())
beforeEach(async () => {
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  await it.helped(ana, nia, hour)
})

const bodyOf = (giver: Someone, receiver: Someone, more: Record<string, unknown> = {}) => ({
  id: place.id(),
  giver: giver.member,
  receivers: [receiver.member],
  title: 'A lift',
  estimateSeconds: hour,
  ...more,
})
const preview = (by: Someone, body: object) => place.ask(by, 'previewExchange', {}, { body })

describe('a preview', () => {
  test('says that a proposal would wait, and what its receiver could still ask for then', async () => {
    expect(ok(await preview(ana, bodyOf(luis, ana)))).toEqual({
      would: 'wait',
      on: null,
      refusal: null,
      verdicts: [],
      // One hour was given, the line lies at 20 h below zero, and one hour would be set aside.
      availableSeconds: 20 * hour,
    })
  })

  test('says that help already given would be booked at once, by its receiver only', async () => {
    const done = bodyOf(luis, ana, { alreadyDone: true })
    expect(ok(await preview(ana, done))).toMatchObject({
      would: 'book',
      availableSeconds: 20 * hour,
    })
    expect(ok(await preview(luis, done))).toMatchObject({
      would: 'wait',
      availableSeconds: 6 * hour,
    })
  })

  test('writes nothing: the same proposal stands or not as it did before', async () => {
    const body = bodyOf(luis, ana, { alreadyDone: true })
    ok(await preview(ana, body))
    expect(outcome(await it.read(ana, body.id))).toBe('not_found')
    const said = ok(await place.ask(ana, 'proposeExchange', {}, { body }))
    expect(said.state).toBe('confirmed')
  })

  test('refuses what a proposal would be refused for, by the same name', async () => {
    const cases = [
      [ana, bodyOf(luis, ana, { estimateSeconds: quarter + 1 })],
      [ana, bodyOf(luis, ana, { estimateSeconds: 25 * hour })],
      [ana, bodyOf(luis, nia)],
      [ana, bodyOf(ana, ana)],
      [ana, bodyOf(luis, ana, { about: { need: place.id() } })],
    ] as const
    for (const [by, body] of cases) {
      const seen = ok(await preview(by, body))
      const code = outcome(await place.ask(by, 'proposeExchange', {}, { body }))
      expect(code).not.toBe(201)
      expect(seen).toMatchObject({ would: 'refuse', on: 'proposal', refusal: { code } })
      expect(seen.availableSeconds).toBeNull()
    }
  })

  test('tells the receiver that agreeing would meet their line, as agreeing does', async () => {
    const much = bodyOf(luis, nia, { estimateSeconds: 8 * hour })
    const seen = ok(await preview(nia, much))
    expect(seen).toMatchObject({ would: 'refuse', on: 'agreement' })
    ok(await place.ask(luis, 'proposeExchange', {}, { body: much }))
    const { body } = await it.accept(nia, much.id)
    const { request: _r, ...told } = body
    expect(seen.refusal).toEqual(told)
    expect(seen.refusal).toMatchObject({
      code: 'newcomer_line_reached',
      verdicts: [{ facts: { availableSeconds: 5 * hour } }],
    })
    expect(seen.refusal.ways).toContain('smallerEstimate')
  })

  test('tells a giver nothing of how far the receiver’s line reaches', async () => {
    const little = ok(await preview(luis, bodyOf(luis, nia, { estimateSeconds: quarter })))
    const much = ok(await preview(luis, bodyOf(luis, nia, { estimateSeconds: 23 * hour })))
    expect({ ...much, verdicts: [] }).toEqual(little)
    expect(JSON.stringify(much)).not.toMatch(/line|floor/)
  })

  test('says that help beyond the line stands as done, and why it is not booked', async () => {
    const done = bodyOf(luis, nia, { alreadyDone: true, estimateSeconds: 8 * hour })
    expect(ok(await preview(nia, done))).toMatchObject({
      would: 'wait',
      refusal: { code: 'newcomer_line_reached' },
      availableSeconds: 5 * hour,
    })
    const said = ok(await place.ask(nia, 'proposeExchange', {}, { body: done }))
    expect(said.state).toBe('done')
  })

  test('tells each side their own cautions, and notes to neither', async () => {
    await it.helped(luis, ana, 11 * hour)
    // She stands at −10 h; he gave 11 h this week; the two would come to 21 h in a month.
    const more = bodyOf(luis, ana, { estimateSeconds: 10 * hour })
    const rulesFor = async (by: Someone) => {
      const { verdicts } = ok(await preview(by, more))
      return verdicts.map(({ rule }: { rule: string }) => rule)
    }
    expect(await rulesFor(ana)).toEqual(['credit-floor-soft'])
    expect(await rulesFor(luis)).toEqual(['carer-load'])
  })

  test('is for members, and a typo in it is named', async () => {
    const body = bodyOf(luis, ana)
    const stranger = await place.ask(place.stranger(), 'previewExchange', {}, { body })
    expect(outcome(stranger)).toBe('actor_is_not_a_member')
    expect(outcome(await preview(ana, { ...body, colour: 'red' }))).toBe('request_is_malformed')
  })
})
