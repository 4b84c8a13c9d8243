import {
  type CharterVersion,
  differencesOf,
  giftEconomyCharter,
  type Lines,
  type Motion,
  neighbourhoodCharter,
} from '@commonhour/contract'
import type { Answers } from './fakeHost.ts'
import * as sample from './sample.ts'

const { ana, luis, rosa } = sample.ids
const at = '2026-11-30T08:00:00.000Z'
const wider = {
  ...neighbourhoodCharter,
  member: { ...neighbourhoodCharter.member, floorSeconds: -90_000 },
}
const names = { [ana]: 'Ana Soler', [luis]: 'Luis Vidal', [rosa]: 'Rosa Keane' }

export const amendment: Motion = {
  id: sample.id(301),
  kind: 'amendment',
  state: 'announced',
  member: null,
  proposedBy: rosa,
  at,
  announcedUntil: '2026-12-07T08:00:00.000Z',
  lapsesAt: '2027-01-06T08:00:00.000Z',
  amendment: {
    base: 3,
    effectiveFrom: '2026-12-15T00:00:00.000Z',
    differences: differencesOf(neighbourhoodCharter, wider),
  },
  line: null,
  office: null,
  steps: [],
  names,
  may: ['approval', 'objection', 'withdrawal'],
}
export const lift: Motion = {
  ...amendment,
  id: sample.id(302),
  kind: 'lift',
  state: 'objected',
  member: null,
  amendment: null,
  line: { floorSeconds: -144_000, until: '2027-06-01T00:00:00.000Z', reason: 'supported' },
  steps: [{ act: 'objected', by: null, at, reason: 'too_soon' }],
  may: [],
}
export const appointment: Motion = {
  ...amendment,
  id: sample.id(303),
  kind: 'appointment',
  state: 'waiting',
  member: luis,
  office: 'auditor',
  amendment: null,
  may: ['withdrawal'],
}
const version: CharterVersion = {
  version: 3,
  effectiveFrom: at,
  adoptedAt: at,
  motion: amendment.id,
  proposedBy: rosa,
  secondedBy: luis,
  names,
  differences: differencesOf(neighbourhoodCharter, giftEconomyCharter),
  charter: sample.charter,
}
const first = { motion: null, proposedBy: null, secondedBy: null, names: {}, differences: [] }
export const lines: Lines = {
  member: luis,
  account: sample.ids.account,
  floorSeconds: -90_000,
  floorUntil: '2027-03-01',
  charterFloorSeconds: -72_000,
  items: [
    {
      at,
      floorSeconds: -90_000,
      until: '2027-03-01T00:00:00.000Z',
      reason: 'illness',
      by: rosa,
      name: 'Rosa Keane',
    },
  ],
  motions: [lift],
}
const coordinator = {
  ...sample.home,
  member: { ...sample.home.member, offices: ['coordinator' as const] },
}

/** The same home, as a coordinator has it. */
export const answersOfRosa: Answers = { readHome: coordinator }
/** A community that looks at what was given and received only. */
export const giftHome = {
  ...sample.home,
  charter: { ...sample.charter, showBalance: 'tallies' as const },
}
export const answers: Answers = {
  listCharterVersions: { items: [version, { ...version, version: 2, ...first }], next: null },
  listAmendments: { items: [amendment], next: null },
  proposeAmendment: amendment,
  listMotions: { items: [amendment, lift], next: null },
  readMotion: amendment,
  approveMotion: { ...amendment, state: 'carried', may: [] },
  objectToMotion: { ...amendment, state: 'objected', may: [] },
  withdrawMotion: { ...amendment, state: 'withdrawn', may: [] },
  listLimits: lines,
  changeLimits: { line: lines.items[0] ?? null, motion: null },
  pauseMember: { ...sample.ana, state: 'paused' },
  returnMember: sample.ana,
  suspendMember: { ...sample.luis, state: 'suspended' },
  reinstateMember: sample.luis,
}
export const paths = {
  'charter: history': '/riverside/charter/history',
  'charter: change': '/riverside/charter/change',
  'charter: change one': '/riverside/charter/change/member.floorSeconds',
  'charter: check': '/riverside/charter/change/hold.days?value=45&effectiveFrom=2026-12-20',
  'charter: lists': '/riverside/charter/lists',
  'charter: lists, check':
    '/riverside/charter/lists?areas.north=North+side&areas.south=&areas=Hill&effectiveFrom=2026-12-20&look=yes',
  motions: '/riverside/motions',
  motion: `/riverside/motions/${amendment.id}`,
  line: `/riverside/members/${luis}/line`,
  pause: '/riverside/me/pause',
  suspend: `/riverside/members/${luis}/suspend`,
}
