import { hour, ok, quarter } from './acts.ts'
import { handOver } from './handingOver.ts'
import type { Cases, Cast } from './idempotencyCases.ts'

/** Hours passed on: to the pool, from it, to a friend who asked, and by someone who leaves. */
export function poolCases({ it, place, luis }: Cast): Cases {
  const { ask, pool, rosa } = place
  const someone = () => place.joins('Someone new')
  const applying = (seconds = 5 * hour) => ({ id: place.id(), seconds, reason: 'hours_ran_out' })
  const reverse = (transfer: string) => {
    const body = { id: place.id(), reason: 'booked_twice' }
    return ask(rosa, 'reverseTransfer', { transfer }, { body })
  }
  return {
    giveToPool: async () => {
      const body = { id: place.id(), seconds: quarter }
      const other = { ...body, seconds: 2 * quarter }
      return { who: luis, params: { pool }, body, other, later: reverse }
    },
    applyToPool: async () => {
      const [who, body] = [await someone(), applying()]
      const later = (application: string) => ask(who, 'withdrawApplication', { pool, application })
      return { who, params: { pool }, body, other: { ...body, reason: 'other' }, later }
    },
    answerApplication: async () => {
      const body = applying()
      ok(await ask(await someone(), 'applyToPool', { pool }, { body }))
      const params = { pool, application: body.id }
      const said = { answer: 'grant', reason: 'talked_first' }
      return {
        who: rosa,
        params,
        body: said,
        other: { ...said, reason: 'other' },
        // What Rosa proposed is taken back, and the application is declined after all.
        later: async () => {
          const { items } = ok(await ask(rosa, 'listMotions', {}))
          ok(await ask(rosa, 'withdrawMotion', { motion: items[0].id }))
          const no = { answer: 'decline', reason: 'another_way_found' }
          return ask(rosa, 'answerApplication', params, { body: no })
        },
      }
    },
    giveAsked: async () => {
      const asked = { id: place.id(), asked: luis.member, seconds: hour }
      ok(await ask(await someone(), 'askForHours', {}, { body: asked }))
      const body = { id: place.id(), seconds: quarter }
      const other = { ...body, seconds: 2 * quarter }
      const later = () => reverse(body.id)
      return { who: luis, params: { asking: asked.id }, body, other, later }
    },
    eraseMember: async () => {
      const who = await someone()
      const params = { member: who.member }
      ok(await ask(who, 'departMember', params, { body: { reason: 'leaves' } }))
      return {
        who,
        params,
        body: { reason: 'own_wish' },
        other: { reason: 'asked_to' },
        // Nothing of theirs moves any more: whatever else happens is someone else's.
        later: () => ask(rosa, 'choose', {}, { body: { choice: 'digest', value: 'none' } }),
      }
    },
    departMember: async () => {
      const who = await someone()
      const exchange = await it.done(who, luis, quarter)
      return {
        who,
        params: { member: who.member },
        body: { reason: 'leaves', handTo: { pool } },
        other: { reason: 'moved', handTo: { pool } },
        // The help still open is confirmed, so that the hours are handed over: the account closes.
        later: async () => {
          const confirmed = await it.confirm(luis, exchange, { seconds: quarter })
          ok(confirmed)
          if ((await handOver(place)) !== 1) throw new Error('nothing was handed over')
          return confirmed
        },
      }
    },
  }
}
