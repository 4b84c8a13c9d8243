import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { uuidv7 } from '@commonhour/contract'
import type { Demo } from '@commonhour/standalone'
import Database from 'libsql'

/** A new id, as a partner app makes one. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

export async function demoIn(directory: string): Promise<Demo> {
  return JSON.parse(await readFile(join(directory, 'demo.json'), 'utf8')) as Demo
}

/** The public proof of the demo's books. */
export async function proofOf({ app }: Demo) {
  const answer = await fetch(`${app.resource}/proof`)
  return (await answer.json()) as {
    logSize: number
    transfers: number
    accounts: number
    balanceSumSeconds: number
  }
}

/** A token of the demo's partner app. */
export async function appToken({ app, base }: Demo): Promise<string> {
  const { clientId, clientSecret, resource } = app
  const form = { grant_type: 'client_credentials', client_id: clientId, resource }
  const body = new URLSearchParams({ ...form, client_secret: clientSecret })
  const answer = await fetch(`${base}/oauth/token`, { method: 'POST', body })
  return ((await answer.json()) as { access_token: string }).access_token
}

/** A token of a member, by the code that was mailed to them. */
export async function memberToken({ base, community }: Demo, email: string): Promise<string> {
  await post(`${base}/auth/code`, { email })
  const mail = await fetch(`${base}/dev/mail.json?${new URLSearchParams({ to: email })}`)
  const { items } = (await mail.json()) as { items: { subject: string }[] }
  const code = items[0]?.subject.slice(0, 6)
  const { session } = (await (await post(`${base}/auth/session`, { email, code })).json()) as {
    session: string
  }
  const given = await post(`${base}/auth/token`, { community }, session)
  return ((await given.json()) as { token: string }).token
}

/** A POST of JSON, with a Bearer token and a key of its own. */
export function post(url: string, body: unknown, bearer?: string): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', origin: new URL(url).origin })
  headers.set('idempotency-key', crypto.randomUUID())
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Opens a database file that nobody serves any more, and asks the engine whether it is whole. */
export function integrityOf(path: string): unknown {
  const database = new Database(path)
  try {
    return database.prepare('PRAGMA integrity_check').all()
  } finally {
    database.close()
  }
}
