import { listCommunities } from '@commonhour/host'
import { openBooks, snapshot, waitingQuery } from '@commonhour/ledger'
import type { CourierEnv } from './env.ts'

/** `GET /healthz`: 200 with how many notices wait and for how long, 503 where nobody can know. */
export async function healthOf(env: CourierEnv): Promise<Response> {
  try {
    let waiting = 0
    let oldestAt = env.now()
    for (const { database, state } of await listCommunities(env.open('host'))) {
      if (state !== 'open') continue
      const { books } = await snapshot(openBooks(env.open(database)), { books: waitingQuery })
      waiting += books.waiting
      oldestAt = Math.min(oldestAt, books.oldestAt ?? oldestAt)
    }
    const oldestSeconds = Math.floor((env.now() - oldestAt) / 1000)
    return Response.json({ waiting, oldestSeconds }, { headers: { 'cache-control': 'no-store' } })
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'courier_is_not_well', name })
    return new Response('The books are out of reach.\n', { status: 503 })
  }
}
