/**
 * Everything that can be wrong with what was shown, in the order in which it is looked for: form,
 * signature, what is said, what the log says, what stands in the accounts. Each says what to do.
 */
export const findings = {
  // Form
  jws_is_malformed: 'This is no signed text of ours. Fetch it again, whole.',
  jws_type_is_another: 'This was signed as something else. Ask for a document of the right kind.',
  jws_algorithm_is_another: 'Only Ed25519 is accepted here. Ask for one that is signed so.',
  key_is_malformed: 'This is no Ed25519 key of ours. Fetch the keys of the community again.',
  key_is_unknown: 'No key that you hold for this signed it. Fetch the keys of the community again.',
  signature_is_wrong: 'The signature does not fit: it was altered, or signed by someone else.',
  key_was_not_valid: 'This key was not valid at this size of the log. Ask the auditors about it.',
  key_leaf_is_missing:
    'It is signed by a key you do not know, without the line that brought it in.',
  note_is_malformed: 'This is no signed note. Fetch the checkpoint again, byte for byte.',
  checkpoint_is_malformed: 'The note is signed, but holds no checkpoint. Tell the auditors.',
  checkpoint_is_of_another_log: 'This checkpoint is of another community. Fetch the right one.',
  // Receipts
  receipt_is_malformed: 'It is signed, but promises nothing we know. Tell the auditors.',
  receipt_is_of_another_log: 'This receipt is of another community. Compare it with that one.',
  receipt_is_not_covered: 'This checkpoint ends before the line. Take one of its promised time.',
  receipt_is_broken: 'The promised line does not stand in the log. Keep both, tell the auditors.',
  // Reports
  report_is_malformed: 'It is signed, but says not what a report must. Tell the auditors.',
  report_contradicts_itself: 'Its own figures do not fit each other. Tell the auditors.',
  report_is_of_another_log: 'This report is of another community. Fetch the right one.',
  report_sums_differ:
    'What went in is not what went out: hours came from nothing. Ask the auditors.',
  previous_is_another: 'It does not follow the report you hold. Keep both, tell the auditors.',
  log_was_rewritten: 'The log does not continue the earlier one. Keep both, tell the auditors.',
  signatures_are_malformed: 'This file holds no signatures of stewards. Fetch it again, whole.',
  signatures_are_of_another_report:
    'These are signatures under another report. Fetch those of this one.',
  cosignature_is_wrong:
    'A steward’s signature does not fit this report. Ask them what they signed.',
  // The log itself
  attachment_is_another:
    'This file is not the one the report names. Fetch it again, byte for byte.',
  line_is_malformed: 'A line of the log is no leaf. Fetch the file again, then tell the auditors.',
  log_is_not_dense: 'A line of the log is missing or out of place. Tell the auditors.',
  log_goes_back_in_time: 'A line is dated before the one above it. Tell the auditors.',
  account_is_unknown: 'Hours moved on an account that was never opened. Tell the auditors.',
  account_is_opened_twice: 'An account is opened a second time. Tell the auditors.',
  account_is_not_open: 'Hours moved, or a step was taken, on an account that was not open for it.',
  transfer_is_malformed: 'A transfer does not say what a transfer must. Tell the auditors.',
  transfer_is_repeated: 'A transfer stands in the log twice. Tell the auditors.',
  transfer_is_unmatched: 'A transfer does not fit the one it names. Tell the auditors.',
  transfer_is_resolved:
    'A hold is resolved, or a transfer reversed, a second time. Tell the auditors.',
  root_is_another:
    'The lines do not make the root that was signed. Keep the file, tell the auditors.',
  totals_are_others: 'The log adds up to other figures than were signed. Tell the auditors.',
  // Balances
  balance_row_is_malformed: 'A line is no balance. Fetch the file again, then tell the auditors.',
  sum_is_too_large: 'The sums are larger than can be counted exactly. Tell the auditors.',
  balance_root_is_another: 'The balances do not make the root that was signed. Tell the auditors.',
  balances_are_others: 'The balances are not those that the log adds up to. Tell the auditors.',
  balance_is_not_counted:
    'This balance is not counted as it was said. Keep both, tell the auditors.',
  // Proofs of one line, and of one member
  line_proof_is_malformed: 'This is no proof of ours for one line. Fetch it again, whole.',
  member_proof_is_malformed: 'This is no proof of ours for one account. Fetch it again, whole.',
  line_is_not_in_the_report:
    'A line does not stand in the log that was signed. Keep both, tell the auditors.',
  line_is_of_another_account: 'A line moves nothing on this account. Fetch the proof again.',
} as const satisfies Record<string, string>

export type FindingCode = keyof typeof findings

/** Figures and names that show what is wrong; never words of people. */
export type Figures = Readonly<Record<string, number | string | boolean | null>>

/** The first thing that is wrong, as a value. */
export interface Finding {
  readonly finding: FindingCode
  readonly facts: Figures
}

export function finding(code: FindingCode, facts: Figures = {}): Finding {
  return { finding: code, facts }
}

export function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'finding' in value
}
