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
import { mountSettings } from './communities/settings.tsx'
import { mountBlock } from './concerns/block.tsx'
import { mountChecks } from './concerns/checks.tsx'
import { mountConcerns } from './concerns/concern.tsx'
import { mountHousehold } from './delegations/household.tsx'
import { mountHelpers } from './delegations/list.tsx'
import { mountOfferHelper } from './delegations/offer.tsx'
import { mountActs } from './exchanges/acts.tsx'
import { mountAfter } from './exchanges/afterPages.tsx'
import { mountCalendar } from './exchanges/calendar.ts'
import { mountDisputes } from './exchanges/disputes.tsx'
import { mountExchange } from './exchanges/exchange.tsx'
import { mountMessages } from './exchanges/messages.tsx'
import { mountRecord } from './exchanges/record.tsx'
import { mountRecordShort } from './exchanges/recordShort.tsx'
import { mountSpoken } from './exchanges/spoken.tsx'
import { mountTerms } from './exchanges/terms.tsx'
import { mountHome } from './home/home.tsx'
import { mountAskPeople } from './links/ask.tsx'
import { mountPeople } from './links/list.tsx'
import { mountOpenShared } from './links/open.tsx'
import { mountJoin } from './members/join.tsx'
import { mountLeave } from './members/leave.tsx'
import { memberPages } from './members/pages.ts'
import { mountMotions } from './motions/list.tsx'
import { mountMotion } from './motions/motion.tsx'
import { mountAnswer } from './needs/answer.tsx'
import { mountAnswers } from './needs/answers.tsx'
import { mountAsk } from './needs/ask.tsx'
import { mountLists } from './needs/list.tsx'
import { mountPublished } from './needs/need.tsx'
import { mountOffer } from './offers/publish.tsx'
import { mountManifests } from './offline/manifest.ts'
import { mountOffline } from './offline/page.tsx'
import type { Mount } from './plumbing/pages.tsx'
import { mountApplications } from './pools/applications.tsx'
import { mountApply } from './pools/apply.tsx'
import { mountPool } from './pools/pool.tsx'
import { mountPaper } from './print/paper.tsx'
import { mountPaperStatement } from './print/statement.tsx'
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
import { mountSlips } from './slips/batch.tsx'
import { mountEnterSlips } from './slips/enter.tsx'
import { mountCard } from './today/card.tsx'
import { mountMyCards } from './today/mine.tsx'
import { mountToday } from './today/today.tsx'
import { mountGive } from './transfers/give.tsx'

/** What mounts each page. A fixed name stands before a parameter of the same place. */
export const pages: readonly ((mount: Mount) => void)[] = [
  mountHost,
  mountSettings,
  mountPaper,
  mountPaperStatement,
  mountManifests,
  mountOffline,
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
  mountRecordShort,
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
  ...memberPages,
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
