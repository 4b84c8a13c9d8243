import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import type { Expectation } from '../writes.ts'

/** The guard of an account whose numbers were counted (ledger.md law 12). */
export function expectAccount({ account, version }: AccountFacts): Expectation {
  return { word: 'account', id: account, version }
}

/** The guard of the charter's numbers: none came after the one that was read. */
export function expectCharter({ newestVersion }: CharterFacts): Expectation {
  return { word: 'charter', id: 'charter', version: newestVersion }
}

/** The guards of the states that were counted: the actor's, if a member asks, and the sides'. */
export function expectMembers(
  actor: MemberActor | null,
  ...sides: readonly AccountFacts[]
): Expectation[] {
  const versions = new Map<string, number>()
  if (actor !== null) versions.set(actor.member, actor.version)
  for (const { member, memberVersion } of sides) {
    if (member !== null && memberVersion !== null) versions.set(member, memberVersion)
  }
  return [...versions].map(([id, version]) => ({ word: 'member', id, version }))
}
