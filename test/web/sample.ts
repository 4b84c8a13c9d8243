import {
  type Account,
  type BooksProof,
  type Charter,
  type Community,
  type Exchange,
  type Home,
  type Member,
  type Need,
  neighbourhoodCharter,
  type Statement,
} from '@commonhour/contract'

/** 1 December 2026, 09:00 UTC: a Tuesday. */
export const now = Date.parse('2026-12-01T09:00:00Z')

/** A readable UUIDv7: `id(7)` ends in 7. */
export function id(n: number): string {
  return `0193a0c0-0000-7000-8000-${String(n).padStart(12, '0')}`
}

export const ids = { ana: id(1), luis: id(2), rosa: id(3), account: id(11), need: id(21) }
const at = '2026-12-01T08:00:00Z'

export const community: Community = {
  slug: 'riverside',
  name: 'Riverside Time Bank',
  about: 'Sixty neighbours on both banks of the river who lend each other a hand.',
  languages: ['en', 'es'],
  timeZone: 'Europe/Dublin',
  charter: { version: 3 },
  members: 60,
  openNeeds: 14,
  helpLine: { name: 'Rosa', phone: '+353 1 555 0199', hours: '9–13' },
  mark: null,
  accent: null,
  joining: 'application',
}

export const charter: Charter = {
  ...neighbourhoodCharter,
  version: 3,
  effectiveFrom: '2025-01-01T00:00:00Z',
  areas: [
    { id: 'north', name: 'North bank' },
    { id: 'south', name: 'South bank' },
  ],
}

export const ana: Member = {
  id: ids.ana,
  number: 17,
  kind: 'person',
  name: 'Ana Soler',
  state: 'active',
  account: ids.account,
  area: 'north',
  languages: ['en', 'es'],
  about: 'I like to cook for many.',
  contact: { phone: '+353 87 555 0101', email: 'ana@example.org' },
  joinedOn: '2025-03-02',
  offices: [],
}

export const luis: Member = {
  ...ana,
  id: ids.luis,
  number: 23,
  name: 'Luis Byrne',
  account: id(12),
  about: 'I have a van.',
  contact: {},
}

export const account: Account = {
  id: ids.account,
  kind: 'member',
  member: ids.ana,
  givenSeconds: 75_600,
  receivedSeconds: 56_700,
  giftSeconds: -3600,
  importedSeconds: 0,
  inSeconds: 75_600,
  outSeconds: 60_300,
  balanceSeconds: 15_300,
  heldOutSeconds: 3600,
  heldInSeconds: 0,
  availableSeconds: 18_950,
  floorSeconds: -72_000,
  floorUntil: null,
  ceilingSeconds: null,
  status: 'open',
  version: 31,
}

export const need: Need = {
  id: ids.need,
  member: ids.luis,
  name: 'Luis Byrne',
  title: 'Lift to the clinic',
  text: 'I cannot drive this week.\nThe clinic is on Main Street.',
  category: 'transport',
  area: 'north',
  remote: false,
  estimateSeconds: 5400,
  when: { kind: 'on', day: '2026-12-03', from: '09:30' },
  language: 'en',
  state: 'open',
  publishedOn: '2026-11-30',
  expiresOn: '2027-01-20',
  seenBy: 'members',
  answers: 0,
}

export const myNeed: Need = {
  ...need,
  id: id(22),
  member: ids.ana,
  name: 'Ana Soler',
  title: 'Hang two shelves',
  category: 'repairs',
  when: { kind: 'anyTime' },
  answers: 2,
}

export const proposed: Exchange = {
  id: id(31),
  state: 'proposed',
  giver: ids.luis,
  receivers: [ids.ana],
  names: { [ids.luis]: 'Luis Byrne', [ids.ana]: 'Ana Soler' },
  about: { need: myNeed.id },
  title: 'Hang two shelves',
  agreedFor: { at: '2026-12-02T10:00:00Z', place: 'Mill Lane 4' },
  estimateSeconds: 5400,
  saidSeconds: { giver: null, receiver: null },
  workedOn: null,
  transfers: [],
  holds: [],
  charter: 3,
  parts: [{ receiver: ids.ana, seconds: 5400, has: null }],
  steps: [{ step: 0, to: 'proposed', by: ids.luis, for: null, at, reason: null }],
  may: ['acceptance', 'declination'],
}

export const agreed: Exchange = {
  ...proposed,
  id: id(32),
  state: 'agreed',
  holds: [id(41)],
  may: ['completion', 'cancellation'],
}

export const done: Exchange = {
  ...agreed,
  id: id(33),
  state: 'done',
  saidSeconds: { giver: 5400, receiver: null },
  workedOn: '2026-11-30',
  steps: [
    ...agreed.steps,
    { step: 2, to: 'done', by: ids.luis, for: null, at, seconds: 5400, reason: null },
  ],
  silence: { at: '2026-12-15T08:00:00Z', seconds: 5400 },
  may: ['confirmation'],
}
const { silence: _, ...answered } = done

export const confirmed: Exchange = {
  ...answered,
  id: id(34),
  state: 'confirmed',
  holds: [],
  transfers: [id(42)],
  saidSeconds: { giver: 5400, receiver: 5400 },
  may: [],
}

const lines = [-3600, 0, 7200, 3600, 12_600, 9000, 18_900, 15_300]

export const home: Home = {
  at: '2026-12-01T09:00:00Z',
  community,
  charter,
  member: ana,
  account,
  waiting: [done, proposed],
  underWay: [
    { ...agreed, may: [], giver: ids.ana, receivers: [ids.luis], title: 'Read letters aloud' },
  ],
  lately: [{ ...proposed, id: id(35), state: 'declined', may: [], title: 'Sew a curtain' }],
  myNeeds: [myNeed],
  needs: [need],
  companions: [
    { member: ids.luis, name: 'Luis Byrne' },
    { member: ids.rosa, name: 'Rosa Quinn' },
  ],
  pools: [{ account: id(51), name: 'Riverside pool', balanceSeconds: 36_000 }],
  balances: lines.map((balanceSeconds) => ({ at, balanceSeconds })),
}

/** Someone who was admitted yesterday: nothing anywhere. */
export const emptyHome: Home = {
  ...home,
  account: {
    ...account,
    givenSeconds: 0,
    receivedSeconds: 0,
    giftSeconds: 0,
    balanceSeconds: 0,
    heldOutSeconds: 0,
    availableSeconds: 21_600,
    floorSeconds: -21_600,
    version: 0,
  },
  waiting: [],
  underWay: [],
  lately: [],
  myNeeds: [],
  needs: [],
  companions: [],
  pools: [],
  balances: [],
}

export const statement: Statement = {
  account: ids.account,
  from: null,
  to: null,
  openingSeconds: 0,
  closingSeconds: 15_300,
  givenSeconds: 75_600,
  receivedSeconds: 56_700,
  items: [
    {
      version: 31,
      seq: 10_482,
      at,
      workedOn: '2026-11-30',
      deltaSeconds: -3600,
      balanceSeconds: 15_300,
      purpose: 'gift',
      with: { member: null, name: 'Riverside pool' },
      title: '',
      transfer: id(43),
      exchange: null,
      mark: null,
      by: null,
      for: null,
    },
    {
      version: 30,
      seq: 10_470,
      at,
      workedOn: '2026-11-28',
      deltaSeconds: 5400,
      balanceSeconds: 18_900,
      purpose: 'help',
      with: { member: ids.luis, name: 'Luis Byrne' },
      title: 'Lift to the clinic',
      transfer: id(42),
      exchange: id(34),
      mark: 'by-for',
      by: { member: ids.luis, name: 'Luis Byrne' },
      for: { member: ids.ana, name: 'Ana Soler' },
    },
  ],
  signed: { report: { no: 2, size: 10_475 }, head: { size: 10_480, at } },
  next: null,
}

export const proof: BooksProof = {
  community: 'riverside',
  logSize: 10_483,
  transfers: 9120,
  movedSeconds: 24_163_200,
  balanceSumSeconds: 0,
  accounts: 320,
  heldSeconds: 3600,
  checkpoint: null,
  schema: 'sha256:0',
  at,
}
