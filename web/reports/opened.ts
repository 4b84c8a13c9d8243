import { isRefusal, type Refusal } from '@commonhour/client'
import type { Report } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'

/** A report as it was signed. The host is asked, and nothing verified: that is for `/verify`. */
export interface OpenedReport {
  readonly report: Report
  /** Of the key that signed it. */
  readonly kid: string
  /** The SHA-256 of the signed text, hex: how the next report and its co-signers name it. */
  readonly digest: string
}

/** The report that the address names; `waiting` while it is being made. */
export async function readOpened(visit: Visit): Promise<OpenedReport | 'waiting' | Refusal> {
  const { client, community, param } = visit
  const file = await client.file('readReport', { community, no: param('no') })
  if (isRefusal(file)) return file.fault === 'proof_is_not_ready' ? 'waiting' : file
  const jws = await file.text()
  const [header = '', payload = ''] = jws.split('.')
  const { kid } = partOf(header) as { kid: string }
  return { report: partOf(payload) as Report, kid, digest: await digestOf(jws) }
}

function partOf(base64url: string): unknown {
  const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))))
}

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('')
}
