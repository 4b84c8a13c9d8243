import {
  decideGivingBack,
  decideMessage,
  decideReversal,
  decideThanks,
  decideUndo,
  type ExchangeFacts,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { codeOf, day, freshIds, minute, recorded, sides, states, yes } from './afterFacts.ts'
import {
  account,
  ana,
  charter,
  exchange,
  expected,
  hold,
  hour,
  luis,
  member,
  nia,
  now,
  rosa,
  step,
  written,
} from './facts.ts'

describe('undoing', () => {
  const undo = (it: ExchangeFacts, actor = ana, later = 0, more: object = {}) =>
    decideUndo({ ...sides, exchange: it, actor, now: now + later, ...more })
  test.each(states)('of what is %s is open only once confirmed', (state) => {
    expect(codeOf(undo(exchange(state), nia))).toBe('not_found')
    expect(codeOf(undo(exchange(state)))).toBe(
      state === 'confirmed' ? 'yes' : 'exchange_is_not_confirmed',
    )
  })
  test('is for who recorded it, within ten minutes', () => {
    expect(codeOf(undo(exchange('confirmed'), luis))).toBe('actor_did_not_record_this')
    expect(codeOf(undo(exchange('confirmed'), ana, 10 * minute))).toBe('yes')
    expect(codeOf(undo(exchange('confirmed'), ana, 10 * minute + 1))).toBe('undo_time_is_over')
    const carer = member('ana', { by: 'nia' })
    expect(codeOf(undo(exchange('confirmed'), carer))).toBe('actor_did_not_record_this')
  })
  test('sets the hours aside as they were, until the same day', () => {
    const decided = yes(undo(exchange('confirmed')))
    expect(written(decided)).toEqual([
      "reverse help 3600 luis's→ana's",
      "hold help 3600 ana's→luis's",
      'lift 4 done',
      'tell luis exchange.undone',
    ])
    expect(decided.write[1]).toMatchObject({ expiresAt: now + 1 })
    expect(decided.write[2]).toMatchObject({ state: 'done', reason: 'undone' })
    expect(expected(decided)).toEqual(['exchange lift 3', 'charter charter 4', "account ana's 7"])
  })
  test('of help that nobody agreed on beforehand sets aside what had moved, anew', () => {
    const it = exchange('confirmed', {
      steps: [step(0, 'done', 'luis'), step(1, 'confirmed', 'ana')],
      transfers: [hold({ id: 'post', kind: 'post', expiresAt: null })],
    })
    expect(yes(undo(it)).write[1]).toMatchObject({ kind: 'hold', expiresAt: now + 60 * day })
  })
  test('of what one recorded alone is for good', () => {
    const decided = yes(undo(recorded('ana')))
    expect(written(decided)).toEqual([
      "reverse help 3600 luis's→ana's",
      'lift 2 reversed',
      'tell luis exchange.undone',
    ])
  })
  test('becomes a dispute where the line does not let the hours be set aside', () => {
    const low = account('ana', { balanceSeconds: -20 * hour, heldOutSeconds: hour })
    const decided = yes(undo(exchange('confirmed'), ana, 0, { receivers: [low] }))
    expect(written(decided)).toEqual([
      'lift 4 disputed',
      'tell luis exchange.disputed',
      'tell coordinators exchange.disputed',
    ])
  })
  test('becomes a dispute where one of the two has left and sets nothing aside any more', () => {
    const left = account('ana', { status: 'frozen' })
    const decided = yes(undo(exchange('confirmed'), ana, 0, { receivers: [left] }))
    expect(written(decided)[0]).toBe('lift 4 disputed')
  })
  test('becomes a dispute where several have confirmed their parts', () => {
    const both = [...exchange('confirmed').receivers, { member: 'nia', account: "nia's" }]
    const receivers = [account('ana'), account('nia')]
    const decided = yes(undo(exchange('confirmed', { receivers: both }), ana, 0, { receivers }))
    expect(written(decided)[0]).toBe('lift 4 disputed')
  })
})

describe('giving back', () => {
  const back = (it: ExchangeFacts, actor = luis, later = 0) =>
    decideGivingBack({ exchange: it, actor, charter, now: now + later, freshIds })
  test.each([
    ['by a stranger', recorded('ana'), nia, 'not_found'],
    ['by the receiver', recorded('ana'), ana, 'actor_is_not_the_giver'],
    ['before it is confirmed', exchange('done'), luis, 'exchange_is_not_confirmed'],
    ['where it was agreed', exchange('confirmed'), luis, 'hours_were_agreed'],
    ['of what the giver recorded', recorded('luis'), luis, 'hours_were_agreed'],
  ] as const)('is refused %s', (_, it, actor, code) => {
    expect(codeOf(back(it, actor))).toBe(code)
  })
  test('is open for fourteen days, and takes every hour back', () => {
    expect(codeOf(back(recorded('ana'), luis, 14 * day + 1))).toBe('return_time_is_over')
    expect(written(yes(back(recorded('ana'), luis, 14 * day)))).toEqual([
      "reverse help 3600 luis's→ana's",
      'lift 2 reversed',
      'tell ana exchange.returned',
    ])
  })
})

test('what was booked more than thirty days ago is reversed by two stewards', () => {
  const facts = { exchange: exchange('settled'), actor: rosa, charter, reason: 'other', freshIds }
  const at = (days: number, seconded = false) =>
    codeOf(decideReversal({ ...facts, now: now + days * day, seconded }))
  expect([at(30), at(31), at(31, true)]).toEqual(['yes', 'second_steward_is_needed', 'yes'])
  const nothing = exchange('settled', { transfers: [] })
  expect(codeOf(decideReversal({ ...facts, exchange: nothing, now }))).toBe(
    'exchange_is_not_confirmed',
  )
})

describe('thanks and words', () => {
  const thank = (it: ExchangeFacts, actor = ana) =>
    decideThanks({ exchange: it, actor, text: '', freshId: 'f1' })
  test('thanks are said by each who took part, once hours have moved, once', () => {
    expect(codeOf(thank(exchange('confirmed'), nia))).toBe('not_found')
    const open = states.filter((state) => codeOf(thank(exchange(state))) === 'yes')
    expect(open).toEqual(['confirmed', 'settled'])
    const thanks = [{ member: 'ana', text: '', at: now }]
    expect(codeOf(thank(exchange('confirmed', { thanks })))).toBe('thanks_were_said')
    expect(codeOf(thank(exchange('confirmed', { thanks }), luis))).toBe('yes')
  })
  const message = { id: 'm', text: 'Hello' }
  const before = { exchange: 'lift', member: 'ana', text: 'Hello' }
  test.each([
    ['by a stranger', nia, null, 'not_found'],
    ['anew', ana, null, 'yes'],
    ['once more under its id', ana, before, 'yes'],
    ['under the id of other words', ana, { ...before, text: 'Bye' }, 'id_is_taken'],
    ['under the id of another’s words', luis, before, 'id_is_taken'],
    ['under the id of another exchange', ana, { ...before, exchange: 'x' }, 'id_is_taken'],
  ] as const)('words are said %s or refused', (_, actor, said, code) => {
    const decided = decideMessage({ exchange: exchange('agreed'), actor, message, before: said })
    expect(codeOf(decided)).toBe(code)
    if (code === 'yes') {
      const lines = ['ana says Hello', 'tell luis exchange.message']
      expect(written(yes(decided))).toEqual(said === null ? lines : [])
    }
  })
})
