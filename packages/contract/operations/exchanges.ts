import * as v from 'valibot'
import {
  Cancellation,
  Completion,
  Confirmation,
  Exchange,
  ExchangeProposal,
  ExchangeState,
  Reversal,
} from '../exchanges.ts'
import { Id } from '../ids.ts'
import { page, pageQuery } from '../paging.ts'
import { operation } from './operation.ts'

const read = {
  word: 'exchanges',
  method: 'GET',
  scope: 'hours:read',
  asker: 'member',
  status: 200,
  answer: Exchange,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const act = {
  word: 'exchanges',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
  answer: Exchange,
  idempotent: true,
} as const
const actFaults = ['actor_is_not_a_member', 'actor_is_not_active', 'outcome_unknown'] as const
const lineFaults = [
  'credit_floor_reached',
  'newcomer_line_reached',
  'help_cannot_be_agreed_yet',
  'ceiling_is_reached',
  'account_is_closed',
  'account_is_frozen',
] as const

export const exchanges = {
  proposeExchange: operation({
    ...act,
    name: 'proposeExchange',
    path: '/v1/communities/{community}/exchanges',
    summary: 'Propose an exchange, or record help already given (alreadyDone)',
    body: ExchangeProposal,
    faults: [
      ...actFaults,
      ...lineFaults,
      'actor_may_not_speak_for_either',
      'parties_are_not_two',
      'member_is_not_active',
      'seconds_are_not_whole',
      'seconds_are_too_many',
      'need_is_not_open',
      'offer_is_not_open',
      'help_is_in_the_future',
      'id_is_taken',
    ],
  }),
  listExchanges: operation({
    ...read,
    name: 'listExchanges',
    path: '/v1/communities/{community}/exchanges',
    summary: 'Exchanges I take part in, newest first',
    query: v.strictObject({
      ...pageQuery,
      state: v.optional(ExchangeState),
      need: v.optional(Id),
    }),
    answer: page(Exchange),
  }),
  readExchange: operation({
    ...read,
    name: 'readExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}',
    summary: 'One exchange of mine, and what I may do next',
  }),
  acceptExchange: operation({
    ...act,
    name: 'acceptExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/acceptance',
    summary: 'Agree: sets the hours aside',
    faults: [
      ...actFaults,
      ...lineFaults,
      'exchange_is_not_proposed',
      'actor_made_the_proposal',
      'member_is_not_active',
      'need_is_not_open',
    ],
  }),
  declineExchange: operation({
    ...act,
    name: 'declineExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/declination',
    summary: 'Say no, thank you',
    faults: [...actFaults, 'exchange_is_not_proposed', 'actor_made_the_proposal'],
  }),
  cancelExchange: operation({
    ...act,
    name: 'cancelExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/cancellation',
    summary: 'Call it off: returns the hours set aside',
    body: Cancellation,
    faults: [...actFaults, 'exchange_is_not_agreed', 'actor_is_not_the_giver'],
  }),
  completeExchange: operation({
    ...act,
    name: 'completeExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/completion',
    summary: 'Say it is done and how long it took',
    body: Completion,
    faults: [
      ...actFaults,
      ...lineFaults,
      'exchange_is_not_agreed',
      'hold_has_lapsed',
      'seconds_are_not_whole',
      'seconds_are_too_many',
      'help_is_in_the_future',
    ],
  }),
  confirmExchange: operation({
    ...act,
    name: 'confirmExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/confirmation',
    summary: 'Confirm the hours: they move now',
    body: Confirmation,
    faults: [
      ...actFaults,
      ...lineFaults,
      'exchange_is_not_done',
      'actor_is_not_the_receiver',
      'seconds_are_not_whole',
      'seconds_are_too_many',
    ],
  }),
  reverseExchange: operation({
    ...act,
    name: 'reverseExchange',
    path: '/v1/communities/{community}/exchanges/{exchange}/reversal',
    summary: 'A coordinator undoes confirmed hours, with a reason',
    asker: 'coordinator',
    body: Reversal,
    faults: [
      ...actFaults,
      'actor_is_not_a_coordinator',
      'decision_is_in_own_cause',
      'exchange_is_not_confirmed',
    ],
  }),
}
