import { type AppGrant, type Fault, fault } from '@commonhour/contract'
import type { AppActor, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface AppGrantFacts {
  readonly actor: MemberActor
  readonly app: AppActor
  readonly account: string
  /** Whether the person speaks for the account's holder. */
  readonly speaksFor: boolean
  readonly grant: AppGrant
  /** How many grants this app and account have had. */
  readonly version: number
}

/** Whoever speaks for an account lets an admitted app book from it, up to a daily cap. */
export function decideAppGrant(facts: AppGrantFacts): Decision | Fault {
  const { account, actor, app, grant, speaksFor, version } = facts
  if (!speaksFor) return fault('account_is_not_yours')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (!app.admitted) return fault('app_is_not_admitted')
  // From here the grant must succeed.
  return {
    expect: [
      { word: 'member', id: actor.member, version: actor.version },
      { word: 'app', id: app.app, version: app.version },
      { word: 'grant', id: `${app.app} ${account}`, version },
    ],
    write: [
      {
        into: 'appGrant',
        app: app.app,
        account,
        step: version,
        dailyCapSeconds: grant.dailyCapSeconds,
      },
    ],
  }
}
