import type { AccountKind, CharterBody, MemberState } from '@commonhour/contract'
import type { Side } from '../facts.ts'
import type { HistoryAccount, HistoryLimit, HistoryState, HistoryTransfer } from './history.ts'

interface Account {
  readonly kind: AccountKind
  readonly member: string | null
  balanceSeconds: number
  heldOutSeconds: number
  /** Help given, less what was taken back. */
  givenSeconds: number
  /** Help given in the old bank. */
  importedInSeconds: number
  limit: HistoryLimit | null
}

/** Where everyone stands along a history, and the line that holds for them (laws 4 and 5). */
export class Standings {
  readonly #accounts = new Map<string, Account>()
  readonly #states = new Map<string, MemberState>()

  open({ account, kind, member }: HistoryAccount): void {
    this.#accounts.set(account, {
      kind,
      member,
      balanceSeconds: 0,
      heldOutSeconds: 0,
      givenSeconds: 0,
      importedInSeconds: 0,
      limit: null,
    })
  }

  limit(limit: HistoryLimit): void {
    this.#account(limit.account).limit = limit
  }

  state({ member, state }: HistoryState): void {
    this.#states.set(member, state)
  }

  memberOf(account: string): string | null {
    return this.#account(account).member
  }

  /** Hours move as a line of the books says; `resolved` is the line that it settles or returns. */
  move(line: HistoryTransfer, resolved: HistoryTransfer | undefined): void {
    const { kind, purpose, seconds } = line
    const from = this.#account(line.fromAccount)
    const to = this.#account(line.toAccount)
    if (kind === 'hold') from.heldOutSeconds += seconds
    if (kind === 'settle' || kind === 'release') from.heldOutSeconds -= resolved?.seconds ?? seconds
    if (kind === 'hold' || kind === 'release') return
    from.balanceSeconds -= seconds
    to.balanceSeconds += seconds
    // What comes back by a reversal was given by the one it leaves.
    const giver = kind === 'reverse' ? from : to
    const givenSeconds = kind === 'reverse' ? -seconds : seconds
    if (purpose === 'help') giver.givenSeconds += givenSeconds
    if (purpose === 'import') giver.importedInSeconds += givenSeconds
  }

  /** One side as a rule sees it at a moment. */
  side(account: string, at: number, charter: CharterBody): Side {
    const it = this.#account(account)
    const own = it.limit !== null && (it.limit.until === null || it.limit.until > at)
    const newcomerFloorSeconds = own ? null : newcomerFloorOf(it, charter)
    return {
      account,
      kind: it.kind,
      member: it.member,
      state: it.member === null ? null : (this.#states.get(it.member) ?? 'active'),
      balanceSeconds: it.balanceSeconds,
      heldOutSeconds: it.heldOutSeconds,
      floorSeconds: own
        ? (it.limit?.floorSeconds ?? 0)
        : (newcomerFloorSeconds ?? floorOf(it.kind, charter)),
      newcomerFloorSeconds,
    }
  }

  #account(account: string): Account {
    const it = this.#accounts.get(account)
    if (it === undefined) throw new Error(`A line names account ${account} before it was opened.`)
    return it
  }
}

function newcomerFloorOf(it: Account, { member, newcomer }: CharterBody): number | null {
  const isNewcomer = it.kind === 'member' && it.givenSeconds <= 0 && it.importedInSeconds === 0
  return isNewcomer ? Math.max(newcomer.floorSeconds, member.floorSeconds) : null
}

/** An old bank's own account keeps the standing it had there: no line was drawn for it. */
function floorOf(kind: AccountKind, { member, organisation }: CharterBody): number {
  if (kind === 'opening') return Number.MIN_SAFE_INTEGER
  if (kind === 'pool') return 0
  return kind === 'organisation' ? organisation.floorSeconds : member.floorSeconds
}
