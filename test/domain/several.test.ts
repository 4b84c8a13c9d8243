import { isFault } from '@commonhour/contract'
import {
  type ActFacts,
  type Decision,
  decideAcceptance,
  decideCompletion,
  decideConfirmation,
  decideDeclination,
  type ExchangeFacts,
  mayOf,
  splitOf,
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
  now,
  today,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const quarter = 900

test.each([
  [3600, 1, [3600]],
  [1000, 1, [1000]],
  [3600, 2, [1800, 1800]],
  [3600, 3, [1800, 900, 900]],
  [4500, 3, [1800, 1800, 900]],
  [2700, 3, [900, 900, 900]],
  [1800, 3, 'seconds_cannot_be_split'],
  [0, 2, 'seconds_cannot_be_split'],
] as const)('%i seconds among %i are %j', (seconds, count, shares) => {
  const split = splitOf(seconds, count, quarter)
  expect(isFault(split) ? split.fault : split).toEqual(shares)
  if (!isFault(split)) expect(split.reduce((sum, one) => sum + one, 0)).toBe(seconds)
})

const receivers = ['ana', 'nia'].map((name) => ({ member: name, account: `${name}'s` }))
const accounts = { receivers: [account('ana'), account('nia')] }
const of = (state: ExchangeFacts['state'], more: Partial<ExchangeFacts> = {}) =>
  exchange(state, { receivers, transfers: [], ...more })
const assent = (member: string, step: number, kind: 'acceptance' | 'confirmation') => ({
  ...{ member, step, kind, actor: `member:${member}`, onBehalfOf: null, logSize: 20 },
})
const niasHold = hold({ id: 'nias', fromAccount: "nia's", seconds: 2 * quarter })
const anasHold = hold({ seconds: 2 * quarter })
const niaSaidYes = { assents: [assent('nia', 0, 'acceptance')], transfers: [niasHold] }

describe('several who receive agree', () => {
  const accept = (more: Partial<ActFacts>) =>
    decideAcceptance({
      ...acts({ exchange: of('proposed'), ...accounts, ...more }),
      acceptance: {},
    })
  test('each for their own part, while others are asked', () => {
    const decided = yes(accept({}))
    expect(written(decided)).toEqual(["hold help 1800 ana's→luis's", 'ana acceptance 0'])
    expect(expected(decided)).toEqual([
      'exchange lift 0',
      'assent lift 0',
      'charter charter 4',
      ...['member ana 2', 'member luis 2', "account ana's 7"],
    ])
  })
  test('the last yes for all: to two who are last at once only one is', () => {
    const decided = yes(accept({ exchange: of('proposed', niaSaidYes) }))
    expect(written(decided)).toEqual([
      "hold help 1800 ana's→luis's",
      'ana acceptance 0',
      'lift 1 agreed',
      'tell luis exchange.agreed',
      'tell nia exchange.agreed',
    ])
    expect(expected(decided)).toContain('assent lift 1')
  })
  test('the part of a receiver who proposed it is set aside with the last yes', () => {
    const steps = of('proposed').steps.map((step) => ({ ...step, actor: 'member:nia' }))
    const luisSaidYes = { assents: [assent('luis', 0, 'acceptance')], steps }
    const decided = yes(accept({ exchange: of('proposed', luisSaidYes) }))
    expect(written(decided).slice(0, 2)).toEqual([
      "hold help 1800 ana's→luis's",
      "hold help 1800 nia's→luis's",
    ])
    expect(expected(decided)).toContain("account nia's 7")
    // A giver who is not the last sets nothing aside.
    const alone = yes(accept({ exchange: of('proposed', { steps }), actor: luis }))
    expect(written(alone)).toEqual(['luis acceptance 0'])
  })
  test('who said yes is not asked twice', () => {
    const decided = accept({ exchange: of('proposed', niaSaidYes), actor: nia })
    expect(faultOf(decided)).toBe('actor_has_agreed_already')
    const open = mayOf({ exchange: of('proposed', niaSaidYes), actor: nia, charter, now })
    expect(open).not.toContain('acceptance')
    expect(open).toContain('declination')
  })
  test('another’s line is told to nobody but them', () => {
    const steps = of('proposed').steps.map((step) => ({ ...step, actor: 'member:nia' }))
    const luisSaidYes = { assents: [assent('luis', 0, 'acceptance')], steps }
    const atTheLine = account('nia', { balanceSeconds: -20 * hour })
    const decided = accept({
      exchange: of('proposed', luisSaidYes),
      receivers: [account('ana'), atTheLine],
    })
    expect(decided).toEqual({ fault: 'help_cannot_be_agreed_yet' })
  })
  test('one no is everyone’s, and what was set aside returns', () => {
    const it = of('proposed', niaSaidYes)
    const decided = yes(decideDeclination({ exchange: it, actor: ana, freshIds: ['r1'] }))
    expect(written(decided)).toEqual([
      "release help 1800 nia's→luis's",
      'lift 1 declined',
      'tell luis exchange.declined',
      'tell nia exchange.declined',
    ])
  })
})

describe('several who receive confirm', () => {
  const held = { transfers: [anasHold, niasHold] }
  const niaConfirmed = {
    assents: [assent('nia', 2, 'confirmation')],
    transfers: [
      anasHold,
      niasHold,
      { ...niasHold, id: 'sn', kind: 'settle', ref: 'nias' } as const,
    ],
  }
  const confirm = (seconds: number, more: Partial<ActFacts> = {}) =>
    decideConfirmation({
      ...acts({ exchange: of('done', held), ...accounts, ...more }),
      confirmation: { seconds },
    })
  test.each<[string, number, Partial<ActFacts>, string]>([
    ['the giver', 17, { actor: luis }, 'actor_is_not_the_receiver'],
    [
      'who confirmed',
      17,
      { actor: nia, exchange: of('done', niaConfirmed) },
      'actor_has_agreed_already',
    ],
    ['part of a quarter', 17, {}, 'seconds_are_not_whole'],
    ['far from their part', 5 * quarter, {}, 'both_must_say_the_hours'],
  ])('but not %s', (_, seconds, more, code) => {
    expect(faultOf(confirm(seconds, more))).toBe(code)
  })
  test('their own part, which moves; the exchange waits for the others', () => {
    const decided = yes(confirm(2 * quarter))
    expect(written(decided)).toEqual([
      "settle help 1800 ana's→luis's",
      'ana confirmation 2',
      'tell luis exchange.part_confirmed',
    ])
    expect(decided.write[0]).toMatchObject({ groupId: 'lift' })
  })
  test('the last one for all, with what moved in all', () => {
    const decided = yes(confirm(3 * quarter, { exchange: of('done', niaConfirmed) }))
    expect(written(decided)).toEqual([
      "settle help 1800 ana's→luis's",
      "post help 900 ana's→luis's",
      'ana confirmation 2',
      'lift 3 confirmed',
      'tell luis exchange.confirmed',
    ])
    expect(decided.write[3]).toMatchObject({ seconds: 5 * quarter })
  })
  test('one who says it is done confirms their part with it', () => {
    const facts = acts({ exchange: of('agreed', held), ...accounts })
    const completion = { seconds: hour, workedOn: today }
    const decided = yes(decideCompletion({ ...facts, completion, today }))
    expect(written(decided)).toEqual([
      'lift 2 done',
      "settle help 1800 ana's→luis's",
      'ana confirmation 2',
      'tell luis exchange.done',
      'tell nia exchange.done',
    ])
    const far = { ...completion, seconds: 3 * hour }
    expect(faultOf(decideCompletion({ ...facts, completion: far, today }))).toBe(
      'both_must_say_the_hours',
    )
  })
})
