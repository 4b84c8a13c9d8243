import {
  type AmendmentProposal,
  amendedCharter,
  differencesOf,
  type Fault,
  fault,
} from '@commonhour/contract'
import type { CharterFacts, MemberActor } from '../facts.ts'
import { refusalOfOffice } from '../members/office.ts'
import type { AmendmentFacts, MotionAct, StewardFacts } from '../motions/facts.ts'
import { proposeMotion } from '../motions/propose.ts'
import type { Decision } from '../writes.ts'

export interface AmendFacts {
  readonly proposal: AmendmentProposal
  /** The moment the proposed day begins, and the one tomorrow begins, where the community lives. */
  readonly effectiveFrom: number
  readonly tomorrow: number
  readonly actor: MemberActor
  readonly stewards: readonly StewardFacts[]
  /** The charter in force. */
  readonly charter: CharterFacts
  /** The newest version, agreed and perhaps not yet in force: what is amended. */
  readonly newest: AmendmentFacts
  readonly now: number
}

/** A coordinator proposes to change the charter from a day on; another steward seconds it. */
export function decideAmendment(facts: AmendFacts): Decision | Fault {
  const { actor, charter, effectiveFrom, newest, now, proposal, stewards, tomorrow } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const amended = amendedCharter(newest.body, proposal.changes)
  if ('fields' in amended) return fault('request_is_malformed', { fields: amended.fields })
  const { body } = amended
  if (differencesOf(newest.body, body).length === 0) return fault('amendment_changes_nothing')
  const tooSoon = effectiveFrom < tomorrow || effectiveFrom < newest.effectiveFrom
  if (tooSoon) return fault('amendment_starts_too_soon')
  // From here the proposal must succeed.
  const { id } = proposal
  const about = { id, kind: 'amendment', ref: 'charter', body: {}, parties: [] } as const
  const text = { motion: id, base: newest.base, effectiveFrom, body }
  const proposed = proposeMotion({ ...about, actor, stewards, charter, now }, [
    { into: 'charterAmendment', ...text },
  ])
  const overNewest = { word: 'charter', id: '', version: newest.base } as const
  return { ...proposed, expect: [...proposed.expect, overNewest] }
}

/**
 * An amendment adopts its charter, in force from its day, and never before it is adopted. One that
 * was written over an older version is refused: it would silently take the newer one back.
 */
export const amendmentAct: MotionAct = {
  partiesOf: () => [],
  decide: (_, { amendment, charter, now }) => {
    if (amendment === null) return fault('not_found')
    const { base, body } = amendment
    if (base !== charter.newestVersion) return fault('amendment_is_out_of_date')
    // From here the adoption must succeed.
    const version = base + 1
    const effectiveFrom = Math.max(amendment.effectiveFrom, now)
    return {
      expect: [{ word: 'charter', id: '', version: base }],
      write: [
        { into: 'outboxToAll', kind: 'charter.adopted', ref: String(version) },
        { into: 'charter', version, effectiveFrom, body },
      ],
    }
  },
}
