import type { Community, Member } from '@commonhour/contract'
import type { Child } from 'hono/jsx'

/** A place of the bottom bar. */
export type Tab = 'home' | 'needs' | 'record' | 'me' | 'today' | 'books'

/**
 * What a page shows. `title` is the page's question; a refusal goes before it in the browser's
 * title.
 */
export interface Shown {
  title: string
  body: Child
  here?: Tab
  /** Whether saying no is open here, should a refusal name it among the ways. */
  mayDecline?: boolean
  /** A script of this page's own, beside the one of all pages. */
  script?: 'verify' | 'passkey'
}

/** What stands around a page. */
export interface Frame {
  community?: Community | undefined
  member?: Member | undefined
}
