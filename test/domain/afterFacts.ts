import { type Fault, isFault } from '@commonhour/contract'
import type { Decision, ExchangeFacts } from '@commonhour/domain'
import { account, charter, exchange, histories, hold, step } from './facts.ts'

export const day = 86_400_000
export const minute = 60_000
export const freshIds = ['f1', 'f2', 'f3', 'f4', 'f5']
export const sides = { giver: account('luis'), receivers: [account('ana')], charter, freshIds }
export const states = Object.keys(histories) as (keyof typeof histories)[]
export const codeOf = (decided: Decision | Fault) => (isFault(decided) ? decided.fault : 'yes')
export function yes(decided: Decision | Fault): Decision {
  if (isFault(decided)) throw new Error(decided.fault)
  return decided
}
/** Help that one of the two recorded, and booked at once. */
export const recorded = (by: string): ExchangeFacts =>
  exchange('confirmed', {
    steps: [step(0, 'done', by), step(1, 'confirmed', by)],
    transfers: [hold({ id: 'post', kind: 'post', expiresAt: null })],
  })
