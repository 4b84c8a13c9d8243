import { type Fault, fault, isFault, type Member } from '@commonhour/contract'
import {
  type Decision,
  decidePause,
  decideReinstatement,
  decideReturn,
  decideStewardship,
  decideSuspension,
  doneBy,
  type MemberActFacts,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  type Books,
  charterQuery,
  memberActorQuery,
  memberQuery,
  motionQuery,
  snapshot,
  stewardsQuery,
  subjectQuery,
  write,
} from '@commonhour/ledger'
import type { Handlers, PersonCaller } from './types.ts'
import { namingTheMotion } from './waitingMotion.ts'
import { wireMember } from './wire.ts'
import { wireMotion } from './wireMotion.ts'

export const stewards = {
  pauseMember: async ({ params, ...asked }) => step(asked, params.member, decidePause),
  returnMember: async ({ params, ...asked }) => step(asked, params.member, decideReturn),
  suspendMember: async ({ body: { reason }, params, ...asked }) =>
    step(asked, params.member, (facts) => decideSuspension({ ...facts, reason })),
  reinstateMember: async ({ params, ...asked }) => step(asked, params.member, decideReinstatement),
  changeStewardship: async ({ body, books, caller, now, params }) => {
    const { act, office } = body
    const kind = act === 'appointed' ? 'appointment' : 'removal'
    const changed = write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        subject: subjectQuery(params.member),
        stewards: stewardsQuery(),
        charter: charterQuery(now),
      },
      decide: ({ actor, charter, stewards, subject }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        if (subject === null) return refusalOfOffice(actor) ?? fault('not_found')
        const decision = decideStewardship({ change: body, actor, subject, stewards, charter, now })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => motionQuery(ref),
    })
    const about = { kind, ref: params.member, office } as const
    const written = await namingTheMotion(books, about, changed)
    if (isFault(written)) return written
    const member = await read(books, params.member)
    if (isFault(member)) return member
    const { actor } = written.facts
    return { member, motion: written.answer && actor && wireMotion(written.answer, actor, now) }
  },
} satisfies Partial<Handlers>

interface AskedStep {
  readonly books: Books
  readonly caller: PersonCaller
  readonly now: number
}

/** One step of a member's; who they are to another is for coordinators to ask. */
async function step(
  { books, caller, now }: AskedStep,
  member: string,
  decide: (facts: MemberActFacts) => Decision | Fault,
): Promise<Member | Fault> {
  const written = await write(books, {
    now,
    claim: null,
    gather: { actor: memberActorQuery(caller), subject: subjectQuery(member) },
    decide: ({ actor, subject }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (subject === null) return refusalOfOffice(actor) ?? fault('not_found')
      const decision = decide({ actor, subject })
      return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: member }
    },
    render: ({ ref }) => memberQuery(ref),
  })
  if (isFault(written)) return written
  return written.answer === null ? fault('not_found') : wireMember(written.answer, 'all')
}

async function read(books: Books, member: string): Promise<Member | Fault> {
  const { line } = await snapshot(books, { line: memberQuery(member) })
  return line === null ? fault('not_found') : wireMember(line, 'all')
}
