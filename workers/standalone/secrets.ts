import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Secrets {
  /** Signs people in: with it and the host database anyone can be. */
  readonly authSecret: string
  /** Keys the fingerprints of idempotent requests. */
  readonly fingerprintSecret: string
}

/** The secrets of a data directory: made once, readable by its owner only. */
export async function readSecrets(directory: string): Promise<Secrets> {
  const path = join(directory, 'secrets.json')
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Secrets
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
  }
  const secrets = { authSecret: secret(), fingerprintSecret: secret() }
  // `wx`: never over secrets that another start has written meanwhile.
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
