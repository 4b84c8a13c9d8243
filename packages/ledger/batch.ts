import type { Decision, Expectation, TransferWrite, Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { bound } from './books.ts'
import { insert, momentNow, nextSeq } from './insert.ts'
import { memoHash, newPublicId, newSalt } from './random.ts'
import * as tables from './tables.ts'

/** Who writes, and when: added to every row of a decision where it is written. */
export interface Stamp {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** `member:ID`, `app:ID`, `clock` or `import`. */
  readonly actor: string
  readonly onBehalfOf?: string | null
}

/** The statements of a decision: what it counted on first, then its rows in their order. */
export async function statementsOf(decision: Decision, stamp: Stamp): Promise<InStatement[]> {
  const rows = await Promise.all(decision.write.map((write) => rowsOf(write, stamp)))
  return [...decision.expect.map(expectationOf), ...rows.flat()]
}

function expectationOf({ word, id, version }: Expectation): InStatement {
  return {
    sql: 'INSERT INTO expectation (word, id, version) VALUES (?, ?, ?)',
    args: [word, id, bound(version)],
  }
}

async function rowsOf(write: Write, stamp: Stamp): Promise<InStatement[]> {
  const { actor, now } = stamp
  const at = momentNow(now)
  const leaf = { seq: nextSeq, at, actor }
  switch (write.into) {
    case 'transfer':
      return transferRows(write, stamp)
    case 'exchange':
      return exchangeRows(write, now)
    case 'exchangeStep': {
      const { into: _, ...step } = write
      const onBehalfOf = stamp.onBehalfOf ?? null
      return [insert(tables.exchangeStep, { ...step, actor, onBehalfOf, at, logSize: nextSeq })]
    }
    case 'publication':
      return [publicationRow(write, now)]
    case 'closing':
      return [closingRow(write, { actor, at })]
    case 'member':
      return [memberRow(write), ...answersRows(write)]
    case 'joining':
      return [joining(write)]
    case 'memberStep': {
      const { member, state, step } = write
      return [insert(tables.memberStep, { ...leaf, member, step, state })]
    }
    case 'memberPerson':
      return [insert(tables.memberPerson, { member: write.member, person: write.person })]
    case 'account': {
      const { id, kind, member } = write
      const publicId = newPublicId()
      return [insert(tables.account, { id, publicId, seq: nextSeq, at, kind, member })]
    }
    case 'appStep': {
      const { act, app, name, step } = write
      return [appName(app, name), insert(tables.appStep, { ...leaf, app, step, act })]
    }
    case 'appGrant': {
      const { into: _, ...grant } = write
      return [insert(tables.appGrant, { ...leaf, ...grant, act: 'granted' })]
    }
    case 'outbox': {
      const { kind, member, ref } = write
      return [insert(tables.outbox, { kind, ref, member, at })]
    }
  }
}

async function transferRows(write: TransferWrite, stamp: Stamp): Promise<InStatement[]> {
  const { into: _, memo = '', ...transfer } = write
  const salt = newSalt()
  const hash = memo === '' ? null : await memoHash(salt, memo)
  const row = insert(tables.transfer, {
    ...transfer,
    seq: nextSeq,
    at: momentNow(stamp.now),
    actor: stamp.actor,
    onBehalfOf: stamp.onBehalfOf ?? null,
    memoHash: hash,
  })
  return memo === ''
    ? [row]
    : [row, insert(tables.memo, { ref: write.id, part: 'memo', salt, text: memo })]
}

function exchangeRows(write: Extract<Write, { into: 'exchange' }>, now: number): InStatement[] {
  const { into: _, place, receivers, title, ...exchange } = write
  const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM exchange)', args: [] }
  const texts = [['title', title] as const, ['place', place] as const].filter(([, text]) => text)
  return [
    insert(tables.exchange, { ...exchange, number, at: momentNow(now) }),
    ...receivers.map((receiver) =>
      insert(tables.exchangeReceiver, { exchange: write.id, ...receiver }),
    ),
    ...texts.map(([part, text]) =>
      insert(tables.memo, { ref: write.id, part, salt: newSalt(), text }),
    ),
  ]
}

function publicationRow(write: Extract<Write, { into: 'publication' }>, now: number): InStatement {
  const { remote, when, ...publication } = write.publication
  const row = {
    ...publication,
    member: write.member,
    remote: remote ? 1 : 0,
    when: JSON.stringify(when),
    publishedAt: momentNow(now),
  }
  return write.word === 'need' ? insert(tables.need, row) : insert(tables.offer, row)
}

function closingRow(
  { id, state, word }: Extract<Write, { into: 'closing' }>,
  by: { actor: string; at: ReturnType<typeof momentNow> },
): InStatement {
  return word === 'need'
    ? insert(tables.needClosing, { need: id, state, ...by })
    : insert(tables.offerClosing, { offer: id, state, ...by })
}

/** The day someone first joined stays, whoever admits them again. */
function joining({ joinedOn, member }: Extract<Write, { into: 'joining' }>): InStatement {
  return {
    sql: 'UPDATE member SET joinedOn = coalesce(joinedOn, ?) WHERE id = ?',
    args: [joinedOn, member],
  }
}

function memberRow({ application, joinedOn }: Extract<Write, { into: 'member' }>): InStatement {
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
function answersRows({ application }: Extract<Write, { into: 'member' }>): InStatement[] {
  const { answers, id } = application
  if (answers.length === 0) return []
  const text = JSON.stringify(answers)
  return [insert(tables.memo, { ref: id, part: 'answers', salt: newSalt(), text })]
}

/** The name members read; the newest one stands. */
function appName(app: string, name: string): InStatement {
  return {
    sql: 'INSERT INTO app_name (app, name) VALUES (?, ?) ON CONFLICT (app) DO UPDATE SET name = ?2',
    args: [app, name],
  }
}
