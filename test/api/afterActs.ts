import type { Who } from '../support/asking.ts'
import type { Place } from '../support/place.ts'

/** The acts after the help, by someone, each one request. */
export function afterActsOf({ ask, id }: Place) {
  return {
    dispute: (who: Who, exchange: string, more: Record<string, unknown> = {}, key?: string) =>
      ask(
        who,
        'disputeExchange',
        { exchange },
        { body: { reason: 'shorter', ...more }, ...(key !== undefined && { key }) },
      ),
    settle: (
      who: Who,
      exchange: string,
      seconds: Readonly<Record<string, number>>,
      reason = 'both_agreed',
    ) => {
      const shares = Object.entries(seconds).map(([receiver, one]) => ({ receiver, seconds: one }))
      return ask(who, 'settleExchange', { exchange }, { body: { shares, reason } })
    },
    undo: (who: Who, exchange: string) => ask(who, 'undoExchange', { exchange }, {}),
    giveBack: (who: Who, exchange: string) => ask(who, 'returnExchange', { exchange }, {}),
    thank: (who: Who, exchange: string, text = '') =>
      ask(who, 'thankExchange', { exchange }, { body: { text } }),
    say: (who: Who, exchange: string, text: string, name = id()) =>
      ask(who, 'sendExchangeMessage', { exchange }, { body: { id: name, text } }),
    messages: (who: Who, exchange: string) => ask(who, 'listExchangeMessages', { exchange }),
  }
}
export type AfterActs = ReturnType<typeof afterActsOf>
