import type { OnBehalf, Scope } from '@commonhour/contract'

/** A person with a token: through the web, or through an app acting with their consent. */
export interface PersonCaller {
  readonly kind: 'person'
  readonly id: string
  /** The software in between: `web`, or an app's id. */
  readonly clientId: string
  readonly scopes: readonly Scope[]
  /** Whether their session was proven well enough for what weighs much. */
  readonly proven?: boolean
  /** The member they ask to act for (header `On-Behalf-Of`); null for themselves. */
  readonly onBehalfOf?: string | null
  /** What that needs, when it is asked, and whether a coordinator who spoke to them may do it. */
  readonly need?: OnBehalf
  readonly at?: number
  readonly bySpeaking?: boolean
}

/** An app acting for itself. */
export interface AppCaller {
  readonly kind: 'app'
  readonly id: string
  readonly clientId: string
  readonly scopes: readonly Scope[]
}

/** Who asks, as the token says. What they may do is read from the community's rows. */
export type Caller = PersonCaller | AppCaller
