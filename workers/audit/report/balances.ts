import { type Books, projectedAccountsQuery, snapshot } from '@commonhour/ledger'
import {
  type BalanceRoot,
  balanceLine,
  balanceRootOf,
  balanceTreeOf,
  commitmentOf,
  isFinding,
  type Replay,
  saltBytes,
} from '@commonhour/proof'
import { hexOf } from '../bytes.ts'
import type { AuditEnv } from '../env.ts'

/** Every balance as the log makes it, told apart by commitments alone. */
export interface Balances {
  readonly root: BalanceRoot
  /** Lines of `balances.jsonl`, with their ends. */
  readonly lines: readonly string[]
  /** Whose line is where, and the salt that shows it, in the order of the lines. */
  readonly salts: readonly { readonly account: string; readonly salt: string }[]
}

/**
 * The sum tree over a replayed log. Each account has a fresh salt; the lines stand in the order of
 * their commitments, which is as good as drawn by lot and tells nothing.
 */
export async function balancesOf(
  { random }: AuditEnv,
  books: Books,
  { accounts }: Replay,
): Promise<Balances> {
  const { known } = await snapshot(books, { known: projectedAccountsQuery })
  const ids = new Map(known.map(({ id, publicId }) => [publicId, id]))
  const rows = [...accounts].map(([publicId, { inSeconds, outSeconds }]) => {
    const salt = random(saltBytes)
    const commitment = commitmentOf(publicId, salt)
    const account = ids.get(publicId)
    if (account === undefined) throw new Error('An account of the log has no row.')
    return { commitment, inSeconds, outSeconds, account, salt: hexOf(salt), hex: hexOf(commitment) }
  })
  rows.sort((one, other) => (one.hex < other.hex ? -1 : 1))
  const tree = balanceTreeOf(rows)
  if (isFinding(tree)) throw new Error(`No balances: ${tree.finding}`)
  return {
    root: balanceRootOf(tree),
    lines: rows.map(balanceLine),
    salts: rows.map(({ account, salt }) => ({ account, salt })),
  }
}
