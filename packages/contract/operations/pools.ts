import { PageQuery, page } from '../paging.ts'
import {
  PoolApplication,
  PoolApplying,
  PoolDecided,
  PoolDecision,
  PoolGift,
  PoolLine,
  PoolStanding,
} from '../pools.ts'
import { Transfer } from '../transfers.ts'
import { operation } from './operation.ts'

const pool = '/v1/communities/{community}/pools/{pool}'
const application = `${pool}/applications/{application}` as const
const read = {
  word: 'pools',
  method: 'GET',
  scope: 'hours:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const act = {
  word: 'pools',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
} as const

export const pools = {
  readPool: operation({
    ...read,
    name: 'readPool',
    path: pool,
    summary: 'What a pool holds, was given and has granted this year, and its newest lines',
    answer: PoolStanding,
  }),
  readPoolStatement: operation({
    ...read,
    name: 'readPoolStatement',
    path: `${pool}/statement`,
    summary: 'Lines of a pool, newest first; who gave or was granted only to them and to stewards',
    query: PageQuery,
    answer: page(PoolLine),
  }),
  giveToPool: operation({
    ...act,
    name: 'giveToPool',
    path: `${pool}/gifts`,
    summary: 'Give hours in hand to a pool',
    body: PoolGift,
    answer: Transfer,
    idempotent: true,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'account_is_closed',
      'account_is_frozen',
      'gift_exceeds_hours_in_hand',
      'id_is_taken',
      'outcome_unknown',
    ],
  }),
  applyToPool: operation({
    ...act,
    name: 'applyToPool',
    path: `${pool}/applications`,
    summary:
      'Ask a pool for hours: small ones are booked at once, larger ones wait for two stewards',
    body: PoolApplying,
    answer: PoolApplication,
    idempotent: true,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'application_is_waiting',
      'account_is_closed',
      'account_is_frozen',
      'pool_cap_is_reached',
      'pool_would_owe',
      'seconds_are_not_whole',
      'ceiling_is_reached',
      'id_is_taken',
      'outcome_unknown',
    ],
  }),
  listApplications: operation({
    ...read,
    name: 'listApplications',
    path: `${pool}/applications`,
    summary: 'My applications, newest first; stewards read everyone’s',
    query: PageQuery,
    answer: page(PoolApplication),
  }),
  readApplication: operation({
    ...read,
    name: 'readApplication',
    path: application,
    summary: 'One application: of oneself, or any for stewards',
    answer: PoolApplication,
  }),
  answerApplication: operation({
    ...act,
    asker: 'coordinator',
    name: 'answerApplication',
    path: `${application}/decision`,
    summary: 'A coordinator answers an application; a larger grant waits for a second steward',
    body: PoolDecision,
    answer: PoolDecided,
    idempotent: true,
    faults: [
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'application_is_answered',
      'account_is_closed',
      'account_is_frozen',
      'member_is_not_active',
      'pool_cap_is_reached',
      'pool_would_owe',
      'motion_is_waiting',
      'outcome_unknown',
    ],
  }),
  withdrawApplication: operation({
    ...act,
    name: 'withdrawApplication',
    path: `${application}/withdrawal`,
    summary: 'Take an application back while it waits',
    answer: PoolApplication,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'application_is_answered'],
  }),
}
