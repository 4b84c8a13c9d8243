import { type CharterVersion, fault, isFault } from '@commonhour/contract'
import { decideAmendment, doneBy } from '@commonhour/domain'
import {
  charterQuery,
  charterVersionsQuery,
  memberActorQuery,
  motionQuery,
  newestCharterQuery,
  snapshot,
  stewardsQuery,
  write,
} from '@commonhour/ledger'
import { fellowOf, startOf, todayOf } from './acting.ts'
import { approve, motionPage } from './motions.ts'
import type { Handlers } from './types.ts'
import { wireMotion } from './wireMotion.ts'

export const charters = {
  listCharterVersions: async ({ books, caller, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { items } = await snapshot(books, { items: charterVersionsQuery(query.version) })
    return { items, next: null } satisfies { items: CharterVersion[]; next: null }
  },
  listAmendments: async ({ query, ...asked }) => motionPage(asked, query, 'amendment'),
  proposeAmendment: async ({ body, books, caller, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        newest: newestCharterQuery(),
        stewards: stewardsQuery(),
      },
      decide: ({ actor, charter, newest, stewards }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null || newest === null) return fault('community_is_unknown')
        const decision = decideAmendment({
          proposal: body,
          effectiveFrom: startOf(body.effectiveFrom),
          tomorrow: startOf(todayOf(now), 1),
          actor,
          stewards,
          charter,
          newest,
          now,
        })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => motionQuery(ref),
    })
    if (isFault(written)) return written
    const { answer, facts } = written
    return (answer && facts.actor && wireMotion(answer, facts.actor, now)) ?? fault('not_found')
  },
  approveAmendment: async ({ params, ...asked }) => approve(asked, params.amendment, 'amendment'),
} satisfies Partial<Handlers>
