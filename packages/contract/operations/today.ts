import { Measures, MeasuresQuery } from '../measures.ts'
import { NotedVerdict, StewardAct } from '../oversight.ts'
import { PageQuery, page } from '../paging.ts'
import { Card, CardHanding, CardResolution, OwnCard, Today, TodayQuery } from '../today.ts'
import { operation } from './operation.ts'

const base = { word: 'today', idempotent: false } as const
const coordinators = { ...base, asker: 'coordinator', scope: 'members:read' } as const
const read = { ...coordinators, method: 'GET', status: 200 } as const
const act = { ...coordinators, method: 'POST', status: 201, answer: Card } as const
const refusals = ['actor_is_not_a_coordinator', 'actor_is_not_active'] as const
const actRefusals = [
  ...refusals,
  'decision_is_in_own_cause',
  'card_is_not_open',
  'facts_are_stale',
  'outcome_unknown',
] as const
const audit = {
  ...base,
  asker: 'member',
  scope: 'reports:read',
  method: 'GET',
  status: 200,
  query: PageQuery,
  faults: ['actor_is_not_a_member', 'actor_is_not_an_auditor'],
} as const

export const today = {
  listToday: operation({
    ...read,
    name: 'listToday',
    path: '/v1/communities/{community}/today',
    summary: 'What asks for a coordinator, the most urgent and oldest first',
    query: TodayQuery,
    answer: Today,
    faults: refusals,
  }),
  readCard: operation({
    ...read,
    name: 'readCard',
    path: '/v1/communities/{community}/today/{card}',
    summary: 'One card of Today',
    answer: Card,
    faults: [...refusals, 'card_is_not_open'],
  }),
  openCard: operation({
    ...act,
    name: 'openCard',
    path: '/v1/communities/{community}/today/{card}/opening',
    summary: 'Look after a card from now on; a second opening changes nothing',
    faults: actRefusals,
  }),
  takeCard: operation({
    ...act,
    name: 'takeCard',
    path: '/v1/communities/{community}/today/{card}/taking',
    summary: 'Make a card mine',
    faults: [...actRefusals, 'card_is_taken'],
  }),
  handCard: operation({
    ...act,
    name: 'handCard',
    path: '/v1/communities/{community}/today/{card}/handing',
    summary: 'Hand a card to another coordinator, or back to all, with a note',
    body: CardHanding,
    faults: [...actRefusals, 'card_cannot_go_to_them'],
  }),
  resolveCard: operation({
    ...act,
    name: 'resolveCard',
    path: '/v1/communities/{community}/today/{card}/resolution',
    summary: 'Say how a card ended that no act of its own ends',
    body: CardResolution,
    faults: [...actRefusals, 'card_ends_by_its_act'],
  }),
  listMyCards: operation({
    ...base,
    name: 'listMyCards',
    method: 'GET',
    status: 200,
    asker: 'member',
    scope: 'members:read',
    path: '/v1/communities/{community}/me/cards',
    summary: 'Every card about me, open and done with',
    answer: page(OwnCard),
    faults: ['actor_is_not_a_member'],
  }),
  readMeasures: operation({
    ...read,
    name: 'readMeasures',
    asker: 'member',
    scope: 'reports:read',
    path: '/v1/communities/{community}/measures',
    summary: 'Numbers of a period, each with its definition; for stewards',
    query: MeasuresQuery,
    answer: Measures,
    faults: ['actor_is_not_a_member', 'actor_is_not_a_coordinator'],
  }),
  listVerdicts: operation({
    ...audit,
    name: 'listVerdicts',
    path: '/v1/communities/{community}/verdicts',
    summary: 'What rules said of steps they allowed, newest first; for auditors',
    answer: page(NotedVerdict),
  }),
  listStewardActs: operation({
    ...audit,
    name: 'listStewardActs',
    path: '/v1/communities/{community}/acts',
    summary: 'Every act of every steward, newest first; for auditors',
    answer: page(StewardAct),
  }),
}
