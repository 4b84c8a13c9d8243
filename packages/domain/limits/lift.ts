import { type Fault, fault, type LineReason } from '@commonhour/contract'
import type { Deed } from '@commonhour/fairness'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts } from '../facts.ts'
import type { MotionAct } from '../motions/facts.ts'
import type { Write } from '../writes.ts'

const dayMilliseconds = 86_400_000

/** A line of an account's own: seconds of standing, and its end in ms since the epoch. */
export interface OwnLine {
  readonly floorSeconds: number
  readonly until: number | null
}

/** The charter's number for this kind of account: what a lift is measured from. */
export function charterFloorSeconds({ kind }: AccountFacts, { body }: CharterFacts): number {
  return kind === 'organisation' ? body.organisation.floorSeconds : body.member.floorSeconds
}

/** Why an account may not have such a line; null when it may. */
export function refusalOfLine(
  { floorSeconds, until }: OwnLine,
  account: AccountFacts,
  charter: CharterFacts,
  now: number,
): Fault | null {
  if (account.status === 'closed') return fault('account_is_closed')
  if (floorSeconds > charterFloorSeconds(account, charter)) return fault('line_would_be_tighter')
  return until === null || until <= now ? fault('line_needs_an_end') : null
}

/** The lift as the rules of office weigh it: all of it, from the charter's number. */
export function liftDeed(
  line: { floorSeconds: number; until: number; reason: LineReason },
  account: AccountFacts,
  charter: CharterFacts,
  now: number,
  seconded = false,
): Deed {
  return {
    act: line.reason === 'supported' ? 'support' : 'lift',
    seconds: charterFloorSeconds(account, charter) - line.floorSeconds,
    days: Math.floor((line.until - now) / dayMilliseconds),
    seconded,
    charter: charter.body,
  }
}

/** The line as it is written, and the member told of it; the leaf stands last. */
export function lineWrites(
  member: string,
  { account }: AccountFacts,
  line: { floorSeconds: number; until: number; reason: LineReason },
): Write[] {
  return [
    { into: 'outbox', kind: 'limits.changed', ref: account, member },
    { into: 'limitChange', account, ceilingSeconds: null, ...line },
  ]
}

/** A large lift, as two stewards decide it: judged by the charter of that moment. */
export const liftAct: MotionAct = {
  partiesOf: ({ ref }) => [ref],
  decide: ({ body, ref }, { account, charter, now, subject }) => {
    const { floorSeconds, reason, until } = body
    if (floorSeconds === undefined || until === undefined || reason === undefined) {
      return fault('not_found')
    }
    const isHere = subject !== null && subject.state !== 'departed' && subject.state !== 'erased'
    if (account === null || !isHere) return fault('member_is_not_active')
    const refused = refusalOfLine({ floorSeconds, until }, account, charter, now)
    if (refused !== null) return refused
    const line = { floorSeconds, until, reason }
    const deed = liftDeed(line, account, charter, now, true)
    const refusal = refusalOf(officeRules, { speaksFor: [], parties: [ref], deed })
    if (refusal !== null) return refusal
    // From here the lift must succeed.
    return {
      expect: [
        { word: 'account', id: account.account, version: account.version },
        { word: 'member', id: ref, version: subject.version },
      ],
      write: lineWrites(ref, account, line),
    }
  },
}
