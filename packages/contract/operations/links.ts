import * as v from 'valibot'
import { Id } from '../ids.ts'
import { Link, LinkRequest } from '../links.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}'
const act = {
  word: 'links',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
  answer: Link,
  idempotent: false,
} as const
const actFaults = ['actor_is_not_a_member', 'outcome_unknown'] as const

export const links = {
  askToLink: operation({
    ...act,
    name: 'askToLink',
    path: `${base}/members/{member}/links`,
    summary:
      'Ask a person to act for a household or an organisation of mine; coordinators start one',
    body: LinkRequest,
    faults: [
      ...actFaults,
      'actor_is_not_active',
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'member_is_not_active',
      'member_is_not_shared',
      'only_people_are_linked',
      'only_themselves_may_do_this',
      'link_stands_already',
      'id_is_taken',
    ],
  }),
  acceptLink: operation({
    ...act,
    name: 'acceptLink',
    path: `${base}/links/{link}/acceptance`,
    summary: 'Say yes to acting for a household or an organisation',
    faults: [...actFaults, 'actor_is_not_active', 'link_is_not_asked', 'member_is_not_active'],
  }),
  refuseLink: operation({
    ...act,
    name: 'refuseLink',
    path: `${base}/links/{link}/refusal`,
    summary: 'Say no to acting for a household or an organisation, without a reason',
    faults: [...actFaults, 'link_is_not_asked'],
  }),
  endLink: operation({
    ...act,
    name: 'endLink',
    path: `${base}/links/{link}/ending`,
    summary:
      'End it at once, by either side; coordinators take back what they asked where nobody acts for it',
    faults: [
      ...actFaults,
      'actor_is_not_active',
      'decision_is_in_own_cause',
      'link_has_ended',
      'only_themselves_may_do_this',
      'person_is_the_last',
    ],
  }),
  listLinks: operation({
    word: 'links',
    method: 'GET',
    scope: 'members:read',
    asker: 'member',
    status: 200,
    idempotent: false,
    name: 'listLinks',
    path: `${base}/links`,
    summary: 'Who acts for my household or organisation, and for which ones I was asked to act',
    query: v.strictObject({ member: v.optional(Id) }),
    answer: v.object({ items: v.array(Link) }),
    faults: ['actor_is_not_a_member', 'actor_is_not_a_coordinator'],
  }),
}
