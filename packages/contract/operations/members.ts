import * as v from 'valibot'
import { Home, Me } from '../home.ts'
import { Member, MemberApplication, MemberLanguages, MemberState, Profile } from '../members.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const read = { word: 'members', method: 'GET', status: 200, idempotent: false, faults: [] } as const
const mine = { ...read, scope: 'members:read', asker: 'member' } as const

export const members = {
  readMe: operation({
    ...mine,
    name: 'readMe',
    path: '/v1/communities/{community}/me',
    summary: 'Who I am in this community',
    answer: Me,
    faults: ['actor_is_not_a_member'],
  }),
  readHome: operation({
    ...mine,
    scope: 'hours:read',
    name: 'readHome',
    path: '/v1/communities/{community}/me/home',
    summary: 'What my home page needs, in one call',
    answer: Home,
    faults: ['actor_is_not_a_member'],
  }),
  chooseLanguages: operation({
    word: 'members',
    method: 'POST',
    name: 'chooseLanguages',
    path: '/v1/communities/{community}/me/languages',
    summary: 'What I speak: pages and mail are in the first of them that they know',
    scope: 'members:read',
    asker: 'member',
    body: MemberLanguages,
    status: 201,
    answer: Member,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'actor_is_not_active'],
  }),
  listMembers: operation({
    ...mine,
    name: 'listMembers',
    path: '/v1/communities/{community}/members',
    summary: 'Fellow members by number; coordinators may list applicants',
    query: v.strictObject({
      ...pageQuery,
      state: v.optional(MemberState),
      /** Only who agreed to stand in the printed list: for coordinators. */
      printed: v.optional(v.literal('yes')),
      q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
    }),
    answer: page(Member),
    faults: ['actor_is_not_a_member', 'actor_is_not_a_coordinator'],
  }),
  readMember: operation({
    ...mine,
    name: 'readMember',
    path: '/v1/communities/{community}/members/{member}',
    summary: 'One fellow member',
    answer: Member,
    faults: ['actor_is_not_a_member'],
  }),
  changeProfile: operation({
    word: 'members',
    method: 'POST',
    name: 'changeProfile',
    path: '/v1/communities/{community}/members/{member}/profile',
    summary: 'Change what is told of oneself; coordinators: names, and all of paper members',
    scope: 'members:read',
    asker: 'member',
    body: Profile,
    status: 201,
    answer: Member,
    idempotent: false,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'actor_is_not_a_coordinator',
      'only_themselves_may_do_this',
      'member_is_not_active',
    ],
  }),
  applyToJoin: operation({
    word: 'members',
    method: 'POST',
    name: 'applyToJoin',
    path: '/v1/communities/{community}/members',
    summary:
      'Ask to join, or, as a member, for a household or organisation; coordinators may admit at once',
    scope: 'members:read',
    asker: 'person',
    body: MemberApplication,
    status: 201,
    answer: Member,
    idempotent: false,
    faults: [
      'joining_is_closed',
      'terms_are_not_current',
      'person_has_joined_already',
      'only_themselves_may_do_this',
      'only_people_are_linked',
      'actor_is_not_a_coordinator',
      'actor_is_not_active',
      'id_is_taken',
    ],
  }),
  admitMember: operation({
    word: 'members',
    method: 'POST',
    name: 'admitMember',
    path: '/v1/communities/{community}/members/{member}/admission',
    summary: 'Admit an applicant: opens their account',
    scope: 'members:read',
    asker: 'coordinator',
    status: 201,
    answer: Member,
    idempotent: false,
    faults: [
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'member_is_not_an_applicant',
    ],
  }),
}
