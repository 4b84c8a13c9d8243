import { fault, isFault } from '@commonhour/contract'
import {
  decideApplicationWithdrawal,
  decideBooking,
  decidePoolAnswer,
  decidePoolApplication,
  doneBy,
  hearsOf,
  proposeMotion,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  accountQuery,
  applicantQuery,
  applicationQuery,
  charterQuery,
  decidedQuery,
  factsOfAccount,
  grantQueries,
  memberActorQuery,
  promisedQuery,
  stewardsQuery,
  transferQuery,
  write,
} from '@commonhour/ledger'
import { claimOf, latestDayOf, memberOf } from './acting.ts'
import { replayable } from './answer.ts'
import { freshId } from './fresh.ts'
import { readings, wireApplication } from './poolReadings.ts'
import { promising, receipted, receiptsOf } from './receipts.ts'
import type { Handlers } from './types.ts'
import { namingTheMotion } from './waitingMotion.ts'

export const pools = {
  ...readings,
  giveToPool: async ({ body, books, caller, env, idempotency, now, params }) => {
    const me = await memberOf(books, caller)
    if (isFault(me)) return me
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        from: accountQuery(me.account ?? '', now),
        to: accountQuery(params.pool, now),
      },
      decide: ({ actor, charter, from, to }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        if (to?.kind !== 'pool' || from === null) return fault('not_found')
        const between = { fromAccount: from.id, toAccount: to.id, workedOn: null }
        const decision = decideBooking({
          booking: { ...body, ...between, purpose: 'gift' },
          actor,
          from: factsOfAccount(from),
          to: factsOfAccount(to),
          charter,
          today: latestDayOf(now),
          app: null,
        })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref, seq }) => transferQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer, replayed } = written
    return answer === null ? fault('not_found') : replayable(await receipted(env, answer), replayed)
  },
  applyToPool: async ({ body, books, caller, env, idempotency, now, params }) => {
    const me = await memberOf(books, caller)
    if (isFault(me)) return me
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        pool: accountQuery(params.pool, now),
        to: accountQuery(me.account ?? '', now),
        applicant: applicantQuery(me.member, now),
      },
      decide: ({ actor, applicant, charter, pool, to }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decidePoolApplication({
          applying: body,
          actor,
          applicant,
          charter,
          pool: pool && factsOfAccount(pool),
          to: to && factsOfAccount(to),
          freshId: freshId(env),
        })
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: body.id, hears: hearsOf(actor, to) }
      },
      render: ({ ref, seq }) => applicationQuery(ref, seq),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer } = written
    return answer === null ? fault('not_found') : promising(env, wireApplication(answer), written)
  },
  answerApplication: async ({ body, books, caller, env, idempotency, now, params }) => {
    const id = params.application
    const answered = write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        ...grantQueries(id, now),
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        stewards: stewardsQuery(),
      },
      decide: ({ actor, applicantAccount, charter, stewards, ...facts }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const { application } = facts
        const isHere = application?.pool === params.pool
        if (!isHere) return refusalOfOffice(actor) ?? fault('not_found')
        const transfer = freshId(env)
        const decided = decidePoolAnswer({
          ...facts,
          actor,
          charter,
          decision: body,
          pool: facts.pool && factsOfAccount(facts.pool),
          to: applicantAccount && factsOfAccount(applicantAccount),
          seconded: false,
          freshId: transfer,
        })
        if (!isFault(decided)) return { decision: decided, ...doneBy(actor), ref: id }
        if (decided.fault !== 'second_steward_is_needed') return decided
        const said = { applicant: application.member, transfer }
        const motion = { id: freshId(env), kind: 'grant', ref: id, body: said } as const
        const parties = [application.member]
        const decision = proposeMotion({ ...motion, parties, actor, charter, now, stewards })
        return { decision, ...doneBy(actor), ref: id }
      },
      render: ({ ref, seq }) => decidedQuery(ref, seq),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    const written = await namingTheMotion(books, { kind: 'grant', ref: id }, answered)
    if (isFault(written)) return written
    const { answer, promised, replayed } = written
    if (answer === null) return fault('not_found')
    const receipts = await receiptsOf(env, promised, written.facts.actor)
    const application = { ...wireApplication(answer.application), ...receipts }
    return replayable({ application, motion: answer.motion }, replayed)
  },
  withdrawApplication: async ({ books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        application: applicationQuery(params.application),
      },
      decide: ({ actor, application }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const isHere = application?.pool === params.pool
        const decision = decideApplicationWithdrawal({
          actor,
          application: isHere ? application : null,
        })
        return isFault(decision)
          ? decision
          : { decision, ...doneBy(actor), ref: params.application }
      },
      render: ({ ref }) => applicationQuery(ref),
    })
    if (isFault(written)) return written
    return written.answer === null ? fault('not_found') : wireApplication(written.answer)
  },
} satisfies Partial<Handlers>
