import { createHash } from 'node:crypto'
import { neighbourhoodCharter } from '@commonhour/contract'

/** The moment at which test communities are founded and at which their rows are written. */
export const now = Date.UTC(2025, 0, 6, 9)
export const hour = 3600
export const minute = 60_000
export const day = 24 * 60 * minute

/** A piece of SQL in the place of a value. */
export class Raw {
  readonly sql: string
  readonly args: readonly (string | number | null)[]
  constructor(sql: string, args: readonly (string | number | null)[] = []) {
    this.sql = sql
    this.args = args
  }
}
export type Value = string | number | bigint | null | Raw
export type Values = Readonly<Record<string, Value>>
export interface Statement {
  sql: string
  args: (string | bigint | null)[]
}

/** A deterministic id in the shape of a UUIDv7, from a name of at most six characters. */
export function id(name: string): string {
  const tail = Buffer.from(name).toString('hex').padStart(12, '0')
  if (tail.length > 12) throw new Error(`${name} is longer than six characters`)
  return `01943b2c-0000-7000-8000-${tail}`
}
export const actor = `member:${id('rosa')}`

/**
 * A statement with its arguments; whole numbers travel as BigInt, else SQLite takes them for reals.
 */
export function sql(text: string, ...args: (string | number | bigint | null)[]): Statement {
  return { sql: text, args: args.map((arg) => (typeof arg === 'number' ? BigInt(arg) : arg)) }
}

/** `verb` INTO `table`: a row as the write door sends it. */
export function insert(table: string, values: Values, verb = 'INSERT'): Statement {
  const args: (string | number | bigint | null)[] = []
  const places = Object.values(values).map((value) => {
    if (!(value instanceof Raw)) {
      args.push(value)
      return '?'
    }
    args.push(...value.args)
    return value.sql
  })
  const names = Object.keys(values).map((name) => `"${name}"`)
  return sql(`${verb} INTO "${table}" (${names.join()}) VALUES (${places.join()})`, ...args)
}

export const nextSeq = new Raw('(SELECT seq FROM next_leaf)')
export const momentAt = (at: number) => new Raw('max(?, (SELECT at FROM next_leaf))', [at])

/** A row that writes its own leaf: its seq is the next, its moment never before the last. */
export function leaf(table: string, values: Values, verb = 'INSERT'): Statement {
  const { at = now } = values
  const moment = typeof at === 'number' ? momentAt(at) : at
  return insert(table, { seq: nextSeq, ...values, at: moment }, verb)
}

export function memberRow(name: string, number: number, more: Values = {}): Statement {
  return insert('member', {
    id: id(name),
    publicId: `public-${name}`,
    number,
    kind: 'person',
    name: `${name} of Riverside`,
    languages: '["en"]',
    about: '',
    termsVersion: 1,
    ...more,
  })
}
export function memberStep(name: string, step: number, state: string, more: Values = {}) {
  return leaf('member_step', { member: id(name), step, state, actor, ...more })
}
/** The id of a member's account, or of an account that is nobody's. */
export const accountOf = (name: string) => id(`$${name}`)
export function accountRow(name: string, kind: string, more: Values = {}): Statement {
  const member = ['member', 'organisation', 'household'].includes(kind) ? id(name) : null
  return leaf('account', {
    id: accountOf(name),
    publicId: `public-$${name}`,
    kind,
    member,
    ...more,
  })
}

export type Numbers = { member?: number; ceiling?: number | null; newcomer?: number }
export function charterRow(version: number, effectiveFrom: number, more: Numbers & Values = {}) {
  const { member, ceiling, newcomer, ...values } = more
  const text = neighbourhoodCharter
  const body = JSON.stringify({
    ...text,
    member: {
      ...text.member,
      floorSeconds: member ?? text.member.floorSeconds,
      ceilingSeconds: ceiling ?? text.member.ceilingSeconds,
    },
    newcomer: { floorSeconds: newcomer ?? text.newcomer.floorSeconds },
  })
  const digest = createHash('sha256').update(body).digest('hex')
  return leaf('charter', { version, effectiveFrom, body, digest, actor, ...values })
}
