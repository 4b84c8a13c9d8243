import { type FaultKind, kind } from './kind.ts'

/** The thing: transfers, pools, departures, the cards of Today, and accounts. */
export const pools = {
  transfer_belongs_to_an_exchange: kind(
    409,
    'never',
    'These hours moved by an exchange. Reverse the exchange.',
  ),
  transfer_is_reversed_already: kind(
    409,
    'never',
    'This was reversed already. There is nothing more to do.',
  ),
  transfer_cannot_be_reversed: kind(
    409,
    'never',
    'Only a gift or a booking can be reversed. Book what is right anew.',
  ),
  application_is_waiting: kind(
    409,
    'later',
    'You have an application that waits. Wait for its answer, or take it back.',
  ),
  application_is_answered: kind(
    409,
    'never',
    'This application was answered already. Look at its answer.',
  ),
  asked_this_week: kind(
    409,
    'later',
    'You have asked this member within the last seven days. Ask someone else, or wait.',
  ),
  asking_is_answered: kind(409, 'never', 'You have answered this already. Nothing more to do.'),
  member_has_departed: kind(
    409,
    'never',
    'This member has left. Their account only hands over its hours and closes.',
  ),
  departure_reason_does_not_fit: kind(
    409,
    'never',
    'You leave, or move away; a coordinator enters a death, or what a member asked for.',
  ),
  member_has_not_left: kind(
    409,
    'later',
    'Only someone who has left can be erased. Let them leave first.',
  ),
  member_is_erased: kind(
    409,
    'never',
    'This member was erased already. There is nothing more to do.',
  ),
  member_has_open_exchanges: kind(
    409,
    'later',
    'Something of theirs is still open. Settle it with the other side first, then ask again.',
  ),
  erasure_reason_does_not_fit: kind(
    409,
    'never',
    'You erase yourself of your own wish; a coordinator enters who asked for it.',
  ),
  hours_wait_to_be_handed_over: kind(
    409,
    'later',
    'Hours in hand are handed over once nothing is open, or when the days for it are over.',
  ),
  hours_cannot_go_there: kind(
    409,
    'later',
    'Hours can be handed to an open pool or to another active member. Choose one.',
  ),
  card_is_not_open: kind(
    409,
    'never',
    'This card is done with. Look at Today again for what waits now.',
  ),
  card_is_taken: kind(
    409,
    'later',
    'Another coordinator looks after this. Ask them, or hand it on with a note.',
  ),
  card_cannot_go_to_them: kind(
    409,
    'later',
    'A card goes to a coordinator who is active and takes no part in it. Choose another.',
  ),
  card_ends_by_its_act: kind(
    409,
    'never',
    'This card ends when what it asks for is done. Do that, and it goes by itself.',
  ),
  account_is_not_yours: kind(403, 'never', 'Hours can be given only from an account of your own.'),
  accounts_are_the_same: kind(
    409,
    'never',
    'Hours move between two accounts. Choose another one to receive them.',
  ),
} as const satisfies Record<string, FaultKind>
