import type { BadRow, SourceBank } from '@commonhour/domain'
import type { SourceFile } from './files.ts'
import { readMembers } from './members.ts'
import { readPosts } from './posts.ts'
import { readTransfers } from './transfers.ts'

export interface BankFiles {
  readonly members: SourceFile
  readonly posts: SourceFile
  readonly transfers: SourceFile
}

/** What a reading leaves out on purpose. */
export interface LeftOut {
  /** Members whose gender or day of birth the file tells. */
  readonly genderOrBirth: number
  /** Transfers that name a post. */
  readonly posts: number
}
export interface BankReading {
  readonly bank: SourceBank
  readonly leftOut: LeftOut
  /** Every row that cannot be brought in, by file and line. Unless it is empty, nothing may be. */
  readonly bad: readonly BadRow[]
}

/**
 * Reads a bank from TimeOverflow's own import columns (api.md, Import): every row is looked at.
 * @param now milliseconds since the epoch; nothing may have happened after it
 */
export function readBank(files: BankFiles, now: number): BankReading {
  const { known, members, withGenderOrBirth, ...ofMembers } = readMembers(files.members, now)
  const { posts, ...ofPosts } = readPosts(files.posts, known, now)
  const { transfers, withPost, ...ofTransfers } = readTransfers(files.transfers, known, now)
  return {
    bank: { members, posts, transfers },
    leftOut: { genderOrBirth: withGenderOrBirth, posts: withPost },
    bad: [...ofMembers.bad, ...ofPosts.bad, ...ofTransfers.bad],
  }
}
