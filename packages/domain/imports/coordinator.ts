import { type Fault, fault } from '@commonhour/contract'
import type { SourceBank, SourceMember } from './bank.ts'

export interface CoordinatorFacts {
  readonly members: SourceBank['members']
  /** Who was named to look after the community; null when nobody was. */
  readonly email: string | null
  /** What to call them if they are no member of the files. */
  readonly name: string | null
  readonly today: string
}
export interface Coordinator {
  readonly member: SourceMember
  /** They stand in no file and join by this import. */
  readonly isNew: boolean
}

/**
 * Who founds the community that a bank is brought into: the one who was named, a member of the
 * files or somebody new, else the files' first member who can sign in.
 */
export function decideCoordinator(facts: CoordinatorFacts): Coordinator | Fault {
  const { email, members, name, today } = facts
  const byNumber = members.toSorted((a, b) => a.number - b.number)
  if (email === null) {
    const first = byNumber.find((member) => member.email !== null)
    if (first) return { member: first, isNew: false }
    return wrong('/coordinator', 'an e-mail address, since no member of the files has one')
  }
  const named = byNumber.find((member) => sameAddress(member.email, email))
  if (named) return { member: named, isNew: false }
  if (name === null) {
    return wrong('/coordinator-name', `the name of ${email}, who stands in no file`)
  }
  const number = (byNumber.at(-1)?.number ?? 0) + 1
  return { member: { number, name, email, phone: null, joinedOn: today }, isNew: true }
}

function sameAddress(one: string | null, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase()
}

function wrong(pointer: string, expected: string): Fault {
  return fault('request_is_malformed', { fields: [{ pointer, expected, received: 'nothing' }] })
}
