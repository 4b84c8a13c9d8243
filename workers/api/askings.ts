import { type Asking, type Fault, fault, isFault } from '@commonhour/contract'
import {
  decideAskedDeclination,
  decideAskedGift,
  decideAsking,
  decideChoice,
  doneBy,
  hearsOf,
} from '@commonhour/domain'
import {
  type AskingLine,
  accountOfMemberQuery,
  askingFactsOf,
  askingQuery,
  askingsQuery,
  charterQuery,
  choicesQuery,
  factsOfAccount,
  memberActorQuery,
  memberQuery,
  promisedQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { claimOf, fellowOf, latestDayOf, memberOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { promising } from './receipts.ts'
import type { Handlers } from './types.ts'

export const askings = {
  askForHours: async ({ body, books, caller, now }) => {
    const { earlier } = await snapshot(books, { earlier: askingQuery(body.id) })
    const me = await memberOf(books, caller)
    if (isFault(me)) return me
    // The same asking sent again has been heard already.
    const isSame =
      earlier?.asker.member === me.member &&
      earlier.asked.member === body.asked &&
      earlier.seconds === body.seconds
    if (isSame) return told(earlier)
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        asked: memberQuery(body.asked),
        charter: charterQuery(now),
      },
      decide: ({ actor, asked, charter }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decideAsking({ actor, asked, asking: body, charter })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => askingQuery(ref),
    })
    return isFault(written) ? written : told(written.answer)
  },
  listAskings: async ({ books, caller, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const asked = { member: actor.member, before, limit: limit + 1 }
    const { lines } = await snapshot(books, { lines: askingsQuery(asked) })
    const last = lines.length > limit ? lines[limit - 1] : undefined
    return {
      items: lines.slice(0, limit).map(wireAsking),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
  readAsking: async ({ books, caller, params }) => {
    const { actor, asking } = await snapshot(books, {
      actor: memberActorQuery(caller),
      asking: askingQuery(params.asking),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    const isMine = asking?.asker.member === actor.member || asking?.asked.member === actor.member
    return isMine ? told(asking) : fault('not_found')
  },
  giveAsked: async ({ body, books, caller, env, idempotency, now, params }) => {
    const { between } = await snapshot(books, { between: askingQuery(params.asking) })
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        asking: askingQuery(params.asking),
        charter: charterQuery(now),
        from: accountOfMemberQuery(between?.asked.member ?? '', now),
        to: accountOfMemberQuery(between?.asker.member ?? '', now),
      },
      decide: ({ actor, asking, charter, from, to }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decideAskedGift({
          actor,
          asking: asking && askingFactsOf(asking),
          gift: body,
          from: from && factsOfAccount(from),
          to: to && factsOfAccount(to),
          charter,
          today: latestDayOf(now),
        })
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: params.asking, hears: hearsOf(actor, to) }
      },
      render: ({ ref }) => askingQuery(ref),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer } = written
    return answer === null ? fault('not_found') : promising(env, wireAsking(answer), written)
  },
  declineAsked: async ({ books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), asking: askingQuery(params.asking) },
      decide: ({ actor, asking }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideAskedDeclination({ actor, asking: asking && askingFactsOf(asking) })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: params.asking }
      },
      render: ({ ref }) => askingQuery(ref),
    })
    return isFault(written) ? written : told(written.answer)
  },
  readChoices: async ({ books, caller }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { choices } = await snapshot(books, { choices: choicesQuery(actor.member) })
    return choices
  },
  choose: async ({ body, books, caller, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller) },
      decide: ({ actor }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideChoice({ actor, choosing: body })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: actor.member }
      },
      render: ({ ref }) => choicesQuery(ref),
    })
    return isFault(written) ? written : written.answer
  },
} satisfies Partial<Handlers>

function told(line: AskingLine | null): Asking | Fault {
  return line === null ? fault('not_found') : wireAsking(line)
}

function wireAsking({ number: _, ...asking }: AskingLine): Asking {
  return asking
}
