import * as v from 'valibot'
import {
  Block,
  Blocks,
  CheckSeen,
  Checks,
  Concern,
  ConcernReport,
  ConcernResolution,
} from '../concerns.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}'
const shared = { word: 'concerns', scope: 'members:read', idempotent: false } as const
const read = { ...shared, method: 'GET', asker: 'member', status: 200 } as const
const act = { ...shared, method: 'POST', asker: 'member', status: 201 } as const
const member = ['actor_is_not_a_member'] as const
const inOffice = [
  'actor_is_not_a_member',
  'actor_is_not_a_coordinator',
  'actor_is_not_active',
  'decision_is_in_own_cause',
] as const

export const concerns = {
  listBlocks: operation({
    ...read,
    name: 'listBlocks',
    path: `${base}/me/blocks`,
    summary: 'With whom I want no contact',
    answer: Blocks,
    faults: member,
  }),
  blockMember: operation({
    ...act,
    name: 'blockMember',
    path: `${base}/me/blocks`,
    summary: 'Want no contact with a member: no proposals, no messages; they are not told',
    body: Block,
    answer: Blocks,
    faults: [...member, 'parties_are_not_two'],
  }),
  liftBlock: operation({
    ...act,
    name: 'liftBlock',
    path: `${base}/me/blocks/{member}/lifting`,
    summary: 'Be reachable for a member again',
    answer: Blocks,
    faults: member,
  }),
  raiseConcern: operation({
    ...act,
    name: 'raiseConcern',
    path: `${base}/concerns`,
    summary: 'Tell the coordinators something in confidence',
    body: ConcernReport,
    answer: Concern,
    faults: [...member, 'parties_are_not_two', 'id_is_taken'],
  }),
  listConcerns: operation({
    ...read,
    name: 'listConcerns',
    path: `${base}/concerns`,
    summary: 'Concerns I raised; for a coordinator all but those about them',
    query: v.strictObject(pageQuery),
    answer: page(Concern),
    faults: member,
  }),
  readConcern: operation({
    ...read,
    name: 'readConcern',
    path: `${base}/concerns/{concern}`,
    summary: 'One concern, and what came of it',
    answer: Concern,
    faults: member,
  }),
  resolveConcern: operation({
    ...act,
    name: 'resolveConcern',
    path: `${base}/concerns/{concern}/resolution`,
    summary: 'A coordinator it is not about says what came of it',
    asker: 'coordinator',
    body: ConcernResolution,
    answer: Concern,
    faults: [...inOffice, 'concern_is_resolved_already'],
  }),
  listChecks: operation({
    ...read,
    name: 'listChecks',
    path: `${base}/members/{member}/checks`,
    summary: 'Which checks of a member were seen: for the member and coordinators',
    answer: Checks,
    faults: member,
  }),
  noteCheck: operation({
    ...act,
    name: 'noteCheck',
    path: `${base}/members/{member}/checks`,
    summary: 'A coordinator notes that a check was seen, and until when it counts',
    asker: 'coordinator',
    body: CheckSeen,
    answer: Checks,
    faults: [...inOffice, 'member_is_not_active', 'check_has_run_out'],
  }),
}
