import { type FaultKind, kind } from './kind.ts'

/** The thing: offers, needs, and an exchange through its life. */
export const exchanges = {
  category_is_unknown: kind(
    409,
    'never',
    'This community has no such category. Choose one of its charter.',
  ),
  offer_is_not_open: kind(409, 'never', 'This offer is no longer open. Look at the other offers.'),
  need_is_not_open: kind(409, 'never', 'This need is no longer open. Look at the other needs.'),
  need_is_answered_by_giver: kind(
    409,
    'never',
    'You have answered this already. Look at your answer, or change its day and place.',
  ),
  proposal_has_changed: kind(
    409,
    'later',
    'Other terms were proposed meanwhile. Look at them, then answer.',
  ),
  terms_are_the_same: kind(
    409,
    'never',
    'These are the terms as they stand. Agree to them, or change something.',
  ),
  agreed_time_is_out_of_reach: kind(
    409,
    'never',
    'Choose a time from today on, no further ahead than hours can be set aside.',
  ),
  seconds_cannot_be_split: kind(
    409,
    'never',
    'This is too short to share among so many. Name fewer people, or a longer time.',
  ),
  actor_has_agreed_already: kind(
    409,
    'later',
    'You have said yes already. The others are asked for theirs.',
  ),
  hours_wait_for_the_other: kind(
    409,
    'later',
    'You have said these hours. The other side is asked whether they are right.',
  ),
  hours_have_moved: kind(
    409,
    'later',
    'Some of these hours have moved already. Say that you remember it differently instead.',
  ),
  exchange_is_not_proposed: kind(
    409,
    'never',
    'This was answered already. Look at where it stands now.',
  ),
  exchange_is_not_agreed: kind(
    409,
    'never',
    'This is not agreed, or it is done already. Look at where it stands now.',
  ),
  exchange_is_not_done: kind(
    409,
    'never',
    'This is not said to be done. Look at where it stands now.',
  ),
  exchange_is_not_confirmed: kind(
    409,
    'never',
    'No hours stand as moved here. Look at where it stands now.',
  ),
  exchange_is_not_disputed: kind(
    409,
    'never',
    'Nobody remembers this differently now. Look at where it stands.',
  ),
} as const satisfies Record<string, FaultKind>
