import { type FaultKind, kind } from './kind.ts'

/** The rules (packages/fairness), and what apps may. */
export const rules = {
  hours_are_not_equal: kind(
    409,
    'never',
    'One hour of help is one hour. The hours moved must be the hours helped.',
  ),
  parties_are_not_two: kind(
    409,
    'never',
    'Help passes between two people, each speaking for themselves.',
  ),
  seconds_are_not_whole: kind(409, 'never', 'Round the time to the step this community uses.'),
  seconds_are_too_many: kind(
    409,
    'later',
    'This is more than one exchange may hold. Split it by days.',
  ),
  credit_floor_reached: kind(
    409,
    'later',
    'This would go below the line this community agreed on.',
  ),
  newcomer_line_reached: kind(
    409,
    'later',
    'Until your first help is given, you can ask for a little less.',
  ),
  help_cannot_be_agreed_yet: kind(
    409,
    'later',
    'This can’t be agreed yet. A coordinator can help. They need not say why.',
  ),
  gift_exceeds_hours_in_hand: kind(
    409,
    'later',
    'You can give the hours you have in hand. Choose a smaller gift.',
  ),
  hours_do_not_end: kind(
    409,
    'never',
    'Hours do not end and are not sold. Move them as help, or give them.',
  ),
  both_must_say_the_hours: kind(
    409,
    'later',
    'This is far from the time you agreed on. Both must say how long it was.',
  ),
  pool_cap_is_reached: kind(
    409,
    'later',
    'The pool has given what it gives one member in this time. A friend’s gift is open.',
  ),
  second_steward_is_needed: kind(
    409,
    'later',
    'This needs two stewards. It waits until another one agrees.',
  ),
  line_needs_an_end: kind(
    409,
    'never',
    'A line is lifted until a day, at most a year away. Name that day.',
  ),
  app_is_admitted_already: kind(
    409,
    'never',
    'This app is admitted already. There is nothing more to do.',
  ),
  app_is_not_admitted: kind(
    403,
    'later',
    'The stewards have not admitted this app, or withdrew it. Ask them.',
  ),
  app_is_not_granted: kind(
    403,
    'later',
    'This account has not granted that to the app. Ask its holder.',
  ),
  app_cap_is_reached: kind(
    409,
    'later',
    'The app has booked all it may for today. Book the rest tomorrow.',
  ),
  bookings_have_bad_rows: kind(
    422,
    'later',
    'Some rows cannot be booked, so none was. Mend or leave out the ones named.',
  ),
} as const satisfies Record<string, FaultKind>
