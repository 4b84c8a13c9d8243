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
    // Who asks for this alone is never told that all is well where that cannot be known.
    const notice = await noticeOrUnknown(env, community.slug)
    if (notice === undefined) return fault('books_are_out_of_reach')
    return { alarm: notice && wireAlarm(notice) }
  },
} satisfies Partial<Handlers>

/** What audit told of a community; null where it signs. */
export async function alarmOf(env: ApiEnv, slug: string): Promise<Alarm | null> {
  const notice = await noticeOf(env, slug)
  return notice && wireAlarm(notice)
}

/** The same as the host keeps it. A host out of reach hides nothing else: pages go without it. */
export async function noticeOf(env: ApiEnv, slug: string): Promise<AlarmNotice | null> {
  return (await noticeOrUnknown(env, slug)) ?? null
}

/** Undefined where the host cannot be reached, which is noted. */
async function noticeOrUnknown(env: ApiEnv, slug: string): Promise<AlarmNotice | null | undefined> {
  return alarmNoticeOf(env.open('host'), slug).catch((cause: unknown) => {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'alarm_is_out_of_reach', community: slug, name })
    return undefined
  })
}

function wireAlarm({ code, signedAt, signedSize, since }: AlarmNotice): Alarm {
  return {
    code: v.parse(AlarmCode, code),
    since: momentOf(since),
    signed: signedAt === null ? null : { size: signedSize, at: momentOf(signedAt) },
  }
}
