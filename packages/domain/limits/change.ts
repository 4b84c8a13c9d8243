import { type Fault, fault, type LineChange } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { StewardFacts, SubjectFacts } from '../motions/facts.ts'
import { officeFactsOf } from '../motions/free.ts'
import { proposeMotion } from '../motions/propose.ts'
import type { Decision } from '../writes.ts'
import { charterFloorSeconds, liftDeed, lineWrites, type OwnLine, refusalOfLine } from './lift.ts'

export interface LineChangeFacts {
  readonly change: LineChange
  /** The end of the named day, ms since the epoch; null ends a line of one's own. */
  readonly until: number | null
  readonly actor: MemberActor
  readonly subject: SubjectFacts
  readonly account: AccountFacts | null
  /** The line of their own that is in force now, if any. */
  readonly own: OwnLine | null
  readonly stewards: readonly StewardFacts[]
  readonly charter: CharterFacts
  readonly now: number
}

/**
 * A coordinator gives a member a line of their own, until a day and with a reason; a large lift, or
 * one for a supported member, waits for a second steward. Without an end it takes the line back to
 * the charter's.
 */
export function decideLineChange(facts: LineChangeFacts): Decision | Fault {
  const { account, actor, change, charter, now, own, stewards, subject, until } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const parties = [subject.id]
  const ownCause = refusalOf(officeRules, officeFactsOf(actor, parties))
  if (ownCause !== null) return ownCause
  if (account === null) return fault('member_is_not_active')
  const { floorSeconds, reason } = change
  const ends = until === null && floorSeconds === charterFloorSeconds(account, charter)
  const refused = ends ? null : refusalOfLine({ floorSeconds, until }, account, charter, now)
  const stands = ends ? own === null : own?.floorSeconds === floorSeconds && own.until === until
  if (refused !== null) return refused
  if (stands) return fault('line_stands_already')
  const line = { floorSeconds, until: until ?? now, reason: ends ? 'ended' : reason } as const
  const forTwo = ends ? null : refusalOf(officeRules, deedOf(facts, account, line.until))
  if (forTwo !== null && forTwo.fault !== 'second_steward_is_needed') return forTwo
  // From here the change must succeed, or the motion for it.
  if (forTwo !== null) {
    const about = { id: change.id, kind: 'lift', ref: subject.id, body: line, parties } as const
    return proposeMotion({ ...about, actor, stewards, charter, now })
  }
  const counted = { word: 'account', id: account.account, version: account.version } as const
  return { expect: [...officeOf(actor), counted], write: lineWrites(subject.id, account, line) }
}

function deedOf(
  { actor, change, charter, now, subject }: LineChangeFacts,
  account: AccountFacts,
  until: number,
) {
  const line = { floorSeconds: change.floorSeconds, until, reason: change.reason }
  return officeFactsOf(actor, [subject.id], liftDeed(line, account, charter, now))
}
