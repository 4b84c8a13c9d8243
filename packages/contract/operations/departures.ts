import { Departure, Leaving } from '../departures.ts'
import { operation } from './operation.ts'

const path = '/v1/communities/{community}/members/{member}/departure'

export const departures = {
  departMember: operation({
    name: 'departMember',
    word: 'departures',
    method: 'POST',
    path,
    summary: 'Leave; or a coordinator enters a death, or what a member asked for',
    scope: 'hours:write',
    asker: 'member',
    body: Leaving,
    status: 201,
    answer: Departure,
    idempotent: true,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_a_coordinator',
      'actor_is_not_active',
      'decision_is_in_own_cause',
      'departure_reason_does_not_fit',
      'member_has_departed',
      'account_is_closed',
      'coordinator_is_the_last',
      'person_is_the_last',
      'hours_cannot_go_there',
      'outcome_unknown',
    ],
  }),
  readDeparture: operation({
    name: 'readDeparture',
    word: 'departures',
    method: 'GET',
    path,
    summary: 'How a member left: to themself and coordinators',
    scope: 'members:read',
    asker: 'member',
    status: 200,
    answer: Departure,
    idempotent: false,
    faults: ['actor_is_not_a_member'],
  }),
}
