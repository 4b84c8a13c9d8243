import type { LinkState, MemberState } from '@commonhour/contract'

/** A link as a decision sees it. Times are ms since the epoch. */
export interface LinkFacts {
  readonly id: string
  /** The household or organisation. */
  readonly member: string
  readonly memberName: string
  readonly memberState: MemberState
  /** Counts the member's own steps. */
  readonly memberVersion: number
  /** Whether somebody signs in as it. */
  readonly hasPerson: boolean
  /** The person. */
  readonly linked: string
  readonly linkedName: string
  readonly state: LinkState
  readonly askedAt: number
  /** Counts its steps. */
  readonly steps: number
  /** Counts the steps of all links of this household or organisation. */
  readonly version: number
}

/** A member as far as linking looks at them, whichever side they are. */
export interface LinkSideFacts {
  readonly id: string
  readonly kind: 'person' | 'organisation' | 'household'
  readonly state: MemberState
  readonly version: number
  /** Whether somebody signs in as them. */
  readonly hasPerson: boolean
  /** Counts the steps of all their links. */
  readonly links: number
  /** Whom they asked, and nobody has ended or refused it. */
  readonly standing: readonly string[]
}
