import { neighbourhoodCharter } from '@commonhour/contract'
import type { MoveFacts, Side } from '@commonhour/fairness'

export const hour = 3600
export const quarter = 900

/** Someone active, at zero, whose line lies at −20 h and who is no newcomer. */
export function side(name: string, more: Partial<Side> = {}): Side {
  return {
    account: `account of ${name}`,
    kind: 'member',
    member: name,
    state: 'active',
    balanceSeconds: 0,
    heldOutSeconds: 0,
    floorSeconds: neighbourhoodCharter.member.floorSeconds,
    newcomerFloorSeconds: null,
    ...more,
  }
}
export const pool = (more: Partial<Side> = {}) =>
  side('pool', { kind: 'pool', member: null, state: null, floorSeconds: 0, ...more })

/** Luis helped Ana for an hour: every rule agrees. */
export function move(more: Partial<MoveFacts> = {}): MoveFacts {
  const seconds = more.seconds ?? hour
  return {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: side('ana'),
    to: side('luis'),
    charter: neighbourhoodCharter,
    app: null,
    promised: false,
    ...more,
  }
}
/** A gift of hours that Ana has in hand. */
export const gift = (more: Partial<MoveFacts> = {}) =>
  move({ purpose: 'gift', from: side('ana', { balanceSeconds: hour }), ...more })

/** The library books help that the choir received. */
export function byApp(more: Partial<NonNullable<MoveFacts['app']>> = {}, from: Partial<Side> = {}) {
  const app = { granted: true, dailyCapSeconds: 2 * hour, bookedTodaySeconds: 0, ...more }
  return move({ app, from: side('choir', { kind: 'organisation', ...from }) })
}
