import type { Asking, PoolApplication, PoolStanding } from '@commonhour/contract'
import type { Answers } from './fakeHost.ts'
import * as sample from './sample.ts'

const at = '2026-11-30T08:00:00Z'
const account = sample.home.pools[0]?.account ?? ''
const ana = { member: sample.ids.ana, name: sample.ana.name }
const luis = { member: sample.ids.luis, name: sample.luis.name }

export const pool: PoolStanding = {
  ...{ account, name: 'Riverside pool', balanceSeconds: 36_000 },
  ...{ givenThisYearSeconds: 54_000, grantedThisYearSeconds: 18_000, openToMeSeconds: 36_000 },
  lines: [
    { version: 2, at, deltaSeconds: -7200, balanceSeconds: 36_000, purpose: 'grant', with: null },
    { version: 1, at, deltaSeconds: 43_200, balanceSeconds: 43_200, purpose: 'gift', with: luis },
  ],
}
export const application: PoolApplication = {
  ...{ id: sample.id(401), pool: account, ...luis, seconds: 21_600, reason: 'hours_ran_out' },
  ...{ text: 'My knee.', state: 'waiting', at, transfer: null, answer: null },
}
export const asking: Asking = {
  ...{ id: sample.id(403), asker: luis, asked: ana, seconds: 7200, at, state: 'waiting' },
}

export const answers: Answers = {
  readPool: pool,
  listApplications: { items: [application], next: 'more' },
  readApplication: application,
  listAskings: { items: [asking, { ...asking, asker: ana, asked: luis }], next: null },
  readAsking: asking,
}

export const paths = {
  pool: '/riverside/pool',
  'pool: ask': '/riverside/pool/apply',
  'pool: asked': '/riverside/pool/applications',
  'pool: one': `/riverside/pool/applications/${application.id}`,
  'friend: ask': '/riverside/askings/new',
  'friend: asked': '/riverside/askings',
  'friend: answer': `/riverside/askings/${asking.id}`,
}
