import { Charter } from '../charter.ts'
import { Community, CommunitySettings } from '../communities.ts'
import { page } from '../paging.ts'
import { BooksProof } from '../proofs.ts'
import { operation } from './operation.ts'

const open = { word: 'communities', method: 'GET', scope: 'public', asker: 'anyone' } as const
const read = { ...open, status: 200, idempotent: false, faults: [] } as const

export const communities = {
  listCommunities: operation({
    ...read,
    name: 'listCommunities',
    path: '/v1/communities',
    summary: 'The communities of this host',
    answer: page(Community),
  }),
  readCommunity: operation({
    ...read,
    name: 'readCommunity',
    path: '/v1/communities/{community}',
    summary: 'What anyone may know of a community',
    answer: Community,
  }),
  changeCommunity: operation({
    word: 'communities',
    method: 'POST',
    name: 'changeCommunity',
    path: '/v1/communities/{community}/settings',
    summary: 'Set how the community is called, looks and is rung',
    scope: 'members:read',
    asker: 'coordinator',
    body: CommunitySettings,
    status: 201,
    answer: Community,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'actor_is_not_a_coordinator', 'actor_is_not_active'],
  }),
  readCharter: operation({
    ...read,
    name: 'readCharter',
    path: '/v1/communities/{community}/charter',
    summary: 'The charter in force: the agreed numbers and terms',
    answer: Charter,
  }),
  readProof: operation({
    ...read,
    name: 'readProof',
    path: '/v1/communities/{community}/proof',
    summary: 'The live proof that all accounts sum to zero',
    answer: BooksProof,
  }),
}
