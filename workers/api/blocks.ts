import { type Blocks, type Fault, fault, isFault } from '@commonhour/contract'
import {
  type BlockFacts,
  type Decision,
  decideBlock,
  decideBlockLifting,
  doneBy,
} from '@commonhour/domain'
import {
  type Books,
  blocksQuery,
  memberActorQuery,
  memberQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { memberOf } from './acting.ts'
import type { Handlers, PersonCaller } from './types.ts'

export const blocks = {
  listBlocks: async ({ books, caller }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { members } = await snapshot(books, { members: blocksQuery(actor.member) })
    return { members }
  },
  blockMember: ({ body, ...asked }) => change(asked, body.member, decideBlock),
  liftBlock: ({ params, ...asked }) => change(asked, params.member, decideBlockLifting),
} satisfies Partial<Handlers>

interface Asked {
  readonly books: Books
  readonly caller: PersonCaller
  readonly now: number
}

/** Changes with whom the caller wants no contact, and answers with whom that is now. */
async function change(
  { books, caller, now }: Asked,
  other: string,
  decide: (facts: BlockFacts) => Decision | Fault,
): Promise<Blocks | Fault> {
  const me = await memberOf(books, caller)
  if (isFault(me)) return me
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      other: memberQuery(other),
      before: blocksQuery(me.member),
    },
    decide: ({ actor, before, other }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      const blocked = before.map(({ member }) => member)
      const decision = decide({ actor, other, blocked })
      return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: actor.member }
    },
    render: ({ ref }) => blocksQuery(ref),
  })
  return isFault(written) ? written : { members: written.answer }
}
