import { fault, isFault } from '@commonhour/contract'
import type { MemberActor } from '@commonhour/domain'
import { snapshot, stewardActsQuery, verdictsQuery } from '@commonhour/ledger'
import * as v from 'valibot'
import { memberOf } from './acting.ts'
import { cursorOf, placeOf } from './cursors.ts'
import type { Handlers } from './types.ts'

const VerdictPlace = v.tuple([v.number(), v.string(), v.number(), v.string()])
const ActPlace = v.tuple([v.number(), v.string()])

/** What auditors read beside the books: notes of rules, and the acts of stewards. */
export const oversight = {
  listVerdicts: async ({ books, caller, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    if (!isAuditor(actor)) return fault('actor_is_not_an_auditor')
    const place = placeOf(VerdictPlace, query.after)
    if (isFault(place)) return place
    const { limit = 50 } = query
    const { lines } = await snapshot(books, { lines: verdictsQuery(place, limit + 1) })
    const shown = lines.slice(0, limit)
    const last = lines.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map(({ atMs: _, ...line }) => line),
      next: last ? cursorOf([last.atMs, last.exchange, last.step, last.rule]) : null,
    }
  },
  listStewardActs: async ({ books, caller, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    if (!isAuditor(actor)) return fault('actor_is_not_an_auditor')
    const place = placeOf(ActPlace, query.after)
    if (isFault(place)) return place
    const { limit = 50 } = query
    const { lines } = await snapshot(books, { lines: stewardActsQuery(place, limit + 1) })
    const shown = lines.slice(0, limit)
    const last = lines.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map(({ place: _, ...line }) => line),
      next: last === undefined ? null : cursorOf(last.place),
    }
  },
} satisfies Partial<Handlers>

/** An office sleeps while its member is not active. */
function isAuditor({ offices, state }: MemberActor): boolean {
  return state === 'active' && offices.includes('auditor')
}
