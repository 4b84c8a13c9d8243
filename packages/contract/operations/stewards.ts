import { Member } from '../members.ts'
import { StewardshipChange, StewardshipChanged, Suspension } from '../stewards.ts'
import { operation } from './operation.ts'

const act = {
  word: 'stewards',
  method: 'POST',
  scope: 'members:read',
  asker: 'member',
  status: 201,
  answer: Member,
  idempotent: false,
} as const
const office = [
  'actor_is_not_a_member',
  'actor_is_not_a_coordinator',
  'actor_is_not_active',
  'decision_is_in_own_cause',
] as const

export const stewards = {
  pauseMember: operation({
    ...act,
    name: 'pauseMember',
    path: '/v1/communities/{community}/members/{member}/pause',
    summary: 'Rest for a while: nothing new is begun; a member oneself, or a coordinator for them',
    faults: [...office, 'member_is_not_active', 'coordinator_is_the_last'],
  }),
  returnMember: operation({
    ...act,
    name: 'returnMember',
    path: '/v1/communities/{community}/members/{member}/return',
    summary: 'Come back after a pause',
    faults: [...office, 'member_is_not_paused'],
  }),
  suspendMember: operation({
    ...act,
    asker: 'coordinator',
    name: 'suspendMember',
    path: '/v1/communities/{community}/members/{member}/suspension',
    summary: 'A coordinator suspends a member, with a reason',
    body: Suspension,
    faults: [...office, 'member_is_not_active'],
  }),
  reinstateMember: operation({
    ...act,
    asker: 'coordinator',
    name: 'reinstateMember',
    path: '/v1/communities/{community}/members/{member}/reinstatement',
    summary: 'A coordinator ends a suspension',
    faults: [...office, 'member_is_not_suspended'],
  }),
  changeStewardship: operation({
    ...act,
    name: 'changeStewardship',
    proven: true,
    path: '/v1/communities/{community}/members/{member}/stewardship',
    summary: 'Propose to appoint a steward or to remove one; or leave an office of one’s own',
    body: StewardshipChange,
    answer: StewardshipChanged,
    faults: [
      ...office,
      'member_is_not_active',
      'office_is_held_already',
      'office_is_not_held',
      'coordinator_is_the_last',
      'motion_is_waiting',
      'id_is_taken',
    ],
  }),
}
