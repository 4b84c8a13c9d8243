import { isFault, neighbourhoodCharter } from '@commonhour/contract'
import {
  type ConfirmFacts,
  type Decision,
  decideCompletion,
  decideConfirmation,
  type ExchangeFacts,
  type MemberActor,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  account,
  acts,
  ana,
  charter,
  exchange,
  expected,
  hold,
  hour,
  luis,
  nia,
  saidAnew,
  saying,
  today,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const atTheLine = account('ana', { balanceSeconds: -19 * hour, heldOutSeconds: hour })

describe('confirming', () => {
  const confirm = (seconds: number, more: Partial<ConfirmFacts> = {}) =>
    decideConfirmation({
      ...acts({ freshIds: ['group', 'settle', 'post'] }),
      confirmation: { seconds },
      ...more,
      // Luis has said the same, unless a test says otherwise.
      exchange: more.exchange ?? saying(exchange('done'), seconds),
    })
  test.each<[string, number, Partial<ConfirmFacts>, string]>([
    ['a stranger', 17, { actor: nia, exchange: exchange('agreed') }, 'not_found'],
    ['what is not said to be done', 17, { exchange: exchange('agreed') }, 'exchange_is_not_done'],
    ['the giver', 17, { actor: luis }, 'actor_is_not_the_receiver'],
    ['seconds that are not whole', hour + 1, {}, 'seconds_are_not_whole'],
    ['more than a day', 25 * hour, {}, 'seconds_are_too_many'],
    ['hours beyond hold and line', 2 * hour, { receivers: [atTheLine] }, 'credit_floor_reached'],
  ])('is refused to %s', (_, seconds, more, code) => {
    expect(faultOf(confirm(seconds, more))).toBe(code)
  })

  test.each([
    ['what was held', hour, ["settle help 3600 ana's→luis's"]],
    ['less', hour / 2, ["settle help 1800 ana's→luis's"]],
    ['more', 2 * hour, ["settle help 3600 ana's→luis's", "post help 3600 ana's→luis's"]],
  ] as const)('%s moves the hours', (_, seconds, lines) => {
    const decided = yes(confirm(seconds))
    expect(written(decided)).toEqual([...lines, 'lift 3 confirmed', 'tell luis exchange.confirmed'])
  })
  test('what was promised is honoured at the line, counting no standing', () => {
    // Even where the line was raised since.
    const receiver = { ...atTheLine, floorSeconds: -hour }
    const decided = yes(confirm(hour, { receivers: [receiver] }))
    expect(expected(decided)).toEqual(['exchange lift 2', 'charter charter 4'])
    expect(decided.write[0]).toMatchObject({ charter: 2, groupId: null, workedOn: '2026-03-01' })
  })
  test('hours beyond the hold stand in one group under the charter of today, counted', () => {
    const decided = yes(confirm(2 * hour))
    expect(decided.write[0]).toMatchObject({ id: 'settle', charter: 2, groupId: 'group' })
    expect(decided.write[1]).toMatchObject({ id: 'post', charter: 3, groupId: 'group' })
    expect(expected(decided)).toEqual(['exchange lift 2', 'charter charter 4', "account ana's 7"])
  })
  test.each([
    ['beyond the hold, across the soft line', 2 * hour, {}, true],
    ['without a hold, across the soft line', hour, { transfers: [] }, true],
    ['within the hold, as was said when it was agreed', hour, {}, false],
  ])('hours %s: whether a talk is due is said', (_, seconds, its, isDue) => {
    const heldOutSeconds = 'transfers' in its ? 0 : hour
    const receiver = account('ana', { balanceSeconds: heldOutSeconds - 10 * hour, heldOutSeconds })
    const decided = yes(
      confirm(seconds, { receivers: [receiver], exchange: saying(exchange('done', its), seconds) }),
    )
    expect(written(decided).includes('tell coordinators talk.due')).toBe(isDue)
    const refs = decided.write.map((one) => one.into === 'outbox' && one.ref)
    expect(refs.includes('ana')).toBe(isDue)
  })
  test('help recorded without a hold is posted', () => {
    const decided = yes(confirm(hour, { exchange: exchange('done', { transfers: [] }) }))
    expect(written(decided)[0]).toBe("post help 3600 ana's→luis's")
    expect(decided.write[0]).toMatchObject({ groupId: null })
  })
  test('a hold from before the step was amended does not make whole hours unwhole', () => {
    const body = { ...neighbourhoodCharter, quantumSeconds: 1800 as const }
    const it = exchange('done', { transfers: [hold({ seconds: 900 })] })
    const decided = yes(confirm(hour, { exchange: it, charter: { ...charter, body } }))
    expect(written(decided).slice(0, 2)).toEqual([
      "settle help 900 ana's→luis's",
      "post help 2700 ana's→luis's",
    ])
  })
  test('someone suspended since it was agreed still confirms all that they received', () => {
    const receiver = account('ana', { state: 'suspended' })
    const actor = { ...ana, state: 'suspended' as const }
    expect(faultOf(confirm(2 * hour, { receivers: [receiver], actor }))).toMatchObject({
      write: [{}, {}, {}, {}],
    })
  })
})

describe('hours that two remember differently', () => {
  const confirm = (actor: MemberActor, seconds: number, it: ExchangeFacts) =>
    decideConfirmation({ ...acts({ actor, exchange: it }), confirmation: { seconds } })
  const said = exchange('done', {
    estimateSeconds: 4 * hour,
    transfers: [hold({ seconds: 4 * hour })],
  })
  const byLuis = saying(said, 4 * hour)
  const byAna = saidAnew(byLuis, 'ana', 2 * hour)
  const waits = (who: string) => ['lift 3 done', `tell ${who} exchange.hours_differ`]
  test.each([
    ['the same', 4 * hour, 'moves'],
    ['a quarter of the estimate less', 3 * hour, 'moves'],
    ['a quarter of the estimate more', 5 * hour, 'moves'],
    ['a step less than that', 3 * hour - 900, 'waits'],
    ['a step more than that', 5 * hour + 900, 'waits'],
  ])('the receiver says %s: it %4$s', (_, seconds, fate) => {
    const decided = yes(confirm(ana, seconds, byLuis))
    const lines = written(decided)
    expect(lines.includes('lift 3 confirmed')).toBe(fate === 'moves')
    expect(lines.slice(0, 2).join() === waits('luis').join()).toBe(fate === 'waits')
  })
  test('a quarter of an hour is near even the shortest help', () => {
    const short = saying(exchange('done', { estimateSeconds: 900 }), 900)
    expect(written(yes(confirm(ana, 1800, short)))).toContain('lift 3 confirmed')
    expect(written(yes(confirm(ana, 2700, short)))).toEqual(waits('luis'))
  })
  test('far from the estimate is right where both have said it', () => {
    const far = saying(said, 6 * hour)
    expect(written(yes(confirm(ana, 6 * hour, far)))).toContain('lift 3 confirmed')
  })
  test('the giver confirms what the receiver said, in one act; the receiver is told', () => {
    const decided = yes(confirm(luis, 2 * hour, byAna))
    expect(written(decided)).toEqual([
      "settle help 7200 ana's→luis's",
      'lift 4 confirmed',
      'tell ana exchange.confirmed',
    ])
    expect(decided.write[0]).toMatchObject({ workedOn: '2026-03-01' })
  })
  test('the giver’s own other figure waits for the receiver, however near', () => {
    const decided = yes(confirm(luis, 2 * hour + 900, byAna))
    expect(written(decided)).toEqual(['lift 4 done', 'tell ana exchange.hours_differ'])
    expect(decided.write[0]).toMatchObject({ seconds: 2 * hour + 900, workedOn: '2026-03-01' })
    expect(expected(decided)).toEqual(['exchange lift 3', 'charter charter 4'])
  })
  test('who said it already hears that the other side is asked; another figure is said anew', () => {
    expect(faultOf(confirm(ana, 2 * hour, byAna))).toBe('hours_wait_for_the_other')
    expect(written(yes(confirm(ana, hour, byAna)))[0]).toBe('lift 4 done')
    // What the giver said first is what both have said now.
    expect(written(yes(confirm(ana, 4 * hour, byAna)))).toContain('lift 4 confirmed')
  })
  test('the giver who said it last confirms nothing', () => {
    expect(faultOf(confirm(luis, 4 * hour, byLuis))).toBe('actor_is_not_the_receiver')
    const again = saidAnew(byAna, 'luis', 3 * hour)
    expect(faultOf(confirm(luis, 2 * hour, again))).toBe('actor_is_not_the_receiver')
  })
})

describe('saying it is done', () => {
  const complete = (actor = luis, more = {}, completion = {}) =>
    decideCompletion({
      ...acts({ exchange: exchange('agreed'), actor }),
      completion: { seconds: hour, workedOn: today, ...completion },
      today,
      ...more,
    })
  const later = { workedOn: '2026-03-03', seconds: 17 }
  test.each([
    ['a stranger', nia, { exchange: exchange('done') }, later, 'not_found'],
    [
      'what is not agreed',
      luis,
      { exchange: exchange('proposed') },
      later,
      'exchange_is_not_agreed',
    ],
    ['a day that has not come', luis, {}, later, 'help_is_in_the_future'],
    ['seconds that are not whole', luis, {}, { seconds: 17 }, 'seconds_are_not_whole'],
    ['more than a day', ana, {}, { seconds: 25 * hour }, 'seconds_are_too_many'],
  ])('is refused to %s', (_, actor, more, completion, code) => {
    expect(faultOf(complete(actor, more, completion))).toBe(code)
  })
  test('by the giver waits for the receiver', () => {
    const decided = yes(complete())
    expect(written(decided)).toEqual(['lift 2 done', 'tell ana exchange.done'])
    expect(expected(decided)).toEqual(['exchange lift 1', 'charter charter 4'])
    expect(decided.write[0]).toMatchObject({ seconds: hour, workedOn: today })
  })
  test.each([
    ['beyond hold and line', 2 * hour, ['tell coordinators line.reached']],
    ['within the hold, at the line', hour, []],
  ] as const)('by the giver %s: whether a coordinator is told', (_, seconds, told) => {
    const decided = yes(complete(luis, { receivers: [atTheLine] }, { seconds }))
    expect(written(decided)).toEqual(['lift 2 done', 'tell ana exchange.done', ...told])
    expect(expected(decided).includes("account ana's 7")).toBe(told.length > 0)
  })
  test('by the receiver confirms it too, in the same batch', () => {
    const decided = yes(complete(ana))
    expect(written(decided)).toEqual([
      'lift 2 done',
      "settle help 3600 ana's→luis's",
      'lift 3 confirmed',
      'tell luis exchange.confirmed',
    ])
    expect(expected(decided)).toEqual(['exchange lift 1', 'charter charter 4'])
    expect(decided.write[1]).toMatchObject({ workedOn: today })
  })
  test('by the receiver beyond hold and line stays done, and a coordinator finds a way', () => {
    const near = {
      receivers: [atTheLine],
      exchange: exchange('agreed', { estimateSeconds: 2 * hour }),
    }
    const decided = yes(complete(ana, near, { seconds: 2 * hour }))
    expect(written(decided)).toEqual(['lift 2 done', 'tell coordinators line.reached'])
    expect(expected(decided)).toEqual(['exchange lift 1', 'charter charter 4', "account ana's 7"])
  })
  test('by the receiver, far from the estimate, waits for the giver', () => {
    const decided = yes(complete(ana, {}, { seconds: 2 * hour }))
    expect(written(decided)).toEqual(['lift 2 done', 'tell luis exchange.hours_differ'])
    expect(decided.write[0]).toMatchObject({ seconds: 2 * hour, workedOn: today })
  })
})
