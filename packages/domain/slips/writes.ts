/** What entering paper slips, and taking them back, leaves in the books beside the exchanges. */
export type SlipWrite =
  | {
      readonly into: 'slipBatch'
      readonly id: string
      readonly source: 'phone' | 'paper'
      readonly lines: number
      readonly seconds: number
    }
  /** Written after the steps of its exchange. */
  | {
      readonly into: 'slip'
      readonly batch: string
      readonly line: number
      readonly exchange: string
    }
  | { readonly into: 'slipReversal'; readonly batch: string; readonly exchanges: number }
