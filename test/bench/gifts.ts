import type { BenchMember } from './community.ts'

export interface Pair {
  readonly from: BenchMember
  readonly to: BenchMember
}

/**
 * Who gives to whom next: every client has givers of its own, and gives to anyone. A giver may
 * receive from another client meanwhile; the API then gathers its facts again, as in life.
 */
export function pairs(members: readonly BenchMember[], clients: number): (client: number) => Pair {
  const each = Math.floor(members.length / clients)
  const turns = new Array<number>(clients).fill(0)
  return (client) => {
    const turn = turns[client] ?? 0
    turns[client] = turn + 1
    const index = client + clients * (turn % each)
    const other = (index + 1 + Math.floor(Math.random() * (members.length - 1))) % members.length
    return { from: members[index] as BenchMember, to: members[other] as BenchMember }
  }
}
