import { type FaultKind, kind } from './kind.ts'

/** The thing: what may still be said, settled, undone or given back after the help. */
export const afterHelp = {
  actor_said_this: kind(
    409,
    'later',
    'You said this yourself, and the other side answers it. If it is wrong, call it off.',
  ),
  dispute_time_is_over: kind(
    409,
    'never',
    'The time to say that you remember it differently is over. Speak to a coordinator.',
  ),
  settlement_misses_a_receiver: kind(
    409,
    'never',
    'Name every receiver once, with the time each was helped.',
  ),
  actor_did_not_record_this: kind(
    403,
    'never',
    'Only who recorded this can undo it. You can say that you remember it differently.',
  ),
  undo_time_is_over: kind(
    409,
    'never',
    'Ten minutes are over. Say that you remember it differently: a coordinator will help.',
  ),
  hours_were_agreed: kind(
    409,
    'never',
    'You agreed to these hours or recorded them. Say that you remember it differently.',
  ),
  return_time_is_over: kind(
    409,
    'never',
    'The time to give these hours back is over. Speak to a coordinator, or give them as a gift.',
  ),
  agreed_time_has_not_come: kind(
    409,
    'later',
    'Nobody can have missed it yet. Wait for the agreed time, or give another reason.',
  ),
  actor_made_the_proposal: kind(409, 'later', 'You proposed this. The other side answers it.'),
  actor_is_not_the_receiver: kind(403, 'never', 'Only the one who received the help can do this.'),
  actor_is_not_the_giver: kind(403, 'never', 'Only the one who gave the help can do this.'),
  actor_may_not_speak_for_either: kind(403, 'never', 'You must be one of the two to record this.'),
  help_is_in_the_future: kind(
    409,
    'later',
    'That day has not come yet. Record the help when it is done.',
  ),
} as const satisfies Record<string, FaultKind>
