import { type FaultKind, kind } from './kind.ts'

/** Reports, signed heads of the log, and the keys that sign them. */
export const proofs = {
  report_period_is_not_over: kind(
    409,
    'later',
    'A report tells of days that are over. End it yesterday or before.',
  ),
  report_period_goes_back: kind(
    409,
    'never',
    'A report continues the one before. End it on that one’s last day or later.',
  ),
  report_is_signed_already: kind(
    409,
    'never',
    'You have signed this report already. There is nothing more to do.',
  ),
  cosigner_is_unknown: kind(
    403,
    'never',
    'Only a steward whose key the log names signs reports. Enter your key first.',
  ),
} as const satisfies Record<string, FaultKind>
