/** What a rule has counted: if its version has moved, the batch is refused `facts_are_stale`. */
export interface Expectation {
  readonly word:
    | 'account'
    | 'member'
    | 'exchange'
    | 'charter'
    | 'office'
    | 'grant'
    | 'app'
    | 'person'
    /** What was done with a card of Today so far. */
    | 'card'
    /** How many applications to pools a member made, and how many were answered. */
    | 'applicant'
    /** How many exchanges are about a need, or an offer. */
    | 'need'
    /** How many steps it has. */
    | 'motion'
    | 'offer'
    /** Who of several said yes to it. */
    | 'assent'
    /** How many steps the delegations of a member to a delegate have taken. */
    | 'delegation'
    /** How many steps the links of a member have taken, whichever side of them it is. */
    | 'link'
    /** How many steps have made causes a person's own: delegations, homes and links. */
    | 'cause'
  readonly id: string
  readonly version: number
}
