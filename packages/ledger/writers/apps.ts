import type { InStatement } from '@libsql/client/web'
import { insert } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const appWriters: Writers<'appStep' | 'appGrant'> = {
  appStep: ({ act, app, name, step }, stamp) => [
    appName(app, name),
    insert(tables.appStep, { ...leafOf(stamp), app, step, act }),
  ],
  appGrant: ({ into: _, ...grant }, stamp) => [
    insert(tables.appGrant, { ...leafOf(stamp), ...grant, act: 'granted' }),
  ],
}

/** The name members read; the newest one stands. */
function appName(app: string, name: string): InStatement {
  return {
    sql: 'INSERT INTO app_name (app, name) VALUES (?, ?) ON CONFLICT (app) DO UPDATE SET name = ?2',
    args: [app, name],
  }
}
