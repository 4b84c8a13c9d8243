import { type CommunityFounding, hoursOf } from '@commonhour/contract'
import {
  type Coordinator,
  type MovedInLine,
  type SourceBank,
  standingsOf,
} from '@commonhour/domain'
import type { LeftOut } from '../timeoverflow/bank.ts'
import type { ImportPlan } from './plan.ts'

/** What an import did, or would do, told from the files and the plan made of them. */
export interface ImportReport {
  readonly community: string
  readonly import: string
  readonly coordinator: { readonly number: number; readonly name: string; readonly isNew: boolean }
  readonly members: number
  readonly membersWithEmail: number
  readonly offers: number
  readonly needs: number
  /** Offers and needs whose last day has passed. */
  readonly expired: number
  readonly transfers: number
  readonly seconds: number
  /** Days of the first and last help. */
  readonly from: string | null
  readonly to: string | null
  /** The old bank's own account, with which it is closed; null when there was none. */
  readonly openingSeconds: number | null
  /** Who stands below their line or near it, and gets one of their own, the lowest first. */
  readonly belowLine: readonly MovedInLine[]
  readonly leftOut: LeftOut
  /** Rows that stand a second time, word for word: they are brought in as often as they stand. */
  readonly repeated: number
}

export interface ReportFacts {
  readonly bank: SourceBank
  readonly plan: ImportPlan
  readonly community: CommunityFounding
  readonly coordinator: Coordinator
  readonly belowLine: readonly MovedInLine[]
  readonly leftOut: LeftOut
}

export function reportOf(facts: ReportFacts): ImportReport {
  const { bank, belowLine, community, coordinator, leftOut, plan } = facts
  const { isNew, member } = coordinator
  const texts = bank.transfers.map((transfer) => JSON.stringify(transfer))
  const opening = standingsOf(bank).get('bank')
  return {
    community: community.slug,
    import: plan.import.id,
    coordinator: { number: member.number, name: member.name, isNew },
    members: bank.members.length + (isNew ? 1 : 0),
    membersWithEmail: bank.members.filter(({ email }) => email !== null).length + (isNew ? 1 : 0),
    offers: bank.posts.filter(({ word }) => word === 'offer').length,
    needs: bank.posts.filter(({ word }) => word === 'need').length,
    expired: plan.publications.filter(({ expired }) => expired).length,
    transfers: plan.transfers.length,
    seconds: plan.seconds,
    from: bank.transfers[0]?.workedOn ?? null,
    to: bank.transfers.at(-1)?.workedOn ?? null,
    openingSeconds: opening?.balanceSeconds ?? null,
    belowLine,
    leftOut,
    repeated: texts.length - new Set(texts).size,
  }
}

/** The report as people read it. */
export function linesOf(report: ImportReport, name: string): string[] {
  const { coordinator, leftOut, openingSeconds } = report
  return [
    `${name} (${report.community})`,
    `  coordinator and auditor: ${coordinator.name}, member ${coordinator.number}` +
      `${coordinator.isNew ? ', new' : ''} (another: --coordinator E-MAIL)`,
    `  ${count(report.members, 'member')}, ${report.membersWithEmail} with an e-mail to sign in by`,
    `  ${count(report.offers, 'offer')} and ${count(report.needs, 'need')}, ${report.expired} of them run out`,
    `  ${count(report.transfers, 'transfer')} from ${report.from} to ${report.to}: ` +
      `${hoursOf(report.seconds)}, ${report.seconds.toLocaleString('en')} seconds`,
    ...(openingSeconds === null
      ? []
      : [`  the old bank’s own account: closed at ${hoursOf(openingSeconds)}; the new pool: 0 h`]),
    ...belowLines(report.belowLine),
    `  left out: gender and day of birth (${count(leftOut.genderOrBirth, 'row')}), ` +
      `links to posts (${count(leftOut.posts, 'row')}; the posts’ file has no ids)`,
    ...(report.repeated === 0 ? [] : [`  ${count(report.repeated, 'row')} twice, word for word`]),
  ]
}

const mostLines = 10

function belowLines(lines: readonly MovedInLine[]): string[] {
  if (lines.length === 0) return ['  nobody below their line or near it']
  const shown = lines.slice(0, mostLines).map(({ balanceSeconds, floorSeconds, number }) => {
    const stands = hoursOf(balanceSeconds).padStart(14)
    return `  ${stands}  member ${number}, line ${hoursOf(floorSeconds)}`
  })
  const rest = lines.length - shown.length
  return [
    `  ${count(lines.length, 'member')} below their line or near it; for 12 months it lies 10 h under them:`,
    ...shown,
    ...(rest > 0 ? [`    and ${rest} more (--json names all)`] : []),
  ]
}

function count(many: number, what: string): string {
  return `${many.toLocaleString('en')} ${what}${many === 1 ? '' : 's'}`
}
