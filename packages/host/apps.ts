import type { Scope } from '@commonhour/contract'
import type { Client } from '@libsql/client/web'

/** Partner software known to this host. What a community lets it do is the community's own row. */
export interface App {
  /** Also its OAuth client id. */
  readonly id: string
  readonly name: string
  readonly secretHash: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly Scope[]
  readonly contact: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** Makes an app known to this host. */
export async function keepApp(host: Client, app: App): Promise<void> {
  await host.execute({
    sql: `INSERT INTO app (id, name, secretHash, redirectUris, scopes, contact, createdAt)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
    args: [
      app.id,
      app.name,
      app.secretHash,
      JSON.stringify(app.redirectUris),
      JSON.stringify(app.scopes),
      app.contact,
      app.createdAt,
    ],
  })
}

/** The app with this id, or null. */
export async function findApp(host: Client, id: string): Promise<App | null> {
  const { rows } = await host.execute({ sql: 'SELECT * FROM app WHERE id = ?', args: [id] })
  const [row] = rows
  if (!row) return null
  return {
    id: String(row.id),
    name: String(row.name),
    secretHash: String(row.secretHash),
    redirectUris: JSON.parse(String(row.redirectUris)) as string[],
    scopes: JSON.parse(String(row.scopes)) as Scope[],
    contact: String(row.contact),
    createdAt: Number(row.createdAt),
  }
}
