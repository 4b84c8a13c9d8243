import { type Fault, isFault } from '@commonhour/contract'
import type { InStatement, Row } from '@libsql/client/web'
import { type Books, commit, type Query } from '../books.ts'
import { insert, momentNow, nextSeq } from '../insert.ts'
import { every, jsonOf, textOf } from '../rows.ts'
import * as tables from '../tables.ts'

/** What one leaf says of keys, to be written. Whether it is good, `packages/proof` says. */
export type KeyWrite =
  | {
      readonly act: 'founded'
      readonly origin: string
      readonly x: string
      readonly recoveryX: string
    }
  | {
      readonly act: 'introduced'
      readonly use: 'report' | 'receipt' | 'recovery'
      readonly x: string
      readonly generation: number
      readonly by: string
      readonly signature: string
    }
  | {
      readonly act: 'voided'
      readonly kid: string
      readonly fromSize: number
      readonly by: string
      readonly signature: string
    }

/** The bodies of the leaves that name keys, in the order of the log. */
export const keyBodiesQuery: Query<string[]> = {
  sql: `SELECT body FROM log WHERE seq IN (SELECT seq FROM key_founding
      UNION ALL SELECT seq FROM key_introduction UNION ALL SELECT seq FROM key_voiding)
    ORDER BY seq`,
  args: [],
  read: every((row) => textOf(row, 'body')),
}

/** The rows of what is said of keys, in their order. */
export function keyRows(writes: readonly KeyWrite[], now: number): InStatement[] {
  return writes.map((write) => keyRow(write, now))
}

function keyRow(write: KeyWrite, now: number): InStatement {
  const leaf = { seq: nextSeq, at: momentNow(now) }
  switch (write.act) {
    case 'founded': {
      const { origin, recoveryX, x } = write
      return insert(tables.keyFounding, { ...leaf, origin, x, recoveryX })
    }
    case 'introduced': {
      const { by: signedBy, generation, signature, use, x } = write
      return insert(tables.keyIntroduction, { ...leaf, use, x, generation, signedBy, signature })
    }
    case 'voided': {
      const { by: signedBy, fromSize, kid, signature } = write
      return insert(tables.keyVoiding, { ...leaf, kid, fromSize, signedBy, signature })
    }
  }
}

/** Writes leaves about keys in one batch, or answers the fault of the books. */
export async function writeKeys(
  books: Books,
  writes: readonly KeyWrite[],
  now: number,
): Promise<Fault | null> {
  const done = await commit(books, keyRows(writes, now), {})
  return isFault(done) ? done : null
}

/** The key that receipts are signed with, as the last leaf about one says; null where none does. */
export interface ReceiptKeyLine {
  readonly origin: string
  readonly x: string
  readonly generation: number
}

/** It as one column, so that it comes along with what the receipt is about. */
export const receiptKeySql = `(SELECT json_array(f.origin, i.x, i.generation)
    FROM key_founding f JOIN key_introduction i ON i.use = 'receipt' ORDER BY i.seq DESC LIMIT 1)`

export function receiptKeyOf(row: Row): ReceiptKeyLine | null {
  if (row.receiptKey === null) return null
  const [origin, x, generation] = jsonOf<[string, string, number]>(row, 'receiptKey')
  return { origin, x, generation }
}
