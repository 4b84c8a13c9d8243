import { isFault } from '@commonhour/contract'
import {
  type ActFacts,
  type CounterProposeFacts,
  type Decision,
  decideAcceptance,
  decideConfirmation,
  decideCounterProposal,
  type MemberActor,
  verdictsHeard,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  acts,
  ana,
  clinic,
  exchange,
  expected,
  histories,
  hold,
  hour,
  luis,
  member,
  nia,
  now,
  rosa,
  saying,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const dayMs = 86_400_000

describe('proposing other terms', () => {
  const other = { estimateSeconds: 2 * hour, agreedFor: null }
  const propose = (
    more: Partial<ActFacts> = {},
    terms: Partial<CounterProposeFacts['terms']> = {},
    agreedForAt: number | null = null,
  ) => decideCounterProposal({ ...acts(more), terms: { ...other, ...terms }, agreedForAt })
  const paused = member('ana', { state: 'paused' })
  const far = now + 61 * dayMs
  // Each row breaks what the rows below it break too: the first rung that fails answers.
  test.each<[string, Partial<ActFacts>, Partial<CounterProposeFacts['terms']>, number, string]>([
    ['a stranger', { actor: nia, exchange: exchange('agreed') }, { step: 7 }, far, 'not_found'],
    [
      'what is agreed',
      { actor: paused, exchange: exchange('agreed') },
      { step: 7 },
      far,
      'exchange_is_not_proposed',
    ],
    ['who saw older terms', { actor: paused }, { step: 7 }, far, 'proposal_has_changed'],
    ['who is paused', { actor: paused }, { estimateSeconds: 17 }, far, 'actor_is_not_active'],
    ['a day too far ahead', {}, { estimateSeconds: 17 }, far, 'agreed_time_is_out_of_reach'],
    [
      'a day that has passed',
      {},
      { estimateSeconds: 17 },
      now - dayMs - 1,
      'agreed_time_is_out_of_reach',
    ],
    ['part of a quarter', {}, { estimateSeconds: 17 }, now, 'seconds_are_not_whole'],
    ['more than a day', {}, { estimateSeconds: 25 * hour }, now, 'seconds_are_too_many'],
  ])('is refused to %s', (_, more, terms, at, code) => {
    expect(faultOf(propose(more, terms, at))).toBe(code)
  })
  test('is refused where nothing differs', () => {
    expect(faultOf(propose({}, { estimateSeconds: hour }))).toBe('terms_are_the_same')
    expect(faultOf(propose({}, { estimateSeconds: hour }, now))).not.toBe('terms_are_the_same')
  })
  test.each([
    [ana, 'luis'],
    [luis, 'ana'],
  ] as const)('is a step with its terms, told to the other side', (actor, other) => {
    const decided = yes(propose({ actor }, { step: 0 }, now - dayMs))
    expect(written(decided)).toEqual([
      'lift 1 terms 7200',
      'lift 1 proposed',
      `tell ${other} exchange.terms`,
    ])
    const sides = [`member ${actor.member} 2`, `member ${other} 2`]
    expect(expected(decided)).toEqual(['exchange lift 0', 'charter charter 4', ...sides])
  })
  test('returns what some of several have set aside already', () => {
    const it = exchange('proposed', { transfers: [hold()] })
    expect(written(yes(propose({ exchange: it })))[0]).toBe("release help 3600 ana's→luis's")
  })
  test.each(Object.keys(histories) as (keyof typeof histories)[])(
    'stands open only while it is proposed, not when it is %s',
    (state) => {
      for (const actor of [ana, luis]) {
        const decided = propose({ actor, exchange: exchange(state) })
        expect(isFault(decided)).toBe(state !== 'proposed')
      }
    },
  )
})

describe('who acts', () => {
  const accept = (more: Partial<ActFacts>) => decideAcceptance({ ...acts(more), acceptance: {} })
  test('one person behind two members agrees to nothing with themselves', () => {
    const persons = { ana: ['person-1'], luis: ['person-1'] }
    expect(faultOf(accept({ persons }))).toBe('parties_are_not_two')
    expect(isFault(accept({ persons: { ana: ['person-1'], luis: ['person-2'] } }))).toBe(false)
  })
  test('nor does one who acts for another on the other side', () => {
    const forAna = { ...ana, by: 'luis', scope: 'act' as const }
    expect(faultOf(accept({ actor: forAna }))).toBe('parties_are_not_two')
    const byNia = { ...ana, by: 'nia', scope: 'act' as const }
    expect(isFault(accept({ actor: byNia }))).toBe(false)
  })
  test('nor confirms hours so', () => {
    const forAna = { ...ana, by: 'luis', scope: 'act' as const }
    const facts = acts({ actor: forAna, exchange: exchange('done') })
    const decided = decideConfirmation({ ...facts, confirmation: { seconds: hour } })
    expect(faultOf(decided)).toBe('parties_are_not_two')
  })
  test('a coordinator who spoke to both writes for both', () => {
    const spoken = { ...ana, by: 'rosa', scope: 'spoken' as const }
    const asked = exchange('proposed')
    const bySteward = { actor: 'member:rosa', onBehalfOf: 'luis' }
    const it = { ...asked, steps: asked.steps.map((step) => ({ ...step, ...bySteward })) }
    expect(isFault(accept({ actor: spoken, exchange: it }))).toBe(false)
    expect(faultOf(accept({ actor: { ...spoken, scope: 'act' }, exchange: it }))).toBe(
      'parties_are_not_two',
    )
  })
})

describe('what rules say of what they allow', () => {
  const habits = {
    ...{ givenSeconds: 20 * hour, givenOnDaySeconds: 0, overlappingTimes: 1, receivers: 1 },
    ...{ daysSinceNeed: 1, pairSeconds: 0, otherWaySeconds: 0 },
  }
  test('stands with the step: cautions, and notes for the auditors', () => {
    const decided = decideAcceptance({ ...acts({ habits: { ana: habits } }), acceptance: {} })
    expect(written(yes(decided))).toEqual([
      "hold help 3600 ana's→luis's",
      'lift 1 agreed',
      'caution carer-load 1',
      'note one-place-at-a-time 1',
      'tell luis exchange.agreed',
    ])
    const said = yes(decided).write.find((one) => one.into === 'exchangeVerdict')
    expect(said).toMatchObject({ receiver: 'ana', says: expect.stringMatching(/\S/) })
  })
  test('is heard by whom it concerns, and by stewards who take no part', () => {
    const rules = ['credit-floor-soft', 'carer-load', 'same-pair']
    const verdicts = rules.map((rule) => ({
      ...{ rule, step: 1, receiver: 'ana', says: 'x', facts: {} },
      verdict: rule === 'same-pair' ? ('note' as const) : ('caution' as const),
    }))
    const heard = (actor: MemberActor) =>
      verdictsHeard(exchange('agreed', { verdicts }), actor).map(({ rule }) => rule)
    expect(heard(ana)).toEqual(['credit-floor-soft'])
    expect(heard(luis)).toEqual(['carer-load'])
    expect(heard(rosa)).toEqual(['credit-floor-soft', 'carer-load'])
    expect(heard(member('eva', { offices: ['auditor'] }))).toEqual(['same-pair'])
    expect(heard({ ...luis, offices: ['coordinator', 'auditor'] })).toEqual(['carer-load'])
    expect(heard({ ...rosa, state: 'paused' })).toEqual([])
  })
  test('is said again when the hours move', () => {
    const facts = acts({ habits: { ana: habits }, exchange: exchange('done') })
    const decided = decideConfirmation({ ...facts, confirmation: { seconds: hour } })
    expect(written(yes(decided))).toContain('caution carer-load 3')
  })
})

describe('a need', () => {
  test('of a giver’s own record is answered when the one who asked confirms', () => {
    const it = saying(exchange('done', { need: 'clinic' }), hour)
    const rival = exchange('proposed', { id: 'other', giver: 'nia', need: 'clinic' })
    const facts = acts({ exchange: it, need: clinic, others: [rival] })
    const decided = yes(decideConfirmation({ ...facts, confirmation: { seconds: hour } }))
    expect(written(decided)).toContain('need clinic answered')
    expect(written(decided)).toContain('tell nia exchange.another_was_chosen')
    expect(expected(decided)).toContain('need clinic 2')
    const differs = yes(decideConfirmation({ ...facts, confirmation: { seconds: 3 * hour } }))
    expect(written(differs)).toContain('need clinic answered')
  })
})
