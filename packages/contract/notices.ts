import * as v from 'valibot'

/**
 * What a notice in the outbox tells, by what it is about. Ids only travel in a notice; its words
 * stand with the courier, which has none for a kind that is not named here: a new kind is a line
 * here and words in `workers/courier/mail`.
 */
export const NoticeKind = v.picklist([
  'exchange.proposed',
  'exchange.agreed',
  'exchange.declined',
  'exchange.another_was_chosen',
  'exchange.withdrawn',
  'exchange.cancelled',
  'exchange.done',
  'exchange.confirmed',
  'exchange.reversed',
  'line.reached',
  'member.admitted',
  'member.applied',
  'need.expiring',
  'need.expired',
  'offer.expiring',
  'offer.expired',
  'talk.due',
  'transfer.gift',
  'transfer.help',
  'transfer.reversed',
])
export type NoticeKind = v.InferOutput<typeof NoticeKind>
