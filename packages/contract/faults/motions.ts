import { type FaultKind, kind } from './kind.ts'

/** The thing: pauses, offices, motions and the charter. */
export const motions = {
  member_is_not_paused: kind(
    409,
    'never',
    'This member has not paused. There is nothing to return from.',
  ),
  member_is_not_suspended: kind(
    409,
    'never',
    'This member is not suspended. There is nothing more to do.',
  ),
  office_is_held_already: kind(
    409,
    'never',
    'This member holds that office already. There is nothing more to do.',
  ),
  office_is_not_held: kind(409, 'never', 'This member does not hold that office. Look again.'),
  coordinator_is_the_last: kind(
    409,
    'later',
    'A community keeps a coordinator. Have another one appointed first.',
  ),
  motion_is_decided: kind(409, 'never', 'This was decided already. Look at where it stands now.'),
  motion_is_waiting: kind(
    409,
    'later',
    'This was proposed already and is not decided yet. Look among the motions: it waits there.',
  ),
  proposer_left_office: kind(
    409,
    'never',
    'Who proposed this holds no office any more. A coordinator may propose it anew.',
  ),
  motion_takes_no_objection: kind(
    409,
    'never',
    'Only what is announced to all can be objected to, while it is. Speak to a coordinator.',
  ),
  actor_is_not_the_proposer: kind(403, 'never', 'Only the one who proposed this takes it back.'),
  amendment_changes_nothing: kind(
    409,
    'never',
    'The charter reads so already. Change at least one number.',
  ),
  amendment_starts_too_soon: kind(
    409,
    'never',
    'Members are told first. Choose a day from tomorrow on, not before what is agreed already.',
  ),
  amendment_is_out_of_date: kind(
    409,
    'never',
    'The charter has changed since this was proposed. Propose it anew.',
  ),
  line_would_be_tighter: kind(
    409,
    'never',
    'Nobody is held closer than the charter says. Choose a line at or below its number.',
  ),
  line_stands_already: kind(409, 'never', 'This line stands already. There is nothing more to do.'),
} as const satisfies Record<string, FaultKind>
