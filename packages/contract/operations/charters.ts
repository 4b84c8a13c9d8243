import * as v from 'valibot'
import { AmendmentProposal, CharterVersion } from '../charters.ts'
import { Motion } from '../motions.ts'
import { PageQuery, page } from '../paging.ts'
import { operation } from './operation.ts'

const read = {
  word: 'charters',
  method: 'GET',
  scope: 'members:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const

export const charters = {
  listCharterVersions: operation({
    ...read,
    name: 'listCharterVersions',
    path: '/v1/communities/{community}/charter/versions',
    summary: 'Every version of the charter, newest first: from when, by whom, what changed',
    query: v.strictObject({
      version: v.optional(
        v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/, 'a version, such as 3'), v.transform(Number)),
      ),
    }),
    answer: page(CharterVersion),
  }),
  listAmendments: operation({
    ...read,
    name: 'listAmendments',
    path: '/v1/communities/{community}/charter/amendments',
    summary: 'What was proposed to change in the charter, newest first',
    query: PageQuery,
    answer: page(Motion),
  }),
  proposeAmendment: operation({
    word: 'charters',
    method: 'POST',
    name: 'proposeAmendment',
    proven: true,
    path: '/v1/communities/{community}/charter/amendments',
    summary: 'A coordinator proposes to change the charter from a day on',
    scope: 'members:read',
    asker: 'coordinator',
    body: AmendmentProposal,
    status: 201,
    answer: Motion,
    idempotent: false,
    faults: [
      'actor_is_not_a_coordinator',
      'actor_is_not_active',
      'amendment_changes_nothing',
      'amendment_starts_too_soon',
      'id_is_taken',
    ],
  }),
  approveAmendment: operation({
    word: 'charters',
    method: 'POST',
    name: 'approveAmendment',
    proven: true,
    path: '/v1/communities/{community}/charter/amendments/{amendment}/approval',
    summary: 'Another steward agrees: the amendment is adopted',
    scope: 'members:read',
    asker: 'member',
    status: 201,
    answer: Motion,
    idempotent: false,
    faults: [
      'actor_is_not_a_member',
      'only_a_steward_seconds',
      'actor_is_not_active',
      'second_steward_is_needed',
      'motion_is_decided',
      'proposer_left_office',
      'amendment_is_out_of_date',
    ],
  }),
}
