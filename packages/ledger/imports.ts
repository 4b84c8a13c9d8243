import { type Fault, isFault } from '@commonhour/contract'
import type { Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { statementsOf } from './batch.ts'
import { type Books, commit } from './books.ts'
import { type Founding, foundingRows } from './founding.ts'
import { insert, momentNow, nextSeq } from './insert.ts'
import { newPublicId } from './random.ts'
import * as tables from './tables.ts'

/** A member as they come in: with the number they had, active, their account open. */
export interface ImportedMember {
  readonly id: string
  readonly account: string
  readonly number: number
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly joinedOn: string
  readonly languages: readonly string[]
  /** Who signs in as them. */
  readonly person: string | null
}
/** A need or offer as it comes in. `publishedAt` is the source's own moment. */
export interface ImportedPublication {
  readonly word: 'need' | 'offer'
  readonly id: string
  readonly number: number
  readonly member: string
  readonly title: string
  readonly text: string
  readonly category: string
  readonly language: string
  readonly publishedAt: number
  readonly expiresOn: string
  /** Its last day has passed: it is closed as it comes in, and search never meets it. */
  readonly expired: boolean
}
/** Hours as they come in; `workedOn` is the source's own day. */
export interface ImportedTransfer {
  readonly id: string
  readonly fromAccount: string
  readonly toAccount: string
  readonly seconds: number
  readonly workedOn: string
  readonly memo: string
}

export interface ImportOpening extends Omit<Founding, 'founder'> {
  readonly founder: ImportedMember
  /** The old bank's own account; null when no row of the files touches it. */
  readonly openingAccount: string | null
  readonly import: { readonly id: string; readonly source: string; readonly digest: string }
}

/** Founds the community that a bank is brought into and opens the import (law 14). One batch. */
export async function openImport(books: Books, opening: ImportOpening): Promise<Fault | null> {
  const { founder, now, openingAccount } = opening
  const actor = `member:${founder.id}`
  const account = { into: 'account', kind: 'opening', member: null } as const
  const writes: Write[] = openingAccount === null ? [] : [{ ...account, id: openingAccount }]
  const statements = [
    ...(await foundingRows(opening, founder.id, await memberRows(founder, { now, actor }))),
    insert(tables.imports, { ...opening.import, seq: nextSeq, at: momentNow(now), actor }),
    ...(await statementsOf({ expect: [], write: writes }, { now, actor })),
  ]
  return refusalOf(await commit(books, statements, {}))
}

/** What an import brings in, between its opening and its closing. */
export interface ImportedRows {
  readonly members: readonly ImportedMember[]
  readonly publications: readonly ImportedPublication[]
  readonly transfers: readonly ImportedTransfer[]
}

/** Writes some rows of the open import, in their order. One batch. */
export async function writeImported(
  books: Books,
  it: ImportedRows & { readonly import: string; readonly now: number },
): Promise<Fault | null> {
  const stamp = { now: it.now, actor: 'import' }
  const write = it.transfers.map((transfer) => transferWrite(transfer, it.import))
  const rows = await Promise.all([
    ...it.members.map((member) => memberRows(member, stamp)),
    ...it.publications.map((publication) => publicationRows(publication, stamp)),
    statementsOf({ expect: [], write }, stamp),
  ])
  return refusalOf(await commit(books, rows.flat(), {}))
}

/** The line an account gets as it moves in; `until` in milliseconds since the epoch. */
export interface ImportedLine {
  readonly account: string
  readonly floorSeconds: number
  readonly until: number
}

/**
 * Closes an import: the database counts once more what came in, the old bank's account is closed
 * with the standing it had, and whoever stands too low gets a line of their own. One batch.
 */
export async function closeImport(
  books: Books,
  it: {
    readonly import: string
    readonly transfers: number
    readonly seconds: number
    readonly openingAccount: string | null
    readonly lines: readonly ImportedLine[]
    readonly now: number
  },
): Promise<Fault | null> {
  const leaf = { seq: nextSeq, at: momentNow(it.now) }
  const { import: id, openingAccount, seconds, transfers } = it
  const closed = { ...leaf, account: openingAccount ?? '', act: 'closed', actor: 'import' }
  const statements = [
    insert(tables.importClosing, { ...leaf, import: id, transfers, seconds }),
    ...(openingAccount === null ? [] : [insert(tables.accountStep, closed)]),
    ...it.lines.map((line) =>
      insert(tables.limitChange, { ...leaf, ...line, reason: 'moved_in', actor: 'import' }),
    ),
  ]
  return refusalOf(await commit(books, statements, {}))
}

interface ImportStamp {
  readonly now: number
  readonly actor: string
}

async function memberRows(it: ImportedMember, stamp: ImportStamp): Promise<InStatement[]> {
  const { account, id: member, languages, person, ...profile } = it
  const row = insert(tables.member, {
    ...profile,
    id: member,
    publicId: newPublicId(),
    kind: 'person',
    languages: JSON.stringify(languages),
    about: '',
    // Nobody who is brought in has agreed to the terms of this charter yet.
    termsVersion: 0,
  })
  const write: Write[] = [
    { into: 'memberStep', member, step: 0, state: 'applied' },
    { into: 'memberStep', member, step: 1, state: 'active' },
    ...(person === null ? [] : [{ into: 'memberPerson', member, person } as const]),
    { into: 'account', id: account, kind: 'member', member },
  ]
  return [row, ...(await statementsOf({ expect: [], write }, stamp))]
}

async function publicationRows(
  { expired, word, ...publication }: ImportedPublication,
  stamp: ImportStamp,
): Promise<InStatement[]> {
  const row = { ...publication, remote: 0, when: '{"kind":"anyTime"}' }
  const closing = { into: 'closing', word, id: publication.id, state: 'expired' } as const
  return [
    word === 'need' ? insert(tables.need, row) : insert(tables.offer, row),
    ...(await statementsOf({ expect: [], write: expired ? [closing] : [] }, stamp)),
  ]
}

/** Imports carry charter 0: no rule of this community was there to judge them (laws 13 and 14). */
function transferWrite(transfer: ImportedTransfer, groupId: string): Write {
  return { ...transfer, into: 'transfer', kind: 'post', purpose: 'import', charter: 0, groupId }
}

function refusalOf(answers: object | Fault): Fault | null {
  return isFault(answers) ? answers : null
}
