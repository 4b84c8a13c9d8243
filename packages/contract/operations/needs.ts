import * as v from 'valibot'
import { Id } from '../ids.ts'
import { Found, Need, Offer, Publication, PublicationState } from '../needs.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const read = {
  method: 'GET',
  scope: 'needs:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const write = {
  method: 'POST',
  scope: 'needs:write',
  asker: 'member',
  status: 201,
  idempotent: false,
} as const
const listQuery = v.strictObject({
  ...pageQuery,
  state: v.optional(PublicationState, 'open'),
  member: v.optional(Id),
  category: v.optional(v.string()),
})
const publishFaults = [
  'actor_is_not_a_member',
  'actor_is_not_active',
  'category_is_unknown',
  'id_is_taken',
] as const

export const needs = {
  publishNeed: operation({
    ...write,
    name: 'publishNeed',
    word: 'needs',
    path: '/v1/communities/{community}/needs',
    summary: 'Ask for help',
    body: Publication,
    answer: Need,
    faults: publishFaults,
  }),
  listNeeds: operation({
    ...read,
    name: 'listNeeds',
    word: 'needs',
    path: '/v1/communities/{community}/needs',
    summary: 'Needs, newest first',
    query: listQuery,
    answer: page(Need),
  }),
  readNeed: operation({
    ...read,
    name: 'readNeed',
    word: 'needs',
    path: '/v1/communities/{community}/needs/{need}',
    summary: 'One need',
    answer: Need,
  }),
  withdrawNeed: operation({
    ...write,
    name: 'withdrawNeed',
    word: 'needs',
    path: '/v1/communities/{community}/needs/{need}/withdrawal',
    summary: 'Take back a need of my own',
    answer: Need,
    faults: ['actor_is_not_a_member', 'need_is_not_open'],
  }),
  publishOffer: operation({
    ...write,
    name: 'publishOffer',
    word: 'offers',
    path: '/v1/communities/{community}/offers',
    summary: 'Offer help',
    body: Publication,
    answer: Offer,
    faults: publishFaults,
  }),
  listOffers: operation({
    ...read,
    name: 'listOffers',
    word: 'offers',
    path: '/v1/communities/{community}/offers',
    summary: 'Offers, newest first',
    query: listQuery,
    answer: page(Offer),
  }),
  readOffer: operation({
    ...read,
    name: 'readOffer',
    word: 'offers',
    path: '/v1/communities/{community}/offers/{offer}',
    summary: 'One offer',
    answer: Offer,
  }),
  withdrawOffer: operation({
    ...write,
    name: 'withdrawOffer',
    word: 'offers',
    path: '/v1/communities/{community}/offers/{offer}/withdrawal',
    summary: 'Take back an offer of my own',
    answer: Offer,
    faults: ['actor_is_not_a_member', 'offer_is_not_open'],
  }),
  search: operation({
    ...read,
    name: 'search',
    word: 'search',
    path: '/v1/communities/{community}/search',
    summary: 'Open needs and offers by words, the best fit first',
    query: v.strictObject({
      q: v.pipe(v.string(), v.trim(), v.minLength(1, 'some words'), v.maxLength(120)),
      limit: pageQuery.limit,
    }),
    answer: page(Found),
  }),
}
