import type { Card, NotedVerdict, OwnCard, StewardAct, Today } from '@commonhour/contract'
import { id, ids } from './sample.ts'

const at = '2026-11-28T08:00:00Z'

/** A chat about hours with Luis: nobody has begun it. */
export const talk: Card = {
  id: id(301),
  kind: 'talk',
  about: { people: [{ member: ids.luis, name: 'Luis Vidal', role: 'about' }], exchange: null },
  facts: { kind: 'member', standingSeconds: -39_600 },
  since: at,
  ageDays: 3,
  owner: null,
  opened: null,
  note: null,
  next: { act: 'talk', operation: 'readMember', params: { member: ids.luis } },
  resolvable: true,
  mayAct: true,
  mayGoTo: [{ member: ids.rosa, name: 'Rosa Keane' }],
  instead: null,
  resolved: null,
}

/** What two remember differently: the reader is one of the two. */
export const dispute: Card = {
  ...talk,
  id: id(302),
  kind: 'dispute',
  about: {
    people: [
      { member: ids.luis, name: 'Luis Vidal', role: 'giver' },
      { member: ids.ana, name: 'Ana Soler', role: 'receiver' },
    ],
    exchange: { id: id(31), title: 'Lift to the clinic' },
  },
  facts: { reason: 'shorter', seconds: 3600 },
  owner: { member: ids.rosa, name: 'Rosa Keane' },
  note: { text: 'Ring Luis after six.', name: 'Rosa Keane', at },
  next: { act: 'settle', operation: 'settleExchange', params: { exchange: id(31) } },
  resolvable: false,
  mayAct: false,
  instead: 'anotherCoordinator',
}

export const queue: Today = {
  items: [dispute, talk],
  next: null,
  counts: [
    { kind: 'dispute', cards: 1 },
    { kind: 'talk', cards: 1 },
  ],
  laterTalks: 2,
}

export const verdict: NotedVerdict = {
  exchange: id(31),
  title: 'Lift to the clinic',
  giver: { member: ids.luis, name: 'Luis Byrne' },
  receiver: { member: ids.ana, name: 'Ana Soler' },
  step: 2,
  rule: 'same-pair',
  verdict: 'note',
  facts: { pairSeconds: 75_600, days: 30 },
  at,
}

export const act: StewardAct = {
  act: 'limits.changed',
  by: { member: ids.rosa, name: 'Rosa Keane' },
  for: null,
  about: { word: 'member', id: ids.ana, name: 'Ana Soler', kind: null },
  reason: 'illness',
  at,
}

/** What Ana reads of a chat that is over. */
export const mine: OwnCard = {
  ...{ id: id(303), kind: 'talk', since: at, exchange: null, facts: {}, owner: 'Rosa Keane' },
  notes: [{ text: 'We had tea.', at }],
  resolved: { at, outcome: 'spoke' },
}
