import type { App } from '@commonhour/contract'
import type { Query } from './books.ts'
import { every, textOf } from './rows.ts'

/** Apps that this community's stewards have let in or shut out, by name. */
export function appsQuery(app = ''): Query<App[]> {
  return {
    sql: `SELECT n.app, n.name,
        (SELECT act FROM app_step WHERE app = n.app ORDER BY step DESC LIMIT 1) AS act
      FROM app_name n WHERE ?1 = '' OR n.app = ?1 ORDER BY n.name`,
    args: [app],
    read: every((row) => ({
      id: textOf(row, 'app'),
      name: textOf(row, 'name'),
      state: textOf(row, 'act') as App['state'],
    })),
  }
}
