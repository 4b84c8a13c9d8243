import { type Choices, defaultChoices } from '@commonhour/contract'
import type { Query } from './books.ts'
import { textOf } from './rows.ts'

/** What a member chose, with the default where nothing was chosen. */
export function choicesQuery(member: string): Query<Choices> {
  return {
    sql: 'SELECT choice, value FROM member_choice WHERE member = ?',
    args: [member],
    read: (rows) => ({
      ...defaultChoices,
      ...Object.fromEntries(rows.map((row) => [textOf(row, 'choice'), textOf(row, 'value')])),
    }),
  }
}
