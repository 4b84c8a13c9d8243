import { isFault, neighbourhoodCharter } from '@commonhour/contract'
import {
  type ConfirmFacts,
  type Decision,
  decideCompletion,
  decideConfirmation,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  account,
  ana,
  charter,
  exchange,
  expected,
  hold,
  hour,
  luis,
  nia,
  today,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const sides = { giver: account('luis'), receiver: account('ana'), charter }
const atTheLine = account('ana', { balanceSeconds: -19 * hour, heldOutSeconds: hour })

describe('confirming', () => {
  const confirm = (seconds: number, more: Partial<ConfirmFacts> = {}) =>
    decideConfirmation({
      ...sides,
      exchange: exchange('done'),
      actor: ana,
      confirmation: { seconds },
      freshIds: ['settle', 'post', 'group'],
      ...more,
    })
  test.each<[string, number, Partial<ConfirmFacts>, string]>([
    ['a stranger', 17, { actor: nia, exchange: exchange('agreed') }, 'not_found'],
    ['what is not said to be done', 17, { exchange: exchange('agreed') }, 'exchange_is_not_done'],
    ['the giver', 17, { actor: luis }, 'actor_is_not_the_receiver'],
    ['seconds that are not whole', hour + 1, {}, 'seconds_are_not_whole'],
    ['more than a day', 25 * hour, {}, 'seconds_are_too_many'],
    ['hours beyond hold and line', 2 * hour, { receiver: atTheLine }, 'credit_floor_reached'],
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
    const decided = yes(confirm(hour, { receiver }))
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
    const decided = yes(confirm(seconds, { receiver, exchange: exchange('done', its) }))
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
    expect(faultOf(confirm(2 * hour, { receiver, actor }))).toMatchObject({
      write: [{}, {}, {}, {}],
    })
  })
})

describe('saying it is done', () => {
  const complete = (actor = luis, more = {}, completion = {}) =>
    decideCompletion({
      ...sides,
      exchange: exchange('agreed'),
      actor,
      completion: { seconds: hour, workedOn: today, ...completion },
      today,
      freshIds: ['settle', 'post', 'group'],
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
    const decided = yes(complete(luis, { receiver: atTheLine }, { seconds }))
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
    const decided = yes(complete(ana, { receiver: atTheLine }, { seconds: 2 * hour }))
    expect(written(decided)).toEqual(['lift 2 done', 'tell coordinators line.reached'])
    expect(expected(decided)).toEqual(['exchange lift 1', 'charter charter 4', "account ana's 7"])
  })
})
