import * as v from 'valibot'
import {
  ActedFor,
  Delegation,
  DelegationOffer,
  Household,
  HouseholdDeclaration,
} from '../delegations.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}'
const read = {
  word: 'delegations',
  method: 'GET',
  scope: 'members:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const act = {
  word: 'delegations',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
  answer: Delegation,
  idempotent: false,
} as const
const actFaults = ['actor_is_not_a_member', 'outcome_unknown'] as const

export const delegations = {
  offerDelegation: operation({
    ...act,
    name: 'offerDelegation',
    path: `${base}/members/{member}/delegations`,
    summary: 'Let someone act for me; a coordinator may enter it for a member without e-mail',
    body: DelegationOffer,
    faults: [
      ...actFaults,
      'actor_is_not_active',
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'member_is_not_active',
      'parties_are_not_two',
      'delegation_has_ended',
      'id_is_taken',
    ],
  }),
  acceptDelegation: operation({
    ...act,
    name: 'acceptDelegation',
    path: `${base}/delegations/{delegation}/acceptance`,
    summary: 'Say yes to acting for someone; it takes the place of an older one between you',
    faults: [
      ...actFaults,
      'actor_is_not_active',
      'delegation_is_not_offered',
      'delegation_has_ended',
    ],
  }),
  refuseDelegation: operation({
    ...act,
    name: 'refuseDelegation',
    path: `${base}/delegations/{delegation}/refusal`,
    summary: 'Say no to acting for someone, without a reason',
    faults: [...actFaults, 'delegation_is_not_offered'],
  }),
  withdrawDelegation: operation({
    ...act,
    name: 'withdrawDelegation',
    path: `${base}/delegations/{delegation}/withdrawal`,
    summary: 'End it at once, by either of the two, without a reason',
    faults: [...actFaults, 'delegation_has_ended'],
  }),
  listDelegations: operation({
    ...read,
    name: 'listDelegations',
    path: `${base}/delegations`,
    summary: 'Who may act for me, whom I was asked to act for, and whom I may act for now',
    answer: v.object({ items: v.array(Delegation), actedFor: v.array(ActedFor) }),
  }),
  listActedFor: operation({
    ...read,
    name: 'listActedFor',
    path: `${base}/me/acting`,
    summary: 'Whom I may act for now, with the header On-Behalf-Of',
    answer: v.object({ items: v.array(ActedFor) }),
  }),
  readHousehold: operation({
    ...read,
    name: 'readHousehold',
    path: `${base}/me/household`,
    summary: 'Whom I said that I live with',
    answer: Household,
  }),
  declareHousehold: operation({
    ...act,
    name: 'declareHousehold',
    path: `${base}/me/household`,
    summary: 'A steward says whom they live with, so that they decide nothing of theirs',
    body: HouseholdDeclaration,
    answer: Household,
    faults: [...actFaults, 'actor_is_not_a_steward', 'parties_are_not_two'],
  }),
}
