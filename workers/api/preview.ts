import { atOf, fault, problemOf } from '@commonhour/contract'
import { foreseeProposal } from '@commonhour/domain'
import {
  accountOfMemberQuery,
  accountsOfMembersQuery,
  charterQuery,
  factsOfAccount,
  habitsQuery,
  memberActorQuery,
  needOfQuery,
  proposalsQuery,
  publicationQuery,
  snapshot,
} from '@commonhour/ledger'
import { latestDayOf, todayOf } from './acting.ts'
import { mostIds } from './exchangeActs.ts'
import { freshIds } from './fresh.ts'
import type { Handlers } from './types.ts'
import { withOpenWays } from './ways.ts'

export const preview = {
  previewExchange: async ({ body, books, caller, env, now }) => {
    const { about } = body
    const need = about !== null && 'need' in about ? about.need : ''
    const offer = about !== null && 'offer' in about ? about.offer : ''
    const agreedForAt = body.agreedFor?.at ? atOf(body.agreedFor.at) : null
    const { actor, charter, giver, receivers, ...read } = await snapshot(books, {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      giver: accountOfMemberQuery(body.giver, now),
      receivers: accountsOfMembersQuery(body.receivers, now),
      about: publicationQuery(offer === '' ? 'need' : 'offer', offer || need, todayOf(now)),
      need: needOfQuery('id', need),
      others: proposalsQuery('need', need || null),
      habits: habitsQuery({ ...body, agreedForAt }, now),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    if (charter === null) return fault('community_is_unknown')
    const { refusal, ...seen } = foreseeProposal({
      proposal: body,
      actor,
      giver: giver && factsOfAccount(giver),
      receivers: receivers.map(factsOfAccount),
      charter,
      ...read,
      now,
      today: todayOf(now),
      latestDay: latestDayOf(now),
      agreedForAt,
      freshIds: freshIds(env, mostIds(read.others)),
    })
    const verdicts = seen.verdicts.map((one) => ({ ...one, facts: { ...one.facts } }))
    const told = refusal && (await withOpenWays({ books, caller, now }, refusal))
    return { ...seen, verdicts, refusal: told && problemOf(told) }
  },
} satisfies Partial<Handlers>
