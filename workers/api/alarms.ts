import { type Alarm, AlarmCode, fault, isFault, momentOf } from '@commonhour/contract'
import { type AlarmNotice, alarmNoticeOf } from '@commonhour/host'
import * as v from 'valibot'
import { isSteward, memberOf } from './acting.ts'
import type { ApiEnv } from './env.ts'
import type { Handlers } from './types.ts'

/**
 * What audit told the host of its memory: the community's own books may be what is broken, so
 * nothing of this is read from them but who asks.
 */
export const alarms = {
  readAlarm: async ({ books, caller, community, env }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    if (!isSteward(actor)) return fault('actor_is_not_a_steward')
    return { alarm: await alarmOf(env, community.slug) }
  },
} satisfies Partial<Handlers>

/** What audit told of a community; null where it signs. */
export async function alarmOf(env: ApiEnv, slug: string): Promise<Alarm | null> {
  const notice = await alarmNoticeOf(env.open('host'), slug)
  return notice && wireAlarm(notice)
}

function wireAlarm({ code, signedAt, signedSize, since }: AlarmNotice): Alarm {
  return {
    code: v.parse(AlarmCode, code),
    since: momentOf(since),
    signed: signedAt === null ? null : { size: signedSize, at: momentOf(signedAt) },
  }
}
