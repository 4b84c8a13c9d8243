import type { InStatement } from '@libsql/client/web'
import { bound } from './books.ts'
import { momentNow, nextSeq } from './insert.ts'
import type { Stamp } from './writers/stamp.ts'

/** Values by column; what is undefined was not named. */
type Columns = Readonly<Record<string, string | null | undefined>>
interface Place {
  readonly update: string
  readonly where: string
  readonly args: readonly string[]
}

/**
 * Sets the columns that were named, and no others: the rest may change in another tab at the same
 * moment. Columns are named by the contract's own schema, never by who asks.
 * @returns no statement where nothing was named
 */
export function changed(columns: Columns, at: Place): InStatement[] {
  const given = givenOf(columns)
  if (given.length === 0) return []
  const sets = given.map(([column]) => `${column} = ?`).join(', ')
  return [
    {
      sql: `UPDATE ${at.update} SET ${sets} WHERE ${at.where}`,
      args: [...given.map(([, value]) => value), ...at.args],
    },
  ]
}

/**
 * The same as an act of office: before it, which of the columns do change becomes a leaf, as codes.
 * The books compare, since what stood there may have moved; a change of nothing leaves no leaf.
 * @param member whose profile it is; null for the community's settings
 */
export function changedInOffice(
  columns: Columns,
  at: Place & { readonly member: string | null },
  { actor, now, onBehalfOf = null }: Stamp,
): InStatement[] {
  const given = givenOf(columns)
  if (given.length === 0) return []
  const moment = momentNow(now)
  const fields = given.map(
    ([column]) => `SELECT '${column}' AS field FROM ${at.update}
      WHERE ${at.where} AND ${column} IS NOT ?`,
  )
  const compared = given.flatMap(([, value]) => [...at.args, value])
  const leaf = {
    sql: `INSERT INTO settings_change (seq, at, member, fields, actor, onBehalfOf)
      SELECT ${nextSeq.sql}, ${moment.sql}, ?, fields, ?, ?
      FROM (SELECT json_group_array(field ORDER BY field) AS fields
        FROM (${fields.join(' UNION ALL ')}))
      WHERE fields <> '[]'`,
    args: [...moment.args, at.member, actor, onBehalfOf, ...compared].map(bound),
  }
  return [leaf, ...changed(columns, at)]
}

function givenOf(columns: Columns): [string, string | null][] {
  return Object.entries(columns).filter(
    (entry): entry is [string, string | null] => entry[1] !== undefined,
  )
}
