import { fault, isFault, momentOf, Slug, scopes } from '@commonhour/contract'
import { findCommunity, seeSession } from '@commonhour/host'
import type { Context } from 'hono'
import * as v from 'valibot'
import type { IdentityEnv } from './env.ts'
import { inputOf, refuse } from './refuse.ts'
import { sessionOf } from './sessions.ts'
import type { SignIn } from './signIn.ts'
import { isProven } from './standing.ts'

const TokenRequest = v.strictObject({ community: Slug })

// A token says who asks, never what they may: a member may try everything but run webhooks.
const memberScope = scopes.filter((scope) => scope !== 'webhooks:write').join(' ')

/** What a token's `aud` names: one community's API. */
export function communityApi(base: string, slug: string): string {
  return `${base}/v1/communities/${slug}`
}

/**
 * `POST /auth/token { community }` with a session → 200 `{ token, expiresAt }`: an access token for
 * that community's API, for the person themselves, used through our own web client. It tells how
 * and when the session was proven.
 */
export function giveToken(env: IdentityEnv, signIn: SignIn) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    const input = await inputOf(c, TokenRequest)
    if (isFault(input)) return refuse(input)
    const community = await findCommunity(env.open('host'), input.community)
    if (isFault(community)) return refuse(community)
    if (community.state === 'founding') return refuse(fault('community_is_unknown'))
    await seeSession(env.open('host'), session.id, env.now())
    const proven = await isProven(env, session)
    const { token, expiresAt } = await signIn.signToken({
      aud: communityApi(env.base, community.slug),
      sub: session.person.id,
      client_id: 'web',
      scope: memberScope,
      amr: [session.provenBy === 'passkey' ? 'hwk' : 'otp'],
      auth_time: Math.floor(session.provenAt / 1000),
      ...(proven && { acr: 'proven' as const }),
    })
    return c.json({ token, expiresAt: momentOf(expiresAt) })
  }
}
