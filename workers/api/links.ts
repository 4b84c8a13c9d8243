import { type Fault, fault, isFault, type Link } from '@commonhour/contract'
import {
  type AnswerLinkFacts,
  type Decision,
  decideLinkAcceptance,
  decideLinkAsking,
  decideLinkEnding,
  decideLinkRefusal,
  doneBy,
  type LinkFacts,
  type MemberActor,
} from '@commonhour/domain'
import {
  type Books,
  linkQuery,
  linkSideQuery,
  linksQuery,
  memberActorQuery,
  snapshot,
  wireLink,
  write,
} from '@commonhour/ledger'
import { isCoordinator, memberOf } from './acting.ts'
import type { Handlers, PersonCaller } from './types.ts'

export const links = {
  askToLink: async ({ body, books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        member: linkSideQuery(params.member),
        linked: linkSideQuery(body.linked),
      },
      decide: ({ actor, linked, member }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const { id } = body
        const decision = decideLinkAsking({ actor, id, member, linked })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: id }
      },
      render: ({ ref }) => linkQuery(ref),
    })
    return isFault(written) ? written : told(written.answer, written.facts.actor)
  },
  acceptLink: (asked) => answer(asked, decideLinkAcceptance),
  refuseLink: (asked) => answer(asked, decideLinkRefusal),
  endLink: (asked) => answer(asked, decideLinkEnding),
  listLinks: async ({ books, caller, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { member = actor.member } = query
    // Who shares what is for them to tell, and for coordinators to know.
    if (member !== actor.member && !isCoordinator(actor)) return fault('actor_is_not_a_coordinator')
    const { lines } = await snapshot(books, { lines: linksQuery(member) })
    return { items: lines.map((line) => wireLink(line, actor)) }
  },
} satisfies Partial<Handlers>

interface Asked {
  readonly books: Books
  readonly caller: PersonCaller
  readonly now: number
  readonly params: { readonly link: string }
}

/** One of the two answers, or ends it. */
async function answer(
  { books, caller, now, params }: Asked,
  decide: (facts: AnswerLinkFacts) => Decision | Fault,
): Promise<Link | Fault> {
  const written = await write(books, {
    now,
    claim: null,
    gather: { actor: memberActorQuery(caller), link: linkQuery(params.link) },
    decide: ({ actor, link }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (link === null) return fault('not_found')
      const decision = decide({ actor, link })
      return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: link.id }
    },
    render: ({ ref }) => linkQuery(ref),
  })
  return isFault(written) ? written : told(written.answer, written.facts.actor)
}

function told(line: LinkFacts | null, actor: MemberActor | null): Link | Fault {
  return line === null || actor === null ? fault('not_found') : wireLink(line, actor)
}
