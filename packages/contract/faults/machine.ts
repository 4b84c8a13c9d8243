import { type FaultKind, kind } from './kind.ts'

/** The machine. */
export const machine = {
  outcome_unknown: kind(
    503,
    'now',
    'We could not learn whether this was written. Send it again with the same key.',
  ),
  books_are_out_of_reach: kind(
    503,
    'later',
    'The books cannot be reached just now. Nothing was written. Try again soon.',
  ),
  something_failed: kind(
    500,
    'later',
    'Something broke on our side. Nothing of yours is lost. Try again.',
  ),
} as const satisfies Record<string, FaultKind>
