import { type ExchangeProposal, isFault } from '@commonhour/contract'
import { type Decision, decideProposal, type ProposeFacts } from '@commonhour/domain'
import { expect, test } from 'vitest'
import {
  account,
  ana,
  charter,
  exchange,
  expected,
  hour,
  luis,
  member,
  nia,
  now,
  today,
  written,
} from './facts.ts'

const lift: ExchangeProposal = {
  id: 'lift',
  giver: 'luis',
  receivers: ['ana'],
  about: null,
  title: 'A lift',
  agreedFor: null,
  estimateSeconds: hour,
  workedOn: null,
  alreadyDone: false,
}
const decide = (more: Partial<ProposeFacts> = {}, proposal: Partial<ExchangeProposal> = {}) =>
  decideProposal({
    proposal: { ...lift, ...proposal },
    actor: luis,
    giver: account('luis'),
    receivers: [account('ana')],
    about: null,
    need: null,
    others: [],
    charter,
    habits: {},
    now,
    today,
    latestDay: '2026-03-03',
    agreedForAt: null,
    freshIds: ['post', 'f2', 'f3'],
    ...more,
  })
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const need = { id: 'clinic', member: 'ana', state: 'open', expiresOn: today } as const
const about = { need: 'clinic' }
const offer = { about: { offer: 'clinic' } }
const done = { alreadyDone: true }
const atTheLine = account('ana', { balanceSeconds: -20 * hour })

test.each<[string, Partial<ProposeFacts>, Partial<ExchangeProposal>, string]>([
  [
    'who is paused',
    { actor: member('nia', { state: 'paused' }), giver: null },
    {},
    'actor_is_not_active',
  ],
  ['a giver nobody knows', { giver: null, actor: nia }, {}, 'not_found'],
  ['a receiver nobody knows', { receivers: [], actor: nia }, {}, 'not_found'],
  ['who is neither of the two', { actor: nia }, done, 'actor_may_not_speak_for_either'],
  [
    'help of the day after tomorrow',
    {},
    { ...done, workedOn: '2026-03-04' },
    'help_is_in_the_future',
  ],
  ['a need nobody knows', {}, { about, giver: 'luis' }, 'not_found'],
  [
    'a need of someone else',
    { about: { ...need, member: 'nia' } },
    { about },
    'actor_may_not_speak_for_either',
  ],
  [
    'a need that was answered',
    { about: { ...need, state: 'answered' } },
    { about },
    'need_is_not_open',
  ],
  ['an offer of someone else', { about: need }, offer, 'actor_may_not_speak_for_either'],
  [
    'an offer taken back',
    { about: { ...need, member: 'luis', state: 'withdrawn' } },
    offer,
    'offer_is_not_open',
  ],
  [
    'a second answer of one giver to one need',
    { about: need, others: [exchange('proposed')], agreedForAt: now + 61 * 86_400_000 },
    { about },
    'need_is_answered_by_giver',
  ],
  [
    'a day too far ahead',
    { agreedForAt: now + 61 * 86_400_000 },
    { estimateSeconds: 901 },
    'agreed_time_is_out_of_reach',
  ],
  ['oneself', { receivers: [account('luis')] }, { receivers: ['luis'] }, 'parties_are_not_two'],
  [
    'a giver who paused',
    { giver: account('luis', { state: 'paused' }) },
    {},
    'member_is_not_active',
  ],
  ['part of a quarter', {}, { estimateSeconds: 901 }, 'seconds_are_not_whole'],
  ['more than a day', {}, { estimateSeconds: 25 * hour }, 'seconds_are_too_many'],
  [
    'a quarter for two',
    { receivers: [account('ana'), account('nia')] },
    { estimateSeconds: 900, receivers: ['ana', 'nia'] },
    'seconds_cannot_be_split',
  ],
])('a proposal is refused to %s', (_, more, proposal, code) => {
  expect(faultOf(decide(more, proposal))).toBe(code)
})

test('a proposal asks nothing of anyone’s standing, and waits for the other side', () => {
  const decided = yes(decide({ receivers: [atTheLine], about: need }, { about }))
  expect(written(decided)).toEqual(['exchange', 'lift 0 proposed', 'tell ana exchange.proposed'])
  expect(expected(decided)).toEqual(['charter charter 4', 'member luis 2', 'member ana 2'])
  expect(decided.write[0]).toMatchObject({ need: 'clinic', offer: null, charter: 3 })
})
test('the receiver may propose as well', () => {
  expect(written(yes(decide({ actor: ana })))[2]).toBe('tell luis exchange.proposed')
})
test('help the giver records waits; where the line will refuse it, a coordinator is told', () => {
  const lines = ['exchange', 'lift 0 done', 'tell ana exchange.done']
  expect(written(yes(decide({}, done)))).toEqual(lines)
  const beyond = yes(decide({ receivers: [atTheLine] }, done))
  expect(written(beyond)).toEqual([...lines, 'tell coordinators line.reached'])
  expect(expected(beyond)).toContain("account ana's 7")
})
test('help the receiver records is booked at once, today unless a day is named', () => {
  const decided = yes(decide({ actor: ana }, done))
  expect(written(decided)).toEqual([
    'exchange',
    'lift 0 done',
    "post help 3600 ana's→luis's",
    'lift 1 confirmed',
    'tell luis exchange.confirmed',
  ])
  expect(expected(decided)).toEqual([
    'charter charter 4',
    'member ana 2',
    'member luis 2',
    "account ana's 7",
  ])
  expect(decided.write[2]).toMatchObject({ id: 'post', charter: 3, workedOn: today })
  const named = yes(decide({ actor: ana }, { ...done, workedOn: '2026-02-01' }))
  expect(named.write[2]).toMatchObject({ workedOn: '2026-02-01' })
})
test('help of the latest day that it is anywhere is not of a day to come', () => {
  expect(written(yes(decide({}, { ...done, workedOn: '2026-03-03' })))).toHaveLength(3)
})
test('beyond the line it stays done, and a coordinator is told; below the soft line, a talk is due', () => {
  const beyond = yes(decide({ actor: ana, receivers: [atTheLine] }, done))
  expect(written(beyond)).toEqual([
    'exchange',
    'lift 0 done',
    'tell coordinators line.reached',
    'tell coordinators talk.due',
  ])
  const soft = account('ana', { balanceSeconds: -10 * hour })
  expect(written(yes(decide({ actor: ana, receivers: [soft] }, done))).at(-1)).toBe(
    'tell coordinators talk.due',
  )
})
