import type { Community } from '@commonhour/contract'
import type { Notice, Recipient } from '@commonhour/ledger'
import type { Language, Say } from './words.ts'

/** What a letter is written from, for one reader. */
export interface Reading {
  readonly base: string
  readonly community: Community
  readonly notice: Notice
  readonly to: Recipient
  readonly language: Language
  readonly say: Say
}
