import { type Fault, fault, isFault, type Motion, type MotionKind } from '@commonhour/contract'
import {
  type Decision,
  decideMotionWithdrawal,
  decideObjection,
  decideSeconding,
  doneBy,
  type MemberActor,
  type MotionActFacts,
} from '@commonhour/domain'
import {
  type AsOf,
  type Books,
  factsOfAccount,
  grantFactsOf,
  type MotionLine,
  memberActorQuery,
  motionFactsQueries,
  motionQuery,
  motionsQuery,
  promisedQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { fellowOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { ApiEnv } from './env.ts'
import { receiptsOf } from './receipts.ts'
import type { Handlers, PersonCaller } from './types.ts'
import { wireMotion } from './wireMotion.ts'

export const motions = {
  listMotions: async ({ query, ...asked }) => motionPage(asked, query, undefined),
  readMotion: async ({ books, caller, now, params }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { motion } = await snapshot(books, { motion: motionQuery(params.motion) })
    return (motion && wireMotion(motion, actor, now)) ?? fault('not_found')
  },
  approveMotion: async ({ params, ...asked }) => approve(asked, params.motion),
  objectToMotion: async ({ body: { reason }, params, ...asked }) =>
    actOn(asked, params.motion, (motion, actor, { now }) =>
      decideObjection({ motion, actor, reason, now }),
    ),
  withdrawMotion: async ({ params, ...asked }) =>
    actOn(asked, params.motion, (motion, actor, { now }) =>
      decideMotionWithdrawal({ motion, actor, now }),
    ),
} satisfies Partial<Handlers>

interface AskedMotion {
  readonly books: Books
  readonly caller: PersonCaller
  readonly env: ApiEnv
  readonly now: number
}
type Decide = (motion: MotionLine, actor: MemberActor, facts: MotionActFacts) => Decision | Fault

/** Another steward agrees. `kind`: only a motion of this kind is meant. */
export async function approve(asked: AskedMotion, id: string, kind?: MotionKind) {
  const decide: Decide = (motion, actor, facts) => decideSeconding({ motion, actor, facts })
  return actOn(asked, id, decide, { kind, carries: true })
}

/** Newest first; what is not the reader's to know is left out. */
export async function motionPage(
  { books, caller, now }: AskedMotion,
  query: {
    readonly limit?: number | undefined
    readonly after?: string | undefined
    readonly open?: 'true' | 'false' | undefined
  },
  kind: MotionKind | undefined,
) {
  const actor = await fellowOf(books, caller)
  if (isFault(actor)) return actor
  const place = placeOf(NumberPlace, query.after)
  if (isFault(place)) return place
  const limit = query.limit ?? 50
  const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
  const asked = { before, limit: limit + 1, kind, open: query.open === 'true' }
  const { lines } = await snapshot(books, { lines: motionsQuery(asked) })
  const shown = lines.slice(0, limit)
  const last = lines.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((line) => wireMotion(line, actor, now)).filter((one) => one !== null),
    next: last === undefined ? null : cursorOf([last.seq]),
  }
}

/** One act on a motion: what it is about never changes, so it may be read before the facts are. */
async function actOn(
  { books, caller, env, now }: AskedMotion,
  id: string,
  decide: Decide,
  { carries = false, kind }: { carries?: boolean; kind?: MotionKind | undefined } = {},
): Promise<Motion | Fault> {
  const { first } = await snapshot(books, { first: motionQuery(id) })
  const ref = first?.ref ?? ''
  const written = await write(books, {
    now,
    claim: null,
    gather: { actor: memberActorQuery(caller), ...motionFactsQueries({ id, ref }, now) },
    decide: ({ account, actor, charter, exchange, motion, subject, ...more }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (charter === null) return fault('community_is_unknown')
      const isMeant = motion !== null && (kind === undefined || motion.kind === kind)
      if (!isMeant || wireMotion(motion, actor, now) === null) return fault('not_found')
      const { amendment } = motion
      const facts = {
        now,
        charter,
        subject,
        amendment,
        exchange,
        account: account && factsOfAccount(account),
        grant: grantFactsOf(more),
      }
      const decision = decide(motion, actor, facts)
      return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: id }
    },
    render: ({ ref }) => motionQuery(ref),
    ...(carries && { promises: ({ seq }: AsOf) => promisedQuery(ref, seq) }),
  })
  if (isFault(written)) return written
  const { answer, facts, promised } = written
  const told = answer && facts.actor && wireMotion(answer, facts.actor, now)
  if (!told) return fault('not_found')
  return { ...told, ...(await receiptsOf(env, promised, facts.actor)) }
}
