import { type Fault, isFault } from '@commonhour/contract'
import { decideErasure, type EraseFacts, type MemberActor } from '@commonhour/domain'
import { expect, test } from 'vitest'

const self: MemberActor = {
  ...{ kind: 'member', member: 'ana', by: 'ana', scope: 'own', state: 'departed', version: 3 },
  ...{ offices: [], officesVersion: 0, account: 'ana$', speaksFor: ['ana'], guards: [] },
}
const rosa: MemberActor = {
  ...{ ...self, member: 'rosa', by: 'rosa', state: 'active', version: 2 },
  ...{ offices: ['coordinator'], officesVersion: 1, speaksFor: ['rosa'] },
}
const ana = { id: 'ana', state: 'departed' as const, version: 3 }
const facts: EraseFacts = { reason: 'own_wish', actor: self, member: ana, openExchanges: 0 }
const byRosa = { actor: rosa, reason: 'asked_to' } as const

function outcome(more: Partial<EraseFacts>): string {
  const decided = decideErasure({ ...facts, ...more })
  return isFault(decided) ? (decided as Fault).fault : 'erased'
}

test.each<[says: string, more: Partial<EraseFacts>, outcome: string]>([
  ['who left erases themself', {}, 'erased'],
  ['of their own wish only', { reason: 'asked_to' }, 'erasure_reason_does_not_fit'],
  ['a delegate does not', { actor: { ...self, scope: 'act' } }, 'actor_is_not_a_coordinator'],
  ['nor a neighbour', { actor: { ...rosa, offices: [] } }, 'actor_is_not_a_coordinator'],
  ['nor a coordinator who rests', { actor: { ...rosa, state: 'paused' } }, 'actor_is_not_active'],
  ['a coordinator finds nobody where nobody is', { ...byRosa, member: null }, 'not_found'],
  [
    'nor erases whom they live with',
    { ...byRosa, actor: { ...rosa, speaksFor: ['rosa', 'ana'] } },
    'decision_is_in_own_cause',
  ],
  ['nor of their own wish', { actor: rosa }, 'erasure_reason_does_not_fit'],
  ['a coordinator does it where it was asked', byRosa, 'erased'],
  ['or relatives asked', { ...byRosa, reason: 'relatives_asked' }, 'erased'],
  ['nobody twice', { ...byRosa, member: { ...ana, state: 'erased' } }, 'member_is_erased'],
  ['nobody who is there', { member: { ...ana, state: 'active' } }, 'member_has_not_left'],
  ['nobody of whom something is open', { openExchanges: 1 }, 'member_has_open_exchanges'],
])('%s', (_, more, expected) => {
  expect(outcome(more)).toBe(expected)
})

test('it is one step, and a coordinator’s office is expected with it', () => {
  const step = { into: 'memberStep', member: 'ana', step: 3, state: 'erased', reason: 'asked_to' }
  expect(decideErasure({ ...facts, ...byRosa })).toEqual({
    expect: [
      { word: 'office', id: 'rosa', version: 1 },
      { word: 'member', id: 'rosa', version: 2 },
      { word: 'member', id: 'ana', version: 3 },
    ],
    write: [step],
  })
})
