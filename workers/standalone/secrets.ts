import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { receiptSecretOf, signingKeyOf } from '@commonhour/proof'

export interface Secrets {
  /** Signs people in: with it and the host database anyone can be. */
  readonly authSecret: string
  /** Keys the fingerprints of idempotent requests. */
  readonly fingerprintSecret: string
  /** What the keys of checkpoints and reports derive from. */
  readonly auditSecret: string
  /** The public half of the recovery key, whose private half belongs on paper. */
  readonly recoveryX: string
}

/**
 * The secrets of a data directory: made once, readable by its owner only. What a directory of an
 * earlier release lacks is added; nothing that stands is changed.
 */
export async function readSecrets(directory: string): Promise<Secrets> {
  const path = join(directory, 'secrets.json')
  const before = (await readJson(path)) as Partial<Secrets> | null
  const secrets: Secrets = {
    authSecret: before?.authSecret ?? secret(),
    fingerprintSecret: before?.fingerprintSecret ?? secret(),
    auditSecret: before?.auditSecret ?? secret(),
    recoveryX: before?.recoveryX ?? (await readRecoveryKey(directory)),
  }
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  // `wx`: never over secrets that another start has written meanwhile.
  if (before === null) await writeFile(path, text, { mode: 0o600, flag: 'wx' })
  else if (Object.keys(before).length < Object.keys(secrets).length) {
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    await rename(`${path}.new`, path)
  }
  return secrets
}

/** The bytes of the host's secret. */
export function auditSecretOf({ auditSecret }: Secrets): Uint8Array {
  return new Uint8Array(Buffer.from(auditSecret, 'base64url'))
}

/** What the API signs receipts from, base64url; the host's secret cannot be found from it. */
export function receiptSecretFrom(secrets: Secrets): string {
  return Buffer.from(receiptSecretOf(auditSecretOf(secrets))).toString('base64url')
}

/**
 * Makes the recovery key, once: `recovery-key.json` is to be printed for two stewards and deleted.
 * @returns its public half
 */
async function readRecoveryKey(directory: string): Promise<string> {
  const path = join(directory, 'recovery-key.json')
  const before = (await readJson(path)) as { key: { x: string } } | null
  if (before !== null) return before.key.x
  const seed = randomBytes(32)
  const { publicKey } = await signingKeyOf(seed, 'recovery')
  const { crv, kid, kty, x } = publicKey
  const about = 'Print this for two stewards, then delete it. It voids a key that was stolen.'
  const key = { kty, crv, kid, use: 'recovery', x, d: seed.toString('base64url') }
  const text = `${JSON.stringify({ about, key }, null, 2)}\n`
  await writeFile(path, text, { mode: 0o600, flag: 'wx' })
  return x
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    return null
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
