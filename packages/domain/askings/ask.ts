import { type AskingForHours, type Fault, fault, type MemberState } from '@commonhour/contract'
import type { CharterFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface AskFacts {
  readonly asking: AskingForHours
  readonly actor: MemberActor
  /** The member who is asked; null where nobody may be asked under that id. */
  readonly asked: {
    readonly id: string
    readonly state: MemberState
    readonly version: number
  } | null
  readonly charter: CharterFacts
}

/**
 * A member asks a fellow member for hours. Nothing of a standing goes with it; the books refuse a
 * second asking of the same one within seven days.
 */
export function decideAsking({ actor, asked, asking, charter }: AskFacts): Decision | Fault {
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (asked === null) return fault('not_found')
  if (asked.id === actor.member) return fault('accounts_are_the_same')
  if (asked.state !== 'active') return fault('member_is_not_active')
  if (asking.seconds % charter.body.quantumSeconds !== 0) return fault('seconds_are_not_whole')
  // From here the asking must succeed.
  return {
    expect: [
      { word: 'member', id: actor.member, version: actor.version },
      { word: 'member', id: asked.id, version: asked.version },
    ],
    write: [
      {
        into: 'asking',
        id: asking.id,
        asker: actor.member,
        asked: asked.id,
        seconds: asking.seconds,
      },
      { into: 'outbox', kind: 'hours.asked', ref: asking.id, member: asked.id },
    ],
  }
}
