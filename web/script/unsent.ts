// Forms that were sent while there was no network. Each is kept on the phone before it is sent, and
// goes only after an answer: under its own key it is booked once, however often it is sent.

/** One form as it was filled in. */
export interface Unsent {
  /** Made at submit: the Idempotency-Key, or the id of what it publishes. */
  key: string
  /** The member who filled it in; nobody else sends it. */
  member: string
  url: string
  /** `application/x-www-form-urlencoded`. */
  body: string
  /** What it is about, in the words of the page. */
  what: string
  /** Why it was refused and what to do next, once it was. */
  refused?: string
}

/** What came of one sending. `elsewhere`: somebody else is signed in here by now. */
export type Outcome =
  | { kind: 'sent'; go: string }
  | { kind: 'refused'; says: string }
  | { kind: 'elsewhere' | 'lost' | 'later' }

export const syncTag = 'unsent'
const store = 'unsent'
const patienceMilliseconds = 20_000

export function keepUnsent(item: Unsent): Promise<unknown> {
  return inStore('readwrite', (items) => items.put(item))
}

export function dropUnsent(key: string): Promise<unknown> {
  return inStore('readwrite', (items) => items.delete(key))
}

/** All that is kept, or what one member filled in. */
export async function allUnsent(member?: string): Promise<Unsent[]> {
  const all = await inStore<Unsent[]>('readonly', (items) => items.getAll())
  return member === undefined ? all : all.filter((one) => one.member === member)
}

/**
 * Sends what waits, in the order it was written down. One tab or worker at a time.
 * @returns what was sent, with the page it led to
 */
export function sendAll(member?: string): Promise<{ item: Unsent; go: string }[]> {
  return alone(async () => {
    const sent: { item: Unsent; go: string }[] = []
    for (const item of await allUnsent(member)) {
      if (item.refused !== undefined) continue
      const outcome = await sendOne(item)
      if (outcome.kind === 'lost') break
      if (outcome.kind === 'sent') sent.push({ item, go: outcome.go })
    }
    return sent
  })
}

/** Sends one, and keeps of it what its answer leaves to be done. Under the lock of `alone`. */
export async function sendOne(item: Unsent): Promise<Outcome> {
  const outcome = await post(item)
  if (outcome.kind === 'sent') await dropUnsent(item.key)
  if (outcome.kind === 'refused') await keepUnsent({ ...item, refused: outcome.says })
  return outcome
}

/** Two that send at the same moment would ask for the same key at the same moment. */
export function alone<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks.request('unsent', act) as Promise<T>
}

async function post({ url, body, member }: Unsent): Promise<Outcome> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'queued-by': member }
  const signal = AbortSignal.timeout(patienceMilliseconds)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal })
    if (answer.status === 412) return { kind: 'elsewhere' }
    const isTold = answer.headers.get('content-type')?.startsWith('application/json') === true
    if (!isTold) return { kind: 'later' }
    const told = (await answer.json()) as { go: string; says: string }
    return answer.ok ? { kind: 'sent', go: told.go } : { kind: 'refused', says: told.says }
  } catch {
    return { kind: 'lost' }
  }
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (items: IDBObjectStore) => IDBRequest<T> | IDBRequest,
): Promise<T> {
  const opening = indexedDB.open('commonhour', 1)
  opening.onupgradeneeded = () => {
    // Keys begin with the moment they were made at, so the order is that of writing down.
    opening.result.createObjectStore(store, { keyPath: 'key' })
  }
  const database = (await answerOf(opening)) as IDBDatabase
  try {
    return (await answerOf(ask(database.transaction(store, mode).objectStore(store)))) as T
  } finally {
    database.close()
  }
}

function answerOf(request: IDBRequest): Promise<unknown> {
  return new Promise((found, failed) => {
    request.onsuccess = () => found(request.result)
    request.onerror = () => failed(request.error)
  })
}
