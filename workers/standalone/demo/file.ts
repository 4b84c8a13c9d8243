import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly member: string
  readonly account: string
}
/** `DATA_DIR/demo.json`: whom to sign in as, and keys for a partner app (wire.md). */
export interface Demo {
  readonly base: string
  readonly community: string
  readonly members: readonly DemoPerson[]
  readonly coordinator: DemoPerson
  readonly auditor: DemoPerson
  readonly app: {
    readonly clientId: string
    readonly clientSecret: string
    /** The community's API: send it as `resource` when asking for a token. */
    readonly resource: string
    readonly scopes: readonly string[]
    /** The organisation's account that granted the app. */
    readonly account: string
  }
}

/** What stands in the file; null while there is no demo. */
export async function readDemo(directory: string): Promise<Demo | null> {
  try {
    return JSON.parse(await readFile(join(directory, 'demo.json'), 'utf8')) as Demo
  } catch {
    return null
  }
}

/** Written last and at once: its presence says that the demo is whole. */
export async function writeDemo(directory: string, demo: Demo): Promise<void> {
  const path = join(directory, 'demo.json')
  await writeFile(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
