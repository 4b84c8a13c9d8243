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
/** Luis proposed; Ana may name other terms. */
export const open: Exchange = {
  ...sample.proposed,
  id: sample.id(46),
  may: ['acceptance', 'declination', 'proposal'],
}
/** Luis helped Rosa, who has not said so yet: a coordinator may ring her. */
export const unheard: Exchange = {
  ...sample.done,
  id: sample.id(47),
  receivers: [sample.ids.rosa],
  names: { [sample.ids.luis]: 'Luis Byrne', [sample.ids.rosa]: 'Rosa Quinn' },
  parts: [{ receiver: sample.ids.rosa, seconds: 5400, has: null }],
  may: [],
}
export const words = {
  id: sample.id(39),
  by: sample.ids.luis,
  name: 'Luis Byrne',
  text: 'See you at ten.',
  at,
}

export const exchanges = [recorded, disputed, open, unheard]

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
  'exchange: terms': `/riverside/exchanges/${open.id}/terms`,
  disputes: '/riverside/coordinate/disputes',
} as const
