import { type CharterBody, type CommunityFounding, type Fault, isFault } from '@commonhour/contract'
import type { Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { statementsOf } from './batch.ts'
import { type Books, commit } from './books.ts'
import { insert, momentNow, nextSeq } from './insert.ts'
import { type KeyWrite, keyRows } from './proofs/keys.ts'
import { newPublicId, sha256 } from './random.ts'
import * as tables from './tables.ts'

export interface Founding {
  readonly community: CommunityFounding
  /** `live`, or a `sandbox` or `test`, which may carry a clock of their own. */
  readonly purpose: 'live' | 'sandbox' | 'test'
  /** How far ahead of its database's clock a sandbox or test may write; 0 unless given. */
  readonly clockOffsetMs?: number
  readonly charter: CharterBody
  readonly founder: {
    readonly member: string
    readonly account: string
    readonly name: string
    readonly person: string | null
    readonly email: string | null
    readonly language: string
  }
  readonly poolAccount: string
  /** Where its keys begin; audit brings them in later where they are not given. */
  readonly keys?: readonly KeyWrite[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Founds a community on migrated, empty books: leaf 0, charter 1, its pool, and the founder, who is
 * first member, coordinator and auditor (product.md, Beginnings). One batch.
 * @returns a fault when the books were founded already
 */
export async function foundCommunity(books: Books, founding: Founding): Promise<Fault | null> {
  const { founder, now } = founding
  const actor = `member:${founder.member}`
  const rows = await statementsOf({ expect: [], write: founderWrites(founding) }, { now, actor })
  const done = await commit(books, await foundingRows(founding, founder.member, rows), {})
  return isFault(done) ? done : null
}

/**
 * The rows of a founding: the community, its keys and charter, whoever founds it, their pool, their
 * offices.
 * @param founder the founding member's id
 * @param founderRows that make them an active member with an account
 */
export async function foundingRows(
  founding: Omit<Founding, 'founder'>,
  founder: string,
  founderRows: readonly InStatement[],
): Promise<InStatement[]> {
  const { charter, keys = [], now, poolAccount } = founding
  const actor = `member:${founder}`
  const pool = { expect: [], write: [poolWrite(poolAccount)] }
  const offices = (['coordinator', 'auditor'] as const).map((office) =>
    insert(tables.stewardship, {
      seq: nextSeq,
      at: momentNow(now),
      member: founder,
      office,
      act: 'appointed',
      actor,
    }),
  )
  return [
    communityRow(founding),
    ...keyRows(keys, now),
    await charterRow(charter, 1, now, actor),
    ...founderRows,
    ...(await statementsOf(pool, { now, actor })),
    ...offices,
  ]
}

/** A charter version's row; its digest is what the log holds of its texts. */
export async function charterRow(
  body: CharterBody,
  version: number,
  now: number,
  actor: string,
): Promise<InStatement> {
  const text = JSON.stringify(body)
  return insert(tables.charter, {
    version,
    seq: nextSeq,
    at: momentNow(now),
    effectiveFrom: momentNow(now),
    body: text,
    digest: await sha256(text),
    actor,
  })
}

function communityRow({
  clockOffsetMs = 0,
  community,
  now,
  purpose,
}: Omit<Founding, 'founder'>): InStatement {
  const { about, helpLine, joining, languages, name, slug, timeZone } = community
  return insert(tables.community, {
    one: 1,
    seq: nextSeq,
    at: momentNow(now),
    slug,
    purpose,
    clockOffsetMs,
    publicId: newPublicId(),
    name,
    about,
    languages: JSON.stringify(languages),
    timeZone,
    helpLine: helpLine === null ? null : JSON.stringify(helpLine),
    joining,
  })
}

function founderWrites({ charter, founder, now }: Founding): Write[] {
  const { account, email, language, member, name, person } = founder
  const joinedOn = new Date(now).toISOString().slice(0, 10)
  const application = {
    id: member,
    kind: 'person',
    name,
    area: null,
    languages: [language],
    about: '',
    contact: email === null ? {} : { email },
    termsVersion: charter.terms.version,
    answers: [],
    admit: true,
  } as const
  return [
    {
      into: 'member',
      application: { ...application, languages: [language], answers: [] },
      joinedOn,
    },
    { into: 'memberStep', member, step: 0, state: 'applied' },
    { into: 'memberStep', member, step: 1, state: 'active' },
    ...(person === null ? [] : [{ into: 'memberPerson', member, person } as const]),
    { into: 'account', id: account, kind: 'member', member },
  ]
}

function poolWrite(id: string): Write {
  return { into: 'account', id, kind: 'pool', member: null }
}
