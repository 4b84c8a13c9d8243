/**
 * A bank as another program kept it, read and checked row by row (api.md, Import). Days are
 * `YYYY-MM-DD`, moments milliseconds since the epoch; members go by the number they had there.
 */
export interface SourceBank {
  readonly members: readonly SourceMember[]
  readonly posts: readonly SourcePost[]
  /** In the order of their moments. */
  readonly transfers: readonly SourceTransfer[]
}

export interface SourceMember {
  readonly number: number
  readonly joinedOn: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
}

/** Help that someone offered or wanted, open or long over. */
export interface SourcePost {
  readonly member: number
  readonly word: 'need' | 'offer'
  readonly title: string
  readonly text: string
  readonly category: string
  readonly publishedAt: number
  readonly expiresOn: string
}

/** A member's number, or the old bank's own account. */
export type SourceSide = number | 'bank'

/** Hours that moved; `from` received help, so its standing fell. */
export interface SourceTransfer {
  readonly from: SourceSide
  readonly to: SourceSide
  readonly seconds: number
  readonly at: number
  readonly workedOn: string
  readonly memo: string
}

/** A row that cannot be brought in. `line` is the file's own, where the row begins, from 1. */
export interface BadRow {
  readonly file: string
  readonly line: number
  readonly reason: string
}
