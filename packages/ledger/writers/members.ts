import type { InStatement } from '@libsql/client/web'
import { changed, changedInOffice } from '../changed.ts'
import { insert } from '../insert.ts'
import { newPublicId, newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const memberWriters: Writers<
  'member' | 'languages' | 'profile' | 'joining' | 'memberStep' | 'memberPerson'
> = {
  member: (write) => [memberRow(write), ...answersRows(write)],
  languages: ({ languages, member }) => [
    {
      sql: 'UPDATE member SET languages = ? WHERE id = ?',
      args: [JSON.stringify(languages), member],
    },
  ],
  profile: profileOf,
  joining: (write) => [joining(write)],
  memberStep: ({ into: _, ...step }, stamp) => [
    insert(tables.memberStep, { ...leafOf(stamp), ...step }),
  ],
  memberPerson: ({ member, person }) => [insert(tables.memberPerson, { member, person })],
}

/** What members say of themselves is theirs; what is said for another is an act of office. */
function profileOf({ member, profile }: WriteOf<'profile'>, stamp: Stamp): InStatement[] {
  const { languages, ...texts } = profile
  const columns = { ...texts, ...(languages && { languages: JSON.stringify(languages) }) }
  const at = { update: 'member', where: 'id = ?', args: [member], member }
  const isOwn = stamp.actor === `member:${member}`
  return isOwn ? changed(columns, at) : changedInOffice(columns, at, stamp)
}

/** The day someone first joined stays, whoever admits them again. */
function joining({ joinedOn, member }: WriteOf<'joining'>): InStatement {
  return {
    sql: 'UPDATE member SET joinedOn = coalesce(joinedOn, ?) WHERE id = ?',
    args: [joinedOn, member],
  }
}

function memberRow({ application, joinedOn }: WriteOf<'member'>): InStatement {
  const { about, area, contact, id, kind, languages, name, termsVersion } = application
  return insert(tables.member, {
    id,
    publicId: newPublicId(),
    number: { sql: '(SELECT coalesce(max(number), 0) + 1 FROM member)', args: [] },
    kind,
    name,
    area,
    languages: JSON.stringify(languages),
    about,
    phone: contact.phone ?? null,
    email: contact.email ?? null,
    termsVersion,
    joinedOn,
  })
}

/** What an applicant answered: free text, kept where texts can be erased. */
function answersRows({ application }: WriteOf<'member'>): InStatement[] {
  const { answers, id } = application
  if (answers.length === 0) return []
  const text = JSON.stringify(answers)
  return [insert(tables.memo, { ref: id, part: 'answers', salt: newSalt(), text })]
}
