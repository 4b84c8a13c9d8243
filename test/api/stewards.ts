import type { Place, Someone } from '../support/place.ts'

export const dayMs = 86_400_000

/** The acts of stewards that need another one, by someone, each one request. */
export function stewardActsOf(place: Place) {
  const { ask, id } = place
  const office = (by: Someone, whom: Someone, office: string, act = 'appointed') =>
    ask(by, 'changeStewardship', { member: whom.member }, { body: { id: id(), office, act } })
  const amend = (by: Someone, changes: object, effectiveFrom = '2026-03-20') =>
    ask(by, 'proposeAmendment', {}, { body: { id: id(), changes, effectiveFrom } })
  const lift = (by: Someone, whom: Someone, more: object = {}) =>
    ask(
      by,
      'changeLimits',
      { member: whom.member },
      {
        body: {
          id: id(),
          floorSeconds: -90_000,
          until: '2026-09-01',
          reason: 'illness',
          ...more,
        },
      },
    )
  return {
    office,
    amend,
    lift,
    motion: (by: Someone, motion: string) => ask(by, 'readMotion', { motion }),
    approve: (by: Someone, motion: string) => ask(by, 'approveMotion', { motion }),
    withdraw: (by: Someone, motion: string) => ask(by, 'withdrawMotion', { motion }),
    object: (by: Someone, motion: string, reason = 'too_soon') =>
      ask(by, 'objectToMotion', { motion }, { body: { reason } }),
  }
}
export type StewardActs = ReturnType<typeof stewardActsOf>
