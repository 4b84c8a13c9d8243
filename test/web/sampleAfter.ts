import type { Exchange } from '@commonhour/contract'
import * as sample from './sample.ts'

const at = '2026-12-01T08:58:00Z'

/** Help that Ana recorded a minute ago. */
export const recorded: Exchange = {
  ...sample.confirmed,
  id: sample.id(37),
  may: ['dispute', 'undo', 'return', 'thanks', 'messages'],
}
export const disputed: Exchange = {
  ...sample.done,
  id: sample.id(38),
  state: 'disputed',
  steps: [
    { step: 0, to: 'done', by: sample.ids.luis, for: null, at, seconds: 5400, reason: null },
    {
      step: 1,
      to: 'disputed',
      by: sample.ids.ana,
      for: null,
      at,
      seconds: 3600,
      reason: 'shorter',
    },
  ],
  may: ['settlement', 'messages'],
}
export const words = {
  id: sample.id(39),
  by: sample.ids.luis,
  name: 'Luis Byrne',
  text: 'See you at ten.',
  at,
}

export const exchanges = [recorded, disputed]

/** What is answered to the acts after the help. */
export const answers = {
  disputeExchange: disputed,
  settleExchange: { ...disputed, state: 'settled' as const },
  undoExchange: { ...recorded, state: 'reversed' as const },
  returnExchange: { ...recorded, state: 'reversed' as const },
  thankExchange: recorded,
  sendExchangeMessage: words,
  listExchangeMessages: { items: [words], next: 'more', exchange: recorded },
  listDisputes: { items: [disputed], next: 'more' },
}

/** The pages after the help. */
export const paths = {
  'exchange: recorded': `/riverside/exchanges/${recorded.id}`,
  'exchange: dispute': `/riverside/exchanges/${recorded.id}/dispute`,
  'exchange: return': `/riverside/exchanges/${recorded.id}/return`,
  'exchange: thanks': `/riverside/exchanges/${recorded.id}/thanks`,
  'exchange: messages': `/riverside/exchanges/${recorded.id}/messages`,
  'exchange: settlement': `/riverside/exchanges/${disputed.id}/settlement`,
  disputes: '/riverside/coordinate/disputes',
} as const
