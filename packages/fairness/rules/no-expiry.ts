import type { MoveFacts, Purpose } from '../facts.ts'
import { rule } from '../rule.ts'

/** Hours never end and are never sold: they move for what the books name, and for nothing else. */
export const noExpiry = rule<MoveFacts>({
  name: 'no-expiry',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; ledger.md laws 2 and 4',
  verdict: 'refuse',
  fault: 'hours_do_not_end',
  tells: 'both',
  holds: ({ purpose }) => purposes.has(purpose),
  says: () => 'Hours do not end and are not sold. They move when help or a gift does.',
  shows: ({ purpose }) => ({ purpose }),
})

// There is no code path for anything else; the audit asks history the same question.
const purposes = new Set<Purpose>(['help', 'gift', 'grant', 'correction', 'import', 'treaty'])
