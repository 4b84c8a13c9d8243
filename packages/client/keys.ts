import { fault } from '@commonhour/contract'
import { type Refusal, readRefusal, refusalOf } from './refusal.ts'
import type { Door } from './send.ts'

/** Where a host publishes the keys of all its communities, retired ones for ever. */
export const keysPath = '/.well-known/commonhour.json'

/** The keys that a host publishes, as the text of that file: what `verify --key` reads. */
export async function fetchKeys({ base, fetch }: Door): Promise<string | Refusal> {
  try {
    const response = await fetch(new Request(base + keysPath))
    return response.ok ? await response.text() : await readRefusal(response)
  } catch {
    return refusalOf(fault('books_are_out_of_reach'))
  }
}
