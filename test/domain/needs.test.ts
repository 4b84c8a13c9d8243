import { isFault } from '@commonhour/contract'
import { type Decision, decidePublication, decideWithdrawal } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, charter, exchange, expected, luis, member, today, written } from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const paused = member('ana', { state: 'paused' })

describe('needs and offers', () => {
  const publication = {
    ...{ id: 'clinic', title: 'Lift', text: '', category: 'transport', area: null, remote: false },
    ...{
      estimateSeconds: null,
      when: { kind: 'anyTime' as const },
      language: 'en',
      expiresOn: null,
    },
  }
  const publish = (actor = ana, category = 'transport') =>
    decidePublication({
      word: 'need',
      publication: { ...publication, category },
      actor,
      charter,
      lastDay: '2026-05-01',
    })
  test.each([
    ['by one who is paused', paused, 'poetry', 'actor_is_not_active'],
    ['in no category of the charter', ana, 'poetry', 'category_is_unknown'],
  ])('publishing is refused %s', (_, actor, category, code) => {
    expect(faultOf(publish(actor, category))).toBe(code)
  })
  test('publishing closes by itself on the last day', () => {
    const decided = yes(publish())
    expect(decided.write).toMatchObject([
      { word: 'need', publication: { expiresOn: '2026-05-01' } },
    ])
    expect(expected(decided)).toEqual(['member ana 2'])
  })

  const line = { id: 'clinic', member: 'ana', state: 'open', expiresOn: today } as const
  const withdraw = (actor = ana, word: 'need' | 'offer' = 'need', its = {}) =>
    decideWithdrawal({
      word,
      publication: { ...line, ...its },
      actor,
      proposals: [exchange('proposed')],
      exchanges: 3,
      freshIds: [],
    })
  test.each([
    ['someone else’s', luis, 'need', { state: 'answered' }, 'not_found'],
    ['a need that was answered', ana, 'need', { state: 'answered' }, 'need_is_not_open'],
    ['an offer that ran out', ana, 'offer', { state: 'expired' }, 'offer_is_not_open'],
  ] as const)('withdrawing is refused for %s', (_, actor, word, its, code) => {
    expect(faultOf(withdraw(actor, word, its))).toBe(code)
  })
  test('withdrawing declines the answers with thanks', () => {
    expect(written(yes(withdraw()))).toEqual([
      'need clinic withdrawn',
      'lift 1 declined',
      'tell luis exchange.withdrawn',
    ])
  })
})
