import {
  type Books,
  examine,
  importTotalsQuery,
  isWhole,
  readProof,
  snapshot,
} from '@commonhour/ledger'
import type { ImportPlan } from './plan.ts'

/**
 * Checks the books against the files: Σ is zero, as many transfers and seconds moved as the files
 * say, and every statement adds up line by line.
 * @throws when they differ: a bug of ours, and the community is not opened
 */
export async function verify(books: Books, plan: ImportPlan): Promise<void> {
  const { totals } = await snapshot(books, { totals: importTotalsQuery(plan.import.id) })
  const proof = await readProof(books, Date.now())
  const seen = {
    balanceSumSeconds: proof?.balanceSumSeconds,
    movedSeconds: proof?.movedSeconds,
    transfers: totals?.transfers,
    seconds: totals?.seconds,
    isWhole: isWhole(await examine(books)),
  }
  const { seconds, transfers } = plan
  const wanted = {
    balanceSumSeconds: 0,
    movedSeconds: seconds,
    transfers: transfers.length,
    seconds,
  }
  for (const [what, value] of Object.entries({ ...wanted, isWhole: true })) {
    const found = seen[what as keyof typeof seen]
    if (found !== value) throw new Error(`The books say ${what} ${found}, the files ${value}.`)
  }
}
