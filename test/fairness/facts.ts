import { neighbourhoodCharter } from '@commonhour/contract'
import type { Deed, Habits, MoveFacts, OfficeFacts, PoolFacts, Side } from '@commonhour/fairness'

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

/** Luis helps Ana; he did nothing else lately, and asked for help himself. */
export function habits(more: Partial<Habits> = {}): Habits {
  return {
    givenSeconds: 0,
    givenOnDaySeconds: 0,
    overlappingTimes: 0,
    receivers: 1,
    daysSinceNeed: 0,
    pairSeconds: 0,
    otherWaySeconds: 0,
    ...more,
  }
}

/** The pool grants Luis an hour he applied for. */
export function grant(more: Partial<PoolFacts> = {}, seconds = hour): MoveFacts {
  return move({
    purpose: 'grant',
    seconds,
    from: pool({ balanceSeconds: 100 * hour }),
    pool: { grantedSeconds: 0, seconded: false, ...more },
  })
}

/** Rosa decides something about Ana. */
export function office(deed: Partial<Deed> = {}, more: Partial<OfficeFacts> = {}): OfficeFacts {
  return {
    speaksFor: ['rosa'],
    parties: ['ana'],
    deed: {
      act: 'lift',
      seconds: hour,
      days: 30,
      seconded: false,
      charter: neighbourhoodCharter,
      ...deed,
    },
    ...more,
  }
}
