import * as v from 'valibot'
import { Exchange } from '../exchanges.ts'
import {
  Dispute,
  ExchangeMessage,
  ExchangeMessageBody,
  Settlement,
  ThanksBody,
} from '../exchangesAfter.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const path = '/v1/communities/{community}/exchanges/{exchange}'
const act = {
  word: 'exchanges',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
  answer: Exchange,
  idempotent: true,
} as const
const read = {
  word: 'exchanges',
  method: 'GET',
  scope: 'hours:read',
  asker: 'member',
  status: 200,
  idempotent: false,
} as const
const actFaults = ['actor_is_not_a_member', 'outcome_unknown'] as const
const hourFaults = ['seconds_are_not_whole', 'seconds_are_too_many'] as const

/** What may follow once help is said to be done, and words between those who take part. */
export const exchangesAfter = {
  disputeExchange: operation({
    ...act,
    name: 'disputeExchange',
    path: `${path}/dispute`,
    summary: 'Say that I remember it differently: a coordinator settles it',
    body: Dispute,
    faults: [
      ...actFaults,
      ...hourFaults,
      'exchange_is_not_done',
      'actor_said_this',
      'dispute_time_is_over',
    ],
  }),
  settleExchange: operation({
    ...act,
    name: 'settleExchange',
    path: `${path}/settlement`,
    summary: 'A coordinator who takes no part says how long the help took',
    asker: 'coordinator',
    body: Settlement,
    faults: [
      ...actFaults,
      ...hourFaults,
      'actor_is_not_active',
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'exchange_is_not_disputed',
      'settlement_misses_a_receiver',
      'pool_would_owe',
      'credit_floor_reached',
      'newcomer_line_reached',
      'help_cannot_be_agreed_yet',
      'account_is_closed',
      'account_is_frozen',
    ],
  }),
  undoExchange: operation({
    ...act,
    name: 'undoExchange',
    path: `${path}/undo`,
    summary: 'Take back within ten minutes what I confirmed or recorded; else it becomes a dispute',
    faults: [
      ...actFaults,
      'exchange_is_not_confirmed',
      'actor_did_not_record_this',
      'undo_time_is_over',
      'account_is_closed',
      'account_is_frozen',
      'pool_would_owe',
    ],
  }),
  returnExchange: operation({
    ...act,
    name: 'returnExchange',
    path: `${path}/return`,
    summary: 'Give back hours that someone recorded for me as help already given',
    faults: [
      ...actFaults,
      'actor_is_not_the_giver',
      'exchange_is_not_confirmed',
      'hours_were_agreed',
      'return_time_is_over',
      'pool_would_owe',
    ],
  }),
  thankExchange: operation({
    ...act,
    name: 'thankExchange',
    path: `${path}/thanks`,
    summary: 'Thank the others, once, with words or without',
    body: ThanksBody,
    idempotent: false,
    faults: [...actFaults, 'exchange_is_not_confirmed', 'thanks_were_said'],
  }),
  sendExchangeMessage: operation({
    ...act,
    name: 'sendExchangeMessage',
    path: `${path}/messages`,
    summary: 'Say something to the others; the same id and words are said once',
    body: ExchangeMessageBody,
    answer: ExchangeMessage,
    idempotent: false,
    faults: [...actFaults, 'id_is_taken', 'member_is_blocked', 'help_cannot_be_agreed_yet'],
  }),
  listExchangeMessages: operation({
    ...read,
    name: 'listExchangeMessages',
    path: `${path}/messages`,
    summary: 'Words between us, newest first; a coordinator reads those said with a dispute',
    query: v.strictObject(pageQuery),
    answer: v.object({ ...page(ExchangeMessage).entries, exchange: Exchange }),
    faults: ['actor_is_not_a_member'],
  }),
  listDisputes: operation({
    ...read,
    name: 'listDisputes',
    path: '/v1/communities/{community}/disputes',
    summary: 'Exchanges that are remembered differently, oldest first, for coordinators',
    asker: 'coordinator',
    query: v.strictObject(pageQuery),
    answer: page(Exchange),
    faults: ['actor_is_not_a_coordinator', 'actor_is_not_active'],
  }),
}
