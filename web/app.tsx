import { refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { mountStatement } from './accounts/statement.tsx'
import { mountAskFriend } from './askings/ask.tsx'
import { mountAskings } from './askings/asking.tsx'
import { mountBooks } from './books/acts.tsx'
import { mountVerdicts } from './books/verdicts.tsx'
import { mountChange } from './charter/change.tsx'
import { mountCharter } from './charter/charter.tsx'
import { mountLists as mountCharterLists } from './charter/lists.tsx'
import { mountCommunity } from './communities/community.tsx'
import { mountHost } from './communities/host.tsx'
import { mountProof } from './communities/proof.tsx'
import { mountBlock } from './concerns/block.tsx'
import { mountChecks } from './concerns/checks.tsx'
import { mountConcerns } from './concerns/concern.tsx'
import { mountHousehold } from './delegations/household.tsx'
import { mountHelpers } from './delegations/list.tsx'
import { mountOfferHelper } from './delegations/offer.tsx'
import type { WebEnv } from './env.ts'
import { mountActs } from './exchanges/acts.tsx'
import { mountAfter } from './exchanges/afterPages.tsx'
import { mountCalendar } from './exchanges/calendar.ts'
import { mountDisputes } from './exchanges/disputes.tsx'
import { mountExchange } from './exchanges/exchange.tsx'
import { mountMessages } from './exchanges/messages.tsx'
import { mountRecord } from './exchanges/record.tsx'
import { mountSpoken } from './exchanges/spoken.tsx'
import { mountTerms } from './exchanges/terms.tsx'
import { mountHome } from './home/home.tsx'
import { mountAskPeople } from './links/ask.tsx'
import { mountPeople } from './links/list.tsx'
import { mountOpenShared } from './links/open.tsx'
import { mountChoices } from './members/choices.tsx'
import { mountDeparture } from './members/departure.tsx'
import { mountErasure } from './members/erasure.tsx'
import { mountJoin } from './members/join.tsx'
import { mountLanguage } from './members/language.tsx'
import { mountLeave } from './members/leave.tsx'
import { mountLimits } from './members/limits.tsx'
import { mountMembers } from './members/list.tsx'
import { mountMe } from './members/me.tsx'
import { mountMember } from './members/member.tsx'
import { mountOffices } from './members/offices.tsx'
import { mountPause } from './members/pause.tsx'
import { mountSuspend } from './members/suspend.tsx'
import { mountMotions } from './motions/list.tsx'
import { mountMotion } from './motions/motion.tsx'
import { mountAnswer } from './needs/answer.tsx'
import { mountAnswers } from './needs/answers.tsx'
import { mountAsk } from './needs/ask.tsx'
import { mountLists } from './needs/list.tsx'
import { mountPublished } from './needs/need.tsx'
import { mountOffer } from './offers/publish.tsx'
import { cameFromUs, headers } from './plumbing/guard.ts'
import { type Mount, refuse } from './plumbing/pages.tsx'
import { Tokens } from './plumbing/tokens.ts'
import { visitOf } from './plumbing/visit.ts'
import { mountApplications } from './pools/applications.tsx'
import { mountApply } from './pools/apply.tsx'
import { mountPool } from './pools/pool.tsx'
import { mountLineProof } from './proofs/line.tsx'
import { mountMyProof } from './proofs/mine.tsx'
import { mountCosign } from './reports/cosign.tsx'
import { mountCosigners } from './reports/cosigners.tsx'
import { mountDraw } from './reports/draw.tsx'
import { mountReportFiles } from './reports/files.ts'
import { mountReports } from './reports/list.tsx'
import { mountPrint } from './reports/print.tsx'
import { mountReport } from './reports/report.tsx'
import { mountVerify } from './reports/verify.tsx'
import { mountSessions } from './sessions/pages.ts'
import { mountSlips } from './slips/batch.tsx'
import { mountEnterSlips } from './slips/enter.tsx'
import { mountCard } from './today/card.tsx'
import { mountMyCards } from './today/mine.tsx'
import { mountToday } from './today/today.tsx'
import { mountGive } from './transfers/give.tsx'

/** The light web client: HTML that works bare, for members and for anyone. */
export interface Web {
  fetch(request: Request): Promise<Response>
}

const mostBytes = 64 * 1024

/** @param env everything the pages may touch; see env.ts */
export function createWeb(env: WebEnv): Web {
  const app = new Hono()
  const tokens = new Tokens()
  const visit = (c: Context) => visitOf(c, env, tokens)
  const mount: Mount = { app, visit }
  app.use(headers(env.sessionCookieSecure))
  app.use(async (c, next) => {
    if (cameFromUs(c.req.raw, env.base)) return next()
    return refuse(visit(c), { ...refusalOf(fault('something_failed'), 403), code: 'elsewhere' }, {})
  })
  app.use(bodyLimit({ maxSize: mostBytes, onError: (c) => no(c, 'body_is_too_large', 413) }))
  app.get('/assets/:name', (c) => asset(env, c) ?? no(c, 'not_found', 404))
  mountSessions(mount, tokens)
  for (const mountPages of pages) mountPages(mount)
  const no = (c: Context, code: 'body_is_too_large' | 'not_found', status: number) =>
    refuse(visit(c), refusalOf(fault(code), status), {})
  app.notFound((c) => no(c, 'not_found', 404))
  app.onError((cause, c) => {
    console.error(
      JSON.stringify({ level: 'error', in: 'web', path: c.req.path, message: cause.message }),
    )
    return refuse(visit(c), refusalOf(fault('something_failed'), 500), {})
  })
  return { fetch: async (request) => app.fetch(request) }
}

// The order matters twice: a fixed name stands before a parameter of the same place.
const pages = [
  mountHost,
  mountVerify,
  mountProof,
  mountJoin,
  mountHome,
  mountAsk,
  mountLists,
  mountAnswer,
  mountAnswers,
  mountOffer,
  mountPublished,
  mountRecord,
  mountActs,
  mountTerms,
  mountAfter,
  mountSpoken,
  mountMessages,
  mountDisputes,
  mountExchange,
  mountCalendar,
  mountStatement,
  mountLineProof,
  mountMyProof,
  mountGive,
  mountPool,
  mountApply,
  mountApplications,
  mountAskFriend,
  mountAskings,
  mountLeave,
  mountHelpers,
  mountOfferHelper,
  mountHousehold,
  mountPeople,
  mountAskPeople,
  mountOpenShared,
  mountEnterSlips,
  mountSlips,
  mountBlock,
  mountChecks,
  mountConcerns,
  mountCharter,
  mountChange,
  mountCharterLists,
  mountMotions,
  mountMotion,
  mountLimits,
  mountOffices,
  mountDeparture,
  mountErasure,
  mountChoices,
  mountLanguage,
  mountPause,
  mountSuspend,
  mountMembers,
  mountMember,
  mountMe,
  mountToday,
  mountCard,
  mountMyCards,
  mountBooks,
  mountVerdicts,
  mountReports,
  mountDraw,
  mountReport,
  mountPrint,
  mountCosign,
  mountCosigners,
  mountReportFiles,
  mountCommunity,
]

/** The stylesheet, scripts and mark; at the edge they are served before this Worker is asked. */
function asset(env: WebEnv, c: Context): Response | undefined {
  const found = env.assets.get(c.req.path)
  if (found === undefined) return undefined
  const cached = found.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300'
  return new Response(found.bytes, {
    headers: { 'content-type': found.type, 'cache-control': cached },
  })
}
