import * as v from 'valibot'
import { App, AppAdmission, AppGrant } from '../apps.ts'
import { page } from '../paging.ts'
import { operation } from './operation.ts'

const act = { word: 'apps', method: 'POST', status: 201, idempotent: false } as const

export const apps = {
  listApps: operation({
    word: 'apps',
    method: 'GET',
    name: 'listApps',
    path: '/v1/communities/{community}/apps',
    summary: 'Partner software this community has admitted or withdrawn',
    scope: 'members:read',
    asker: 'member',
    status: 200,
    answer: page(App),
    idempotent: false,
    faults: ['actor_is_not_a_member'],
  }),
  admitApp: operation({
    ...act,
    name: 'admitApp',
    path: '/v1/communities/{community}/apps/{app}/admission',
    summary: 'A coordinator lets an app in',
    scope: 'members:read',
    asker: 'coordinator',
    body: AppAdmission,
    answer: App,
    faults: ['actor_is_not_a_coordinator', 'app_is_admitted_already'],
  }),
  withdrawApp: operation({
    ...act,
    name: 'withdrawApp',
    path: '/v1/communities/{community}/apps/{app}/withdrawal',
    summary: 'A coordinator shuts an app out, at once',
    scope: 'members:read',
    asker: 'coordinator',
    answer: App,
    faults: ['actor_is_not_a_coordinator', 'app_is_not_admitted'],
  }),
  grantApp: operation({
    ...act,
    name: 'grantApp',
    path: '/v1/communities/{community}/accounts/{account}/grants',
    summary: 'Whoever speaks for an account lets an app book from it, up to a daily cap',
    scope: 'hours:write',
    asker: 'member',
    body: AppGrant,
    answer: v.object({ app: v.string(), account: v.string(), dailyCapSeconds: v.number() }),
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'account_is_not_yours',
      'app_is_not_admitted',
    ],
  }),
}
