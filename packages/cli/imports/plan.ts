import { dayOf } from '@commonhour/contract'
import type { Coordinator, SourceBank, SourceMember, SourceSide } from '@commonhour/domain'
import type { ImportedMember, ImportedPublication, ImportedTransfer } from '@commonhour/ledger'
import { derivedIds } from './ids.ts'

/** Everything that an import writes, with its ids: the same for the same files and community. */
export interface ImportPlan {
  readonly import: { readonly id: string; readonly source: string; readonly digest: string }
  readonly poolAccount: string
  /** Null when no row touches the old bank's own account. */
  readonly openingAccount: string | null
  /** Without the person who signs in as them, whom the host names. */
  readonly founder: PlannedMember
  readonly members: readonly PlannedMember[]
  readonly publications: readonly ImportedPublication[]
  readonly transfers: readonly ImportedTransfer[]
  readonly seconds: number
}
export type PlannedMember = Omit<ImportedMember, 'person'>

export interface PlanFacts {
  readonly slug: string
  readonly source: string
  readonly digest: string
  readonly bank: SourceBank
  readonly coordinator: Coordinator
  readonly language: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Names everything that will be written. Nothing here may fail: the files have been checked. */
export function planImport(facts: PlanFacts): ImportPlan {
  const { bank, coordinator, digest, language, slug, source } = facts
  const id = derivedIds(`${source}/${slug}`)
  const memberOf = (member: SourceMember): PlannedMember => {
    const at = atOfDay(member.joinedOn)
    const account = id('account', at, member.number)
    return { ...member, id: id('member', at, member.number), account, languages: [language] }
  }
  const members = bank.members.toSorted((a, b) => a.number - b.number).map(memberOf)
  const ofNumber = new Map(members.map((member) => [member.number, member]))
  const first = bank.transfers[0]?.at ?? 0
  const openingAccount = touchesBank(bank) ? id('account', first, 'opening') : null
  const accountOf = (side: SourceSide) =>
    (side === 'bank' ? openingAccount : ofNumber.get(side)?.account) ?? missing(side)
  const { number } = coordinator.member
  return {
    import: { id: id('import', bank.transfers.at(-1)?.at ?? 0, digest), source, digest },
    poolAccount: id('account', first, 'pool'),
    openingAccount,
    founder: ofNumber.get(number) ?? memberOf(coordinator.member),
    members,
    publications: publicationsOf(
      facts,
      id,
      (member) => ofNumber.get(member)?.id ?? missing(member),
    ),
    transfers: bank.transfers.map((transfer) => ({
      id: id('transfer', transfer.at, transfer),
      fromAccount: accountOf(transfer.from),
      toAccount: accountOf(transfer.to),
      seconds: transfer.seconds,
      workedOn: transfer.workedOn,
      memo: transfer.memo,
    })),
    seconds: bank.transfers.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

function publicationsOf(
  { bank, language, now }: PlanFacts,
  id: ReturnType<typeof derivedIds>,
  memberIdOf: (number: number) => string,
): ImportedPublication[] {
  const last = { need: 0, offer: 0 }
  const today = dayOf(now)
  return bank.posts.map((post) => {
    last[post.word] += 1
    return {
      ...post,
      id: id('post', post.publishedAt, post),
      number: last[post.word],
      member: memberIdOf(post.member),
      language,
      expired: post.expiresOn < today,
    }
  })
}

function touchesBank({ transfers }: SourceBank): boolean {
  return transfers.some(({ from, to }) => from === 'bank' || to === 'bank')
}

function atOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function missing(side: SourceSide): never {
  throw new Error(`The files were checked, yet ${side} has no account.`)
}
