import { Erasing, Erasure } from '../erasures.ts'
import { operation } from './operation.ts'

export const erasures = {
  eraseMember: operation({
    name: 'eraseMember',
    proven: true,
    word: 'erasures',
    method: 'POST',
    path: '/v1/communities/{community}/members/{member}/erasure',
    summary: 'Erase who left: their profile, texts and sign-in go; the books stay whole',
    scope: 'hours:write',
    asker: 'member',
    body: Erasing,
    status: 201,
    answer: Erasure,
    idempotent: true,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_a_coordinator',
      'actor_is_not_active',
      'decision_is_in_own_cause',
      'erasure_reason_does_not_fit',
      'member_has_not_left',
      'member_is_erased',
      'member_has_open_exchanges',
      'outcome_unknown',
    ],
  }),
}
