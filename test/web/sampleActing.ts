import type { ActedFor, Concern, Delegation, EnteredSlips, Link } from '@commonhour/contract'
import { ana, id, ids, luis } from './sample.ts'

const at = '2026-12-01T08:00:00Z'
const rosa = { member: ids.rosa, name: 'Rosa Keane' }

export const delegation: Delegation = {
  ...{ id: id(81), member: ids.ana, memberName: ana.name, delegate: ids.luis },
  ...{ delegateName: luis.name, scope: 'act', state: 'accepted', offeredAt: at },
  until: '2027-06-01T00:00:00Z',
  may: ['withdrawal'],
}
export const asked: Delegation = {
  ...{ ...delegation, id: id(82), member: ids.luis, memberName: luis.name, delegate: ids.ana },
  ...{ delegateName: ana.name, state: 'offered', may: ['acceptance', 'refusal'] },
}
export const actedFor: ActedFor = {
  ...{ member: ids.luis, name: luis.name, scope: 'prepare' },
  until: '2027-06-01T00:00:00Z',
}
export const concern: Concern = {
  ...{ id: id(83), by: rosa, about: { member: ids.luis, name: luis.name }, kind: 'unkind' },
  ...{ text: 'It was loud.', at, state: 'open', outcome: null, may: ['resolution'] },
}
export const slips: EnteredSlips = {
  ...{ id: id(84), source: 'paper', by: rosa, at, seconds: 3600, reversedAt: null },
  lines: [
    {
      ...{ line: 1, exchange: id(85), giver: { member: ids.luis, name: luis.name } },
      ...{ receiver: { member: ids.ana, name: ana.name }, seconds: 3600 },
      ...{ workedOn: '2026-11-30', title: 'The hedge', state: 'confirmed' },
    },
  ],
  may: ['reversal'],
}
export const checks = {
  items: [{ kind: 'driving' as const, untilOn: '2027-03-01', isCurrent: true, by: rosa, at }],
}

const elm = { member: id(86), memberName: 'Elm Street 4', memberState: 'active' } as const
export const link: Link = {
  ...{ id: id(87), ...elm, linked: ids.ana, linkedName: ana.name, state: 'accepted' },
  ...{ askedAt: at, may: ['ending'] },
}
export const askedToLink: Link = {
  ...{ ...link, id: id(88), member: id(89), memberName: 'River Choir', state: 'asked' },
  may: ['acceptance', 'refusal'],
}
export const household = { members: [{ member: ids.luis, name: luis.name }], saidBy: [rosa] }
