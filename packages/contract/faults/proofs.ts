import { type FaultKind, kind } from './kind.ts'

/** Reports, signed heads of the log, and the keys that sign them. */
export const proofs = {
  proof_is_not_ready: kind(409, 'later', 'This is made within a minute. Ask again then.'),
  report_is_waiting: kind(
    409,
    'later',
    'The report before this one is being made. Ask again in a minute.',
  ),
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
  cosigners_are_too_few: kind(
    409,
    'never',
    'A report cannot want more signatures than there are co-signers. Ask for fewer.',
  ),
  signature_is_not_good: kind(
    422,
    'never',
    'The signature does not fit this report and your key. Sign the report as it was issued.',
  ),
} as const satisfies Record<string, FaultKind>
