import type { InStatement } from '@libsql/client/web'

/**
 * Sets the columns that were named, and no others: the rest may change in another tab at the same
 * moment. Columns are named by the contract's own schema, never by who asks.
 * @returns no statement where nothing was named
 */
export function changed(
  columns: Readonly<Record<string, string | null | undefined>>,
  at: { update: string; where: string; args: readonly string[] },
): InStatement[] {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  if (given.length === 0) return []
  const sets = given.map(([column]) => `${column} = ?`).join(', ')
  return [
    {
      sql: `UPDATE ${at.update} SET ${sets} WHERE ${at.where}`,
      args: [...given.map(([, value]) => value ?? null), ...at.args],
    },
  ]
}
