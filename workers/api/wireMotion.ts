import { differencesOf, type Motion, momentOf } from '@commonhour/contract'
import { lapsesAt, type MemberActor, mayKnowOfMotion, mayOfMotion } from '@commonhour/domain'
import type { MotionLine } from '@commonhour/ledger'
import { isSteward } from './acting.ts'

/** A motion as this reader may see it; null where it is not theirs to know of. */
export function wireMotion(line: MotionLine, actor: MemberActor, now: number): Motion | null {
  const mayKnow = mayKnowOfMotion(line, actor)
  if (!mayKnow.motion) return null
  const { announcedUntil, at, body, by, id, kind, ref } = line
  const { floorSeconds, office = null, reason, until } = body
  const isLine = floorSeconds !== undefined && until !== undefined && reason !== undefined
  const seesAll = isSteward(actor)
  // A grant is about whoever applied; every other motion names its member itself.
  const about = body.applicant ?? ref
  const { [about]: whom, ...others } = line.names
  const knows = mayKnow.whom && whom !== undefined
  return {
    id,
    kind,
    state: line.state,
    member: knows ? about : null,
    proposedBy: by,
    at: momentOf(at),
    announcedUntil: announcedUntil === null ? null : momentOf(announcedUntil),
    lapsesAt: momentOf(lapsesAt(line)),
    amendment: amendmentOf(line),
    line: isLine ? { floorSeconds, until: momentOf(until), reason } : null,
    office,
    ...(kind === 'reversal' && mayKnow.whom && { exchange: ref }),
    ...(kind === 'grant' && mayKnow.whom && { application: ref }),
    steps: line.steps.map((step) => stepOf(step, actor, seesAll)),
    names: namesFor(knows ? line.names : others, line, actor, seesAll),
    may: mayOfMotion(line, actor, now),
  }
}

function amendmentOf({ amendment, base }: MotionLine): Motion['amendment'] {
  if (amendment === null || base === null) return null
  return {
    base: amendment.base,
    effectiveFrom: momentOf(amendment.effectiveFrom),
    differences: differencesOf(base.body, amendment.body),
  }
}

/** Who objects is told to the stewards and to themself: everyone may object without being known. */
function stepOf(
  { act, at, by, reason }: MotionLine['steps'][number],
  actor: MemberActor,
  seesAll: boolean,
): Motion['steps'][number] {
  const isTold = act !== 'objected' || seesAll || by === actor.member
  return { act, by: isTold ? by : null, at: momentOf(at), reason }
}

function namesFor(
  names: Readonly<Record<string, string>>,
  { steps }: MotionLine,
  actor: MemberActor,
  seesAll: boolean,
): Record<string, string> {
  const hidden = steps
    .filter(({ act, by }) => act === 'objected' && by !== actor.member && !seesAll)
    .map(({ by }) => by)
  return Object.fromEntries(Object.entries(names).filter(([id]) => !hidden.includes(id)))
}
