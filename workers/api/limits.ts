import { fault, isFault } from '@commonhour/contract'
import { charterFloorSeconds, decideLineChange, doneBy, refusalOfOffice } from '@commonhour/domain'
import {
  accountOfMemberQuery,
  charterQuery,
  factsOfAccount,
  limitChangesQuery,
  memberActorQuery,
  motionQuery,
  motionsQuery,
  ownLineQuery,
  snapshot,
  stewardsQuery,
  subjectQuery,
  write,
} from '@commonhour/ledger'
import { fellowOf, isSteward, startOf } from './acting.ts'
import type { Handlers } from './types.ts'
import { namingTheMotion } from './waitingMotion.ts'
import { wireMotion } from './wireMotion.ts'

export const limits = {
  listLimits: async ({ books, caller, now, params }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { member } = params
    const mayKnow = actor.member === member || isSteward(actor)
    if (!mayKnow) return fault('not_found')
    const { account, charter, motions } = await snapshot(books, {
      account: accountOfMemberQuery(member, now),
      charter: charterQuery(now),
      motions: motionsQuery({
        before: Number.MAX_SAFE_INTEGER,
        limit: 20,
        kind: 'lift',
        ref: member,
        open: true,
      }),
    })
    if (account === null || charter === null) return fault('not_found')
    const { items } = await snapshot(books, { items: limitChangesQuery(account.id) })
    return {
      member,
      account: account.id,
      floorSeconds: account.floorSeconds,
      floorUntil: account.floorUntil,
      charterFloorSeconds: charterFloorSeconds(factsOfAccount(account), charter),
      items,
      motions: motions.map((line) => wireMotion(line, actor, now)).filter((one) => one !== null),
    }
  },
  changeLimits: async ({ body, books, caller, now, params }) => {
    const { member } = params
    const changed = write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        subject: subjectQuery(member),
        account: accountOfMemberQuery(member, now),
        own: ownLineQuery(member, now),
        stewards: stewardsQuery(),
        charter: charterQuery(now),
      },
      decide: ({ account, actor, charter, own, stewards, subject }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        if (subject === null) return refusalOfOffice(actor) ?? fault('not_found')
        const decision = decideLineChange({
          change: body,
          until: body.until === null ? null : startOf(body.until, 1),
          actor,
          subject,
          account: account && factsOfAccount(account),
          own,
          stewards,
          charter,
          now,
        })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => motionQuery(ref),
    })
    const written = await namingTheMotion(books, { kind: 'lift', ref: member }, changed)
    if (isFault(written)) return written
    const { account, actor } = written.facts
    const motion = written.answer && actor && wireMotion(written.answer, actor, now)
    if (motion !== null) return { line: null, motion }
    const { lines } = await snapshot(books, { lines: limitChangesQuery(account?.id ?? '') })
    return { line: lines[0] ?? null, motion: null }
  },
} satisfies Partial<Handlers>
