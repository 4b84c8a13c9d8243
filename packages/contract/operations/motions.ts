import * as v from 'valibot'
import { Motion, Objection } from '../motions.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const read = {
  word: 'motions',
  method: 'GET',
  scope: 'members:read',
  asker: 'member',
  status: 200,
  answer: Motion,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const act = { ...read, method: 'POST', status: 201 } as const

export const motions = {
  listMotions: operation({
    ...read,
    name: 'listMotions',
    path: '/v1/communities/{community}/motions',
    summary: 'What two stewards decide, newest first; members see what is theirs to know',
    query: v.strictObject({ ...pageQuery, open: v.optional(v.picklist(['true', 'false'])) }),
    answer: page(Motion),
  }),
  readMotion: operation({
    ...read,
    name: 'readMotion',
    path: '/v1/communities/{community}/motions/{motion}',
    summary: 'One motion',
  }),
  approveMotion: operation({
    ...act,
    name: 'approveMotion',
    proven: true,
    path: '/v1/communities/{community}/motions/{motion}/approval',
    summary: 'Another steward agrees: what it says is done at once',
    faults: [
      'actor_is_not_a_member',
      'only_a_steward_seconds',
      'actor_is_not_active',
      'second_steward_is_needed',
      'decision_is_in_own_cause',
      'motion_is_decided',
      'proposer_left_office',
      'amendment_is_out_of_date',
      'account_is_closed',
      'line_needs_an_end',
      'line_would_be_tighter',
      'line_stands_already',
      'member_is_not_active',
      'office_is_held_already',
      'office_is_not_held',
      'coordinator_is_the_last',
    ],
  }),
  objectToMotion: operation({
    ...act,
    name: 'objectToMotion',
    path: '/v1/communities/{community}/motions/{motion}/objection',
    summary: 'A member objects to what was announced: then two stewards decide, or nobody',
    body: Objection,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'motion_takes_no_objection',
      'motion_is_decided',
    ],
  }),
  withdrawMotion: operation({
    ...act,
    name: 'withdrawMotion',
    path: '/v1/communities/{community}/motions/{motion}/withdrawal',
    summary: 'Who proposed it takes it back',
    faults: ['actor_is_not_a_member', 'actor_is_not_the_proposer', 'motion_is_decided'],
  }),
}
