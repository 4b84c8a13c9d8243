import { type Finding, finding } from '../findings.ts'
import {
  isAccountStep,
  moveBetween,
  openAccount,
  type ReplayedAccount,
  stepAccount,
} from './accounts.ts'
import { type Cosigners, noCosigners, withCosigner } from './cosigners.ts'
import type { Leaf } from './leaf.ts'
import { emptyTally, type Tally, withTransfer } from './tally.ts'
import { type LoggedTransfer, transferOf, transferPrefix } from './transfer.ts'

/** The books while they are read, leaf by leaf. */
export interface Books {
  readonly accounts: Map<string, ReplayedAccount>
  readonly transfers: Map<string, StandingTransfer>
  tally: Tally
  /** The leaves that name keys, for {@link keyHistoryOf}. */
  readonly keyLeaves: Leaf[]
  cosigners: Cosigners
}
interface StandingTransfer extends LoggedTransfer {
  readonly isResolved: boolean
}

export function emptyBooks(): Books {
  const accounts = new Map<string, ReplayedAccount>()
  const [keyLeaves, cosigners] = [[], noCosigners]
  return { accounts, transfers: new Map(), tally: emptyTally, keyLeaves, cosigners }
}

/**
 * Takes one leaf into the books. What the database refused when it was written is refused again: a
 * transfer between accounts that are there, a hold resolved at most once, a reversal that mirrors.
 * Floors and charters are rules of their day and not judged here. Kinds that we do not know stand
 * in the log and move nothing.
 */
export function takeLeaf(books: Books, leaf: Leaf): Finding | null {
  if (leaf.kind.startsWith(transferPrefix)) return takeTransfer(books, leaf)
  if (leaf.kind === 'account.opened') return openAccount(books.accounts, leaf)
  if (isAccountStep(leaf)) return stepAccount(books.accounts, leaf)
  if (leaf.kind === 'limits.changed') {
    books.tally = { ...books.tally, overrides: books.tally.overrides + 1 }
  }
  if (leaf.kind.startsWith('cosigner.')) books.cosigners = withCosigner(books.cosigners, leaf)
  if (leaf.kind === 'community.founded' || leaf.kind.startsWith('key.')) books.keyLeaves.push(leaf)
  return null
}

function takeTransfer(books: Books, leaf: Leaf): Finding | null {
  const { seq } = leaf
  const transfer = transferOf(leaf)
  if (transfer === null) return finding('transfer_is_malformed', { seq })
  if (books.transfers.has(transfer.id)) return finding('transfer_is_repeated', { seq })
  const from = books.accounts.get(transfer.fromAccount)
  const to = books.accounts.get(transfer.toAccount)
  if (from === undefined || to === undefined) return finding('account_is_unknown', { seq })
  const named = transfer.ref === null ? null : (books.transfers.get(transfer.ref) ?? null)
  const wrong = refusalOf(transfer, named, [from, to])
  if (wrong !== null) return finding(wrong, { seq })
  // From here the transfer stands.
  if (named !== null) books.transfers.set(named.id, { ...named, isResolved: true })
  books.transfers.set(transfer.id, { ...transfer, isResolved: false })
  books.tally = withTransfer(books.tally, transfer)
  const resolved = named?.kind === 'hold' ? named.seconds : 0
  const isExact = moveBetween(books.accounts, transfer, resolved)
  return isExact ? null : finding('sum_is_too_large', { seq })
}

function refusalOf(
  transfer: LoggedTransfer,
  named: StandingTransfer | null,
  accounts: readonly ReplayedAccount[],
) {
  const isClosed = accounts.some(({ status }) => status === 'closed')
  switch (transfer.kind) {
    case 'post':
    case 'hold':
      return isClosed ? 'account_is_not_open' : null
    case 'settle':
    case 'release':
      if (named === null || !resolves(transfer, named)) return 'transfer_is_unmatched'
      return named.isResolved ? 'transfer_is_resolved' : null
    case 'reverse':
      if (named === null || !mirrors(transfer, named)) return 'transfer_is_unmatched'
      return named.isResolved ? 'transfer_is_resolved' : null
  }
}

/** A settle takes part or all of its hold, a release all of it. */
function resolves(transfer: LoggedTransfer, hold: LoggedTransfer): boolean {
  const isWhole = transfer.seconds === hold.seconds
  const isPart = transfer.kind === 'settle' && transfer.seconds < hold.seconds
  return (
    hold.kind === 'hold' &&
    hold.fromAccount === transfer.fromAccount &&
    hold.toAccount === transfer.toAccount &&
    (isWhole || isPart) &&
    isOfOneCause(transfer, hold)
  )
}

/** A reversal takes back what was posted or settled, whole. */
function mirrors(transfer: LoggedTransfer, original: LoggedTransfer): boolean {
  return (
    (original.kind === 'post' || original.kind === 'settle') &&
    original.fromAccount === transfer.toAccount &&
    original.toAccount === transfer.fromAccount &&
    original.seconds === transfer.seconds &&
    isOfOneCause(transfer, original)
  )
}

function isOfOneCause(one: LoggedTransfer, other: LoggedTransfer): boolean {
  const sameThing = one.purpose === other.purpose && one.exchange === other.exchange
  return sameThing && one.charter === other.charter
}
