import { isFault, momentOf } from '@commonhour/contract'
import { endOtherSessions, endSessionOf, listSessions } from '@commonhour/host'
import type { Context } from 'hono'
import type { IdentityEnv } from './env.ts'
import { refuse } from './refuse.ts'
import { sessionOf } from './sessions.ts'

/** `GET /auth/sessions` with a session → 200 `{ items }`: all of its person's, the newest first. */
export function readSessions(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    const items = await listSessions(env.open('host'), session.person.id, env.now())
    return c.json({
      items: items.map(({ id, device, provenBy, createdAt, seenAt }) => ({
        id,
        device,
        provenBy,
        createdAt: momentOf(createdAt),
        seenAt: momentOf(seenAt),
        isThis: id === session.id,
      })),
    })
  }
}

/** `DELETE /auth/sessions/{id}` → 204: ends one of the person's, also when it had ended. */
export function endListed(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    await endSessionOf(env.open('host'), session.person.id, c.req.param('id') ?? '')
    return c.body(null, 204)
  }
}

/** `DELETE /auth/sessions` → 204: ends all of the person's but the one that asks. */
export function endOthers(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    await endOtherSessions(env.open('host'), session.person.id, session.id)
    return c.body(null, 204)
  }
}
