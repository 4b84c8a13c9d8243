import type { Query } from '../books.ts'
import { every, first, numberOf, textOf } from '../rows.ts'

/** Σ over all accounts, as their projections say: cheap enough for every seal. Whole: both 0. */
export interface BooksSums {
  readonly standingsSumSeconds: number
  readonly holdsSumSeconds: number
}
export const booksSumsQuery: Query<BooksSums | null> = {
  sql: `SELECT coalesce(sum(inSeconds - outSeconds), 0) AS standings,
    coalesce(sum(heldInSeconds - heldOutSeconds), 0) AS holds FROM account`,
  args: [],
  read: first((row) => ({
    standingsSumSeconds: numberOf(row, 'standings'),
    holdsSumSeconds: numberOf(row, 'holds'),
  })),
}

/** An account as its projection has it, by the id that only the log knows. */
export interface ProjectedAccount {
  readonly id: string
  readonly publicId: string
  readonly kind: string
  readonly status: string
  readonly inSeconds: number
  readonly outSeconds: number
  readonly heldInSeconds: number
  readonly heldOutSeconds: number
}
export const projectedAccountsQuery: Query<ProjectedAccount[]> = {
  sql: `SELECT id, publicId, kind, status, inSeconds, outSeconds, heldInSeconds, heldOutSeconds
    FROM account ORDER BY publicId`,
  args: [],
  read: every((row) => ({
    id: textOf(row, 'id'),
    publicId: textOf(row, 'publicId'),
    kind: textOf(row, 'kind'),
    status: textOf(row, 'status'),
    inSeconds: numberOf(row, 'inSeconds'),
    outSeconds: numberOf(row, 'outSeconds'),
    heldInSeconds: numberOf(row, 'heldInSeconds'),
    heldOutSeconds: numberOf(row, 'heldOutSeconds'),
  })),
}
