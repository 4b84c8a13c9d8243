import { type Finding, finding } from '../findings.ts'
import { isCount, type Leaf } from './leaf.ts'
import type { LoggedTransfer } from './transfer.ts'

/** An account as the log alone makes it. */
export interface ReplayedAccount {
  readonly kind: string
  readonly status: 'open' | 'frozen' | 'closed'
  /** All that came in and all that went out; the standing is the difference. */
  readonly inSeconds: number
  readonly outSeconds: number
  readonly heldInSeconds: number
  readonly heldOutSeconds: number
}
type Accounts = Map<string, ReplayedAccount>

const steps: Readonly<Record<string, ReplayedAccount['status']>> = {
  'account.closed': 'closed',
  'account.frozen': 'frozen',
  'account.thawed': 'open',
}
const allowed = ['open>frozen', 'frozen>open', 'open>closed', 'frozen>closed']

/** `["account.opened", seq, at, publicId, kind]` */
export function openAccount(accounts: Accounts, { body, seq }: Leaf): Finding | null {
  const [publicId, kind] = body.slice(3)
  if (typeof publicId !== 'string' || typeof kind !== 'string') {
    return finding('line_is_malformed', { line: seq })
  }
  if (accounts.has(publicId)) return finding('account_is_opened_twice', { seq })
  const sums = { inSeconds: 0, outSeconds: 0, heldInSeconds: 0, heldOutSeconds: 0 }
  accounts.set(publicId, { kind, status: 'open', ...sums })
  return null
}

export function isAccountStep({ kind }: Leaf): boolean {
  return Object.hasOwn(steps, kind)
}

/** `["account.frozen", seq, at, publicId, actor]`; nobody closes over hours that are set aside. */
export function stepAccount(accounts: Accounts, { body, kind, seq }: Leaf): Finding | null {
  const publicId = String(body[3])
  const account = accounts.get(publicId)
  const status = steps[kind]
  if (account === undefined || status === undefined) return finding('account_is_unknown', { seq })
  const isHolding = account.heldInSeconds > 0 || account.heldOutSeconds > 0
  if (!allowed.includes(`${account.status}>${status}`) || (status === 'closed' && isHolding)) {
    return finding('account_is_not_open', { seq, status: account.status })
  }
  accounts.set(publicId, { ...account, status })
  return null
}

/**
 * What a transfer does to its two accounts; `heldSeconds` is what the hold it resolves set aside.
 * False where a sum can no longer be counted exactly.
 */
export function moveBetween(
  accounts: Accounts,
  { fromAccount, kind, seconds, toAccount }: LoggedTransfer,
  heldSeconds: number,
): boolean {
  const moved = kind === 'hold' || kind === 'release' ? 0 : seconds
  const held = kind === 'hold' ? seconds : -heldSeconds
  const from = accounts.get(fromAccount) as ReplayedAccount
  const to = accounts.get(toAccount) as ReplayedAccount
  const fallen = {
    ...from,
    outSeconds: from.outSeconds + moved,
    heldOutSeconds: from.heldOutSeconds + held,
  }
  const risen = {
    ...to,
    inSeconds: to.inSeconds + moved,
    heldInSeconds: to.heldInSeconds + held,
  }
  accounts.set(fromAccount, fallen)
  accounts.set(toAccount, risen)
  const sums = [fallen.outSeconds, fallen.heldOutSeconds, risen.inSeconds, risen.heldInSeconds]
  return sums.every(isCount)
}
