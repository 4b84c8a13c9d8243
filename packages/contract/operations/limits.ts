import { LineChange, LineChanged, Lines } from '../limits.ts'
import { operation } from './operation.ts'

export const limits = {
  listLimits: operation({
    word: 'limits',
    method: 'GET',
    name: 'listLimits',
    path: '/v1/communities/{community}/members/{member}/limits',
    summary: 'A member’s line and how it came to be: for the member and stewards',
    scope: 'hours:read',
    asker: 'member',
    status: 200,
    answer: Lines,
    idempotent: false,
    faults: ['actor_is_not_a_member'],
  }),
  changeLimits: operation({
    word: 'limits',
    method: 'POST',
    name: 'changeLimits',
    proven: true,
    path: '/v1/communities/{community}/members/{member}/limits',
    summary: 'A coordinator gives a member a line of their own, with a reason and an end',
    scope: 'hours:write',
    asker: 'coordinator',
    body: LineChange,
    status: 201,
    answer: LineChanged,
    idempotent: false,
    faults: [
      'actor_is_not_a_coordinator',
      'actor_is_not_active',
      'decision_is_in_own_cause',
      'member_is_not_active',
      'account_is_closed',
      'line_needs_an_end',
      'line_would_be_tighter',
      'line_stands_already',
      'motion_is_waiting',
      'id_is_taken',
    ],
  }),
}
