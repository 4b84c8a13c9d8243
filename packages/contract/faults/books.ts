import { type FaultKind, kind } from './kind.ts'

/** The books (raised inside the database), and bringing a bank in. */
export const books = {
  facts_are_stale: kind(409, 'now', 'Something changed at the same moment. Try again now.'),
  ceiling_is_reached: kind(
    409,
    'later',
    'You hold as many hours as you may. Speak to a coordinator.',
  ),
  pool_would_owe: kind(409, 'later', 'A pool cannot owe hours. Choose a smaller number.'),
  account_is_frozen: kind(409, 'later', 'One of the accounts is frozen. Speak to a coordinator.'),
  account_is_closed: kind(409, 'never', 'One of the accounts is closed. Choose another.'),
  hold_is_resolved: kind(409, 'never', 'These hours were settled or returned already. Look again.'),
  hold_has_lapsed: kind(409, 'never', 'The hours set aside ran out. Agree once more.'),
  clock_is_ahead: kind(500, 'later', 'The clock of this machine is wrong. Tell whoever runs it.'),
  transition_is_not_allowed: kind(409, 'now', 'This moved on at the same moment. Look again.'),
  books_are_append_only: kind(500, 'never', 'Written lines never change. Write a new one.'),
  projections_are_trigger_owned: kind(500, 'never', 'A standing changes by transfers only.'),
  leaf_has_no_detail: kind(500, 'never', 'The log takes lines from its own triggers only.'),
  log_is_not_dense: kind(500, 'never', 'A line of the log must follow the one before.'),
  entry_has_no_transfer: kind(500, 'never', 'A statement line comes from its transfer only.'),
  transfer_does_not_match: kind(
    500,
    'never',
    'A transfer must fit the one it resolves, or its exchange.',
  ),
  charter_is_not_in_force: kind(
    409,
    'now',
    'The charter changed at the same moment. Try again now.',
  ),
  charter_is_out_of_order: kind(500, 'never', 'A charter version follows the one before.'),
  agreement_needs_its_hold: kind(500, 'never', 'An agreement sets hours aside in the same batch.'),
  agreement_needs_all_sides: kind(
    500,
    'never',
    'Several receivers agree only when each has said yes.',
  ),
  thanks_were_said: kind(409, 'never', 'You have thanked for this already. Nothing more to do.'),
  confirmation_needs_its_transfer: kind(
    500,
    'never',
    'A confirmation moves hours in the same batch.',
  ),
  motion_is_still_announced: kind(
    500,
    'never',
    'What is announced takes effect when its days have passed.',
  ),
  motion_has_not_been_carried_out: kind(
    500,
    'never',
    'A motion is carried in the batch that does what it says.',
  ),
  hold_is_still_open: kind(500, 'never', 'An exchange ends only when its hold has ended.'),
  grant_needs_its_application: kind(
    500,
    'never',
    'Hours leave a pool by a grant only for an application that waits.',
  ),
  hours_are_still_in_hand: kind(
    500,
    'never',
    'An account of someone who left closes once its hours were handed over.',
  ),
  import_is_not_open: kind(409, 'never', 'Imported lines are taken only while an import is open.'),
  row_is_malformed: kind(500, 'never', 'A row must have its agreed shape.'),
  delivery_is_claimed: kind(
    409,
    'later',
    'Another courier brings this already. Leave it to that one.',
  ),
  row_is_out_of_order: kind(500, 'never', 'A step must follow the one before.'),
  file_has_bad_rows: kind(
    422,
    'never',
    'Nothing was brought in. Mend the rows named and run it again.',
  ),
} as const satisfies Record<string, FaultKind>
