import { Choices, Choosing } from '../choices.ts'
import { PageQuery, page } from '../paging.ts'
import { Asking, AskingForHours, AskingGift } from '../pools.ts'
import { operation } from './operation.ts'

const path = '/v1/communities/{community}/askings'
const read = {
  word: 'askings',
  method: 'GET',
  scope: 'hours:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member'],
} as const
const act = {
  word: 'askings',
  method: 'POST',
  scope: 'hours:write',
  asker: 'member',
  status: 201,
} as const

export const askings = {
  askForHours: operation({
    ...act,
    name: 'askForHours',
    path,
    summary: 'Ask a fellow member for hours; they may say no, and read nothing of where I stand',
    body: AskingForHours,
    answer: Asking,
    idempotent: false,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'accounts_are_the_same',
      'member_is_not_active',
      'seconds_are_not_whole',
      'asked_this_week',
      'id_is_taken',
    ],
  }),
  listAskings: operation({
    ...read,
    name: 'listAskings',
    path,
    summary: 'What I asked fellow members for and was asked for, newest first',
    query: PageQuery,
    answer: page(Asking),
  }),
  readAsking: operation({
    ...read,
    name: 'readAsking',
    path: `${path}/{asking}`,
    summary: 'One asking, to the two it is between',
    answer: Asking,
  }),
  giveAsked: operation({
    ...act,
    name: 'giveAsked',
    path: `${path}/{asking}/gift`,
    summary: 'Give the hours I was asked for, or fewer',
    body: AskingGift,
    answer: Asking,
    idempotent: true,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'asking_is_answered',
      'member_is_not_active',
      'account_is_closed',
      'account_is_frozen',
      'gift_exceeds_hours_in_hand',
      'seconds_are_not_whole',
      'help_cannot_be_agreed_yet',
      'id_is_taken',
      'outcome_unknown',
    ],
  }),
  declineAsked: operation({
    ...act,
    name: 'declineAsked',
    path: `${path}/{asking}/declination`,
    summary: 'Say no to an asking, without a reason',
    answer: Asking,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'asking_is_answered'],
  }),
  readChoices: operation({
    ...read,
    word: 'choices',
    scope: 'members:read',
    name: 'readChoices',
    path: '/v1/communities/{community}/me/choices',
    summary: 'What I chose: my hours to the pool, care, mail',
    answer: Choices,
  }),
  choose: operation({
    ...act,
    word: 'choices',
    scope: 'members:read',
    name: 'choose',
    path: '/v1/communities/{community}/me/choices',
    summary: 'Choose one of them anew',
    body: Choosing,
    answer: Choices,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'actor_is_not_active'],
  }),
}
