import { Charter } from '../charter.ts'
import { Community } from '../communities.ts'
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
