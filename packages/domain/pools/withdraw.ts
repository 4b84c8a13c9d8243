import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import type { ApplicationFacts } from './facts.ts'

/** Who asked a pool for hours takes it back while it waits. */
export function decideApplicationWithdrawal(facts: {
  readonly actor: MemberActor
  readonly application: ApplicationFacts | null
}): Decision | Fault {
  const { actor, application } = facts
  if (application?.member !== actor.member) return fault('not_found')
  if (application.state !== 'waiting') return fault('application_is_answered')
  // From here the withdrawal must succeed.
  return {
    expect: [],
    write: [
      {
        into: 'poolAnswer',
        application: application.id,
        act: 'withdrawn',
        reason: 'taken_back',
      },
    ],
  }
}
