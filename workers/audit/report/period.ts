import type { Books } from '@commonhour/ledger'
import type { OpenedReport } from '@commonhour/proof'
import type { StandingKeys } from '../keys.ts'

export interface Issuing {
  readonly community: string
  readonly books: Books
  readonly keys: StandingKeys
}

/** What a report is about, before anything of it is computed. */
export interface Period {
  readonly no: number
  readonly from: string
  readonly to: string
  readonly fromSize: number
  readonly toSize: number
  readonly previous: { readonly opened: OpenedReport; readonly jws: string } | null
}
