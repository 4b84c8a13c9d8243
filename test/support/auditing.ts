import { join, resolve } from 'node:path'
import { type Audit, type AuditEnv, createAudit } from '@commonhour/audit'
import { provision } from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { receiptSecretOf, type SigningKey, signingKeyOf } from '@commonhour/proof'
import { base64url } from 'jose'
import type { Place } from './place.ts'

const root = resolve(import.meta.dirname, '../..')

/** The secret of a test's host, and the key that two stewards keep on paper. */
export const secret = new TextEncoder().encode('a secret of this test, of 32 bytes')
/** What the API of that host signs receipts from. */
export const receiptSecret = base64url.encode(receiptSecretOf(secret))
export const recovery: SigningKey = await signingKeyOf(new Uint8Array(32).fill(7), 'recovery')

/** Gives a place audit's memory; audits over it are made by the function that comes back. */
export async function auditsOf(
  { env, fetch, now }: Place,
  log: AuditEnv['log'] = () => {},
): Promise<(more?: Partial<AuditEnv>) => Audit> {
  await provision({
    ...{ base: 'http://libsql.local', database: 'audit', fetch, client: env.open('audit') },
    ...{ migrations: await readMigrations(join(root, 'migrations/audit')), now: now() },
  })
  return (more = {}) =>
    createAudit({
      base: 'https://hours.example',
      open: env.open,
      secret,
      recoveryX: recovery.publicKey.x,
      now,
      random: env.random,
      log,
      ...more,
    })
}
