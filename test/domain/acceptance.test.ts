import { isFault } from '@commonhour/contract'
import { type AcceptFacts, type Decision, decideAcceptance } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  account,
  acts,
  clinic,
  exchange,
  expected,
  hour,
  luis,
  member,
  nia,
  now,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision

describe('accepting', () => {
  const facts = (more: Partial<AcceptFacts> = {}): AcceptFacts => ({
    ...acts(more),
    acceptance: more.acceptance ?? {},
  })
  const paused = member('ana', { state: 'paused' })
  const atTheLine = account('ana', { balanceSeconds: -20 * hour + 900 })
  const newcomer = account('ana', { newcomerFloorSeconds: -900 })

  test.each<[string, Partial<AcceptFacts>, string]>([
    ['a stranger, whatever else', { actor: nia, exchange: exchange('agreed') }, 'not_found'],
    ['what is agreed already', { exchange: exchange('agreed') }, 'exchange_is_not_proposed'],
    ['who proposed it', { actor: { ...luis, state: 'paused' } }, 'actor_made_the_proposal'],
    ['who is paused', { actor: paused, receivers: [atTheLine] }, 'actor_is_not_active'],
    ['a giver who left', { giver: account('luis', { state: 'departed' }) }, 'member_is_not_active'],
    ['a newcomer at their line', { receivers: [newcomer] }, 'newcomer_line_reached'],
    ['a receiver at the line', { receivers: [atTheLine] }, 'credit_floor_reached'],
  ])('is refused to %s', (_, more, code) => {
    expect(faultOf(decideAcceptance(facts(more)))).toBe(code)
  })

  test('sets the hours aside for 60 days after the agreed end, and tells the other side', () => {
    const at = now + 5 * 86_400_000
    const decided = yes(
      decideAcceptance(facts({ exchange: exchange('proposed', { agreedForAt: at }) })),
    )
    expect(written(decided)).toEqual([
      "hold help 3600 ana's→luis's",
      'lift 1 agreed',
      'tell luis exchange.agreed',
    ])
    expect(expected(decided)).toEqual([
      'exchange lift 0',
      'charter charter 4',
      'member ana 2',
      'member luis 2',
      "account ana's 7",
    ])
    expect(decided.write[0]).toMatchObject({
      charter: 3,
      expiresAt: at + hour * 1000 + 60 * 86_400_000,
    })
  })

  test('closes the need, declines the other answers with thanks, and says when a talk is due', () => {
    const other = { ...exchange('proposed'), id: 'other', giver: 'nia', need: 'clinic' }
    const decided = yes(
      decideAcceptance(
        facts({
          exchange: exchange('proposed', { need: 'clinic' }),
          others: [other],
          need: clinic,
          receivers: [account('ana', { balanceSeconds: -10 * hour })],
        }),
      ),
    )
    expect(expected(decided).at(-1)).toBe('need clinic 2')
    expect(written(decided).slice(2)).toEqual([
      'caution credit-floor-soft 1',
      'need clinic answered',
      'other 1 declined',
      'tell nia exchange.another_was_chosen',
      'tell luis exchange.agreed',
      'tell coordinators talk.due',
    ])
  })

  describe('for a receiver at the line', () => {
    const offered = exchange('proposed', {
      steps: exchange('proposed').steps.map((step) => ({ ...step, actor: 'member:ana' })),
    })
    test.each([atTheLine, newcomer])('the giver hears that, and no more', (receiver) => {
      const heard = decideAcceptance(
        facts({ actor: luis, exchange: offered, receivers: [receiver] }),
      )
      expect(heard).toEqual({ fault: 'help_cannot_be_agreed_yet' })
    })
    test('the giver hears no number even where something else is refused first', () => {
      const receiver = { ...atTheLine, state: 'paused' } as const
      const heard = decideAcceptance(
        facts({ actor: luis, exchange: offered, receivers: [receiver] }),
      )
      expect(faultOf(heard)).toBe('member_is_not_active')
      expect(JSON.stringify(heard)).not.toMatch(/Seconds|floor|newcomer/)
    })
    test.each([
      [-20 * hour + 900, ['smallerEstimate', 'gift']],
      [-20 * hour + 899, ['gift']],
    ])('the receiver at %i hears the ways that are open: %j', (balanceSeconds, ways) => {
      const receiver = account('ana', { balanceSeconds })
      expect(decideAcceptance(facts({ receivers: [receiver] }))).toMatchObject({
        ways,
        verdicts: [{}, {}],
      })
    })
  })
})
