import type { defaultChoices, NoticeKind } from '@commonhour/contract'
import type { Recipient } from '@commonhour/ledger'

type Choice = keyof typeof defaultChoices

/** Which choice a word's mail follows; what has none always comes. */
const choices: Readonly<Record<string, Choice>> = {
  exchange: 'mailExchanges',
  'exchange.message': 'mailMessages',
  'exchange.thanked': 'mailMessages',
  transfer: 'mailGifts',
  application: 'mailGifts',
  hours: 'mailGifts',
  motion: 'mailCommunity',
  charter: 'mailCommunity',
}

/**
 * These come whatever was chosen: hours move by silence only where they could be heard of, and what
 * asks for an answer must not be missed.
 */
const always: ReadonlySet<NoticeKind> = new Set([
  ...(['exchange.done', 'exchange.reminder', 'exchange.silence'] as const),
  ...(['exchange.disputed', 'exchange.settled', 'slips.entered'] as const),
])

/** Whether someone wants this mail. */
export function wants(kind: NoticeKind, { choices: chosen }: Recipient): boolean {
  if (always.has(kind)) return true
  const choice = choices[kind] ?? choices[kind.split('.')[0] ?? '']
  return choice === undefined || chosen[choice] !== 'no'
}
