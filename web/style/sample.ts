import {
  type Account,
  type Community,
  type Exchange,
  type Home,
  type Member,
  type Need,
  neighbourhoodCharter,
} from '@commonhour/contract'

const at = '2026-12-01T08:00:00Z'
const id = (n: number) => `0193a0c0-0000-7000-8000-${String(n).padStart(12, '0')}`

const community: Community = {
  ...{ slug: 'style', name: 'Riverside Time Bank', about: '', languages: ['en'] },
  ...{ timeZone: 'Europe/Dublin', charter: { version: 1 }, members: 60, openNeeds: 14 },
  ...{ helpLine: { name: 'Rosa', phone: '+353 1 555 0199', hours: '9–13' } },
  joining: 'application',
  mark: null,
  accent: null,
}
const account: Account = {
  ...{ id: id(11), kind: 'member', member: id(1), givenSeconds: 75_600, receivedSeconds: 56_700 },
  ...{ giftSeconds: -3600, importedSeconds: 0, inSeconds: 75_600, outSeconds: 60_300 },
  ...{ balanceSeconds: 15_300, heldOutSeconds: 3600, heldInSeconds: 0, availableSeconds: 18_950 },
  ...{ floorSeconds: -72_000, floorUntil: null, ceilingSeconds: null, status: 'open', version: 31 },
}
const member: Member = {
  ...{ id: id(1), number: 17, kind: 'person', name: 'Ana Soler', state: 'active' },
  ...{ account: account.id, area: 'north', languages: ['en'], about: '', contact: {} },
  ...{ joinedOn: '2025-03-02', offices: [] },
}

/** A name and a title as long as they come. */
export const long = 'Help with carrying the very heavy wardrobe of a grandmother up four flights'

export const need: Need = {
  ...{ id: id(21), member: id(2), name: 'Luis Byrne', title: 'Lift to the clinic', text: '' },
  ...{ category: 'transport', area: 'north', remote: false, estimateSeconds: 5400 },
  ...{ when: { kind: 'on', day: '2026-12-03', from: '09:30' }, language: 'en', state: 'open' },
  ...{ publishedOn: '2026-11-30', expiresOn: '2027-01-20', seenBy: 'members', answers: 0 },
}
export const exchange: Exchange = {
  ...{ id: id(31), state: 'proposed', giver: id(2), receivers: [id(1)] },
  ...{ names: { [id(1)]: 'Ana Soler', [id(2)]: 'Luis Byrne' }, about: null, title: 'Two shelves' },
  ...{ agreedFor: null, estimateSeconds: 5400, saidSeconds: { giver: null, receiver: null } },
  ...{ workedOn: null, transfers: [], holds: [], charter: 1 },
  parts: [{ receiver: id(1), seconds: 5400, has: null }],
  steps: [{ step: 0, to: 'proposed', by: id(2), for: null, at, reason: null }],
  may: ['acceptance', 'declination'],
}

const moved = [-3600, 0, 7200, 3600, 12_600, 9000, 18_900, 15_300]

/** Made up for the page of style alone: no books stand behind it. */
export const home: Home = {
  ...{ at, community, member, account, waiting: [], underWay: [], lately: [], myNeeds: [] },
  charter: {
    ...neighbourhoodCharter,
    ...{ version: 1, effectiveFrom: at, areas: [{ id: 'north', name: 'North bank' }] },
  },
  ...{ needs: [], companions: [], pools: [] },
  balances: moved.map((balanceSeconds) => ({ at, balanceSeconds })),
}
