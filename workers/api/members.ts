import { fault, isFault, type Member } from '@commonhour/contract'
import {
  decideAdmission,
  decideApplication,
  decideLanguages,
  decideProfile,
  doneBy,
  type MemberActor,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  accountOfMemberQuery,
  charterQuery,
  communityQuery,
  haveAgreedQuery,
  isBlockedQuery,
  type MemberLine,
  memberActorQuery,
  memberQuery,
  membersQuery,
  signsInQuery,
  snapshot,
  subjectQuery,
  wireAccount,
  write,
} from '@commonhour/ledger'
import { fellowOf, isCoordinator, isFellow, memberOf, todayOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { freshId } from './fresh.ts'
import type { Handlers } from './types.ts'
import { wireMember } from './wire.ts'

export const members = {
  readMe: async ({ books, caller, now }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { account, me } = await snapshot(books, {
      me: memberQuery(actor.member),
      account: accountOfMemberQuery(actor.member, now),
    })
    if (me === null) return fault('actor_is_not_a_member')
    return { member: wireMember(me, 'all'), account: account && wireAccount(account) }
  },
  chooseLanguages: async ({ body, books, caller, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller) },
      decide: ({ actor }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideLanguages({ actor, spoken: body })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: actor.member }
      },
      render: ({ ref }) => memberQuery(ref),
    })
    return isFault(written) ? written : found(written.answer)
  },
  listMembers: async ({ books, caller, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { limit = 50, printed, q = '', state = 'active' } = query
    const seesEveryone = isCoordinator(actor)
    const isForAll = state === 'active' && printed === undefined
    if (!isForAll && !seesEveryone) return fault('actor_is_not_a_coordinator')
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const asked = { state, q, printed: printed === 'yes', after: place?.[0] ?? 0, limit: limit + 1 }
    const { lines } = await snapshot(books, { lines: membersQuery(asked) })
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      items: items.map((line) =>
        wireMember(line, seesAll(actor, line) ? 'all' : 'listed', seesEveryone),
      ),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
  readMember: async ({ books, caller, params }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { agreed, blocked, line } = await snapshot(books, {
      line: memberQuery(params.member),
      agreed: haveAgreedQuery(actor.member, params.member),
      blocked: isBlockedQuery(actor.member, params.member),
    })
    if (line === null || !maySee(actor, line)) return fault('not_found')
    const near = blocked ? 'blocked' : agreed ? 'agreed' : 'fellow'
    return wireMember(line, seesAll(actor, line) ? 'all' : near, isCoordinator(actor))
  },
  changeProfile: async ({ body, books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        subject: subjectQuery(params.member),
        signsIn: signsInQuery(params.member),
      },
      decide: ({ actor, signsIn, subject }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (subject === null) return refusalOfOffice(actor) ?? fault('not_found')
        const decision = decideProfile({ actor, profile: body, signsIn, subject })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: subject.id }
      },
      render: ({ ref }) => memberQuery(ref),
    })
    return isFault(written) ? written : found(written.answer)
  },
  applyToJoin: async ({ body, books, caller, env, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        community: communityQuery(now),
      },
      decide: ({ actor, charter, community }) => {
        if (charter === null || community === null) return fault('community_is_unknown')
        const decision = decideApplication({
          application: body,
          person: caller.id,
          actor,
          joining: community.joining,
          charter,
          today: todayOf(now),
          freshId: freshId(env),
          freshLink: freshId(env),
        })
        if (isFault(decision)) return decision
        const by = actor === null ? body.id : actor.member
        return { decision, actor: `member:${by}`, ref: body.id }
      },
      render: ({ ref }) => memberQuery(ref),
    })
    return isFault(written) ? written : found(written.answer)
  },
  admitMember: async ({ books, caller, env, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), member: memberQuery(params.member) },
      decide: ({ actor, member }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        // Who waits to be admitted is for coordinators to know.
        if (member === null) return refusalOfOffice(actor) ?? fault('not_found')
        const facts = { actor, member, today: todayOf(now), freshId: freshId(env) }
        const decision = decideAdmission(facts)
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: member.id }
      },
      render: ({ ref }) => memberQuery(ref),
    })
    return isFault(written) ? written : found(written.answer)
  },
} satisfies Partial<Handlers>

function found(line: MemberLine | null): Member | ReturnType<typeof fault> {
  return line === null ? fault('not_found') : wireMember(line, 'all')
}

function seesAll(actor: MemberActor, line: MemberLine): boolean {
  return actor.member === line.id || isCoordinator(actor)
}

/** Fellow members see the active; coordinators and the member themself see every state. */
function maySee(actor: MemberActor, line: MemberLine): boolean {
  const isSeen = line.state === 'active' || line.state === 'paused'
  return (isFellow(actor) && isSeen) || seesAll(actor, line)
}
