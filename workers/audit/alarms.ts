import type { AlarmCode } from '@commonhour/contract'

/**
 * Everything for which audit signs nothing, in the order in which it looks. What is said is for
 * whoever runs the host and for the auditors: what is so, and what to do.
 */
export const alarms = {
  books_cannot_be_read:
    'The database answers, but not as books of a community do. Keep the file, put no other back over it, ask for help.',
  schema_is_not_released:
    'A trigger, table or view is missing or altered. Stop writing, keep the file, ask for help.',
  log_is_shorter: 'The log is shorter than it was. An old copy? Put the newest one back.',
  memory_is_behind:
    'A head was published that audit does not remember. Bring its memory back, else ask for help.',
  keys_are_not_founded:
    'The community has no keys, and no recovery key is set. Set one, and the next round begins them.',
  key_is_not_ours:
    'The key that stands is not made from this host’s secret. Put the secret back, or recover.',
  log_is_forked: 'The log is another one than was signed. Keep both files, ask for help.',
  sums_are_not_zero: 'The standings do not add up to zero. Keep the file, ask for help.',
  log_is_altered: 'A line of the log is not what was written. Keep the file, ask for help.',
  node_is_altered: 'A node of the tree is not what its leaves make. Keep the file, ask for help.',
  projections_differ:
    'A standing or statement is not what the log adds up to. Keep the file, ask for help.',
  charter_is_altered:
    'The text of a charter is not the one that was adopted. Keep the file, ask for help.',
  report_is_altered:
    'A report, or what it attaches, is not what was issued. Keep the file, ask for help.',
  previous_report_is_not_ours:
    'The report before is not the one that was signed. Keep the file, ask for help.',
} as const satisfies Record<AlarmCode, string>

/** Why nothing was signed, as a value: what is so, in figures. */
export interface Refusal {
  readonly alarm: AlarmCode
  readonly facts: Readonly<Record<string, string | number | null>>
}

export function refusal(alarm: AlarmCode, facts: Refusal['facts'] = {}): Refusal {
  return { alarm, facts }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'alarm' in value
}
