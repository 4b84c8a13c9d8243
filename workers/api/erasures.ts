import { type Erasure, fault, isFault, momentOf } from '@commonhour/contract'
import { decideErasure, doneBy, refusalOfOffice } from '@commonhour/domain'
import {
  type ErasureLine,
  emptyJournal,
  erasureQuery,
  memberActorQuery,
  memberQuery,
  openExchangesOfQuery,
  write,
} from '@commonhour/ledger'
import { claimOf } from './acting.ts'
import { replayable } from './answer.ts'
import type { Handlers } from './types.ts'

export const erasures = {
  eraseMember: async ({ body, books, caller, idempotency, now, params }) => {
    const { member } = params
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        line: memberQuery(member),
        openExchanges: openExchangesOfQuery(member),
      },
      decide: ({ actor, line, openExchanges }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (line === null) return refusalOfOffice(actor) ?? fault('not_found')
        const { reason } = body
        const decision = decideErasure({ reason, actor, member: line, openExchanges })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: member }
      },
      render: ({ ref }) => erasureQuery(ref),
    })
    if (isFault(written)) return written
    const { answer, replayed } = written
    if (answer === null) return fault('not_found')
    await emptyJournal(books)
    return replayable(wireErasure(answer), replayed)
  },
} satisfies Partial<Handlers>

function wireErasure({ at, member, reason }: ErasureLine): Erasure {
  return { member, reason, at: momentOf(at) }
}
