import { ExchangeProposal } from '../exchanges.ts'
import { Preview } from '../previews.ts'
import { operation } from './operation.ts'

export const previews = {
  previewExchange: operation({
    name: 'previewExchange',
    word: 'exchanges',
    method: 'POST',
    path: '/v1/communities/{community}/exchanges/preview',
    summary: 'What would happen if this were proposed now, and why; nothing is written',
    scope: 'hours:read',
    asker: 'member',
    body: ExchangeProposal,
    status: 200,
    answer: Preview,
    idempotent: false,
    faults: ['actor_is_not_a_member'],
  }),
}
