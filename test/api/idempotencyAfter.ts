import { ok, quarter, today } from './acts.ts'
import { afterActsOf } from './afterActs.ts'
import type { Cases, Cast } from './idempotencyCases.ts'

/** What follows the help: remembered differently, settled, undone, given back. */
export function afterCases({ it, place, luis, eva }: Cast): Cases {
  const after = afterActsOf(place)
  const settle = (id: string) => after.settle(place.rosa, id, { [eva.member]: quarter })
  return {
    disputeExchange: async () => ({
      who: eva,
      params: { exchange: await it.done(luis, eva, quarter) },
      body: { reason: 'another_day' },
      other: { reason: 'other' },
      later: settle,
    }),
    settleExchange: async () => {
      const exchange = await it.done(luis, eva, quarter)
      ok(await after.dispute(eva, exchange))
      const shares = [{ receiver: eva.member, seconds: quarter }]
      return {
        who: place.rosa,
        params: { exchange },
        body: { shares, reason: 'both_agreed' },
        other: { shares, reason: 'as_it_was_said' },
        later: (id) => after.thank(eva, id, 'Thank you all the same'),
      }
    },
    undoExchange: async () => {
      const exchange = await it.done(luis, eva, quarter)
      ok(await it.confirm(eva, exchange, { seconds: quarter }))
      const later = (id: string) => it.confirm(eva, id, { seconds: quarter })
      return { who: eva, params: { exchange }, later }
    },
    returnExchange: async () => ({
      who: luis,
      params: { exchange: await it.helped(luis, eva, quarter) },
    }),
  }
}

/** Help that two others told a coordinator of. */
export function slipCases({ place, luis, eva }: Cast): Cases {
  const after = afterActsOf(place)
  const line = () => ({
    id: place.id(),
    giver: luis.member,
    receiver: eva.member,
    seconds: quarter,
    workedOn: today,
    title: 'Gardening',
  })
  const reverse = (batch: string) => place.ask(place.rosa, 'reverseSlips', { batch })
  return {
    enterSlips: async () => {
      const body = { id: place.id(), source: 'paper', lines: [line()] }
      const other = { ...body, source: 'phone' }
      return { who: place.rosa, params: {}, body, other, later: reverse }
    },
    reverseSlips: async () => {
      const [stands, disputed] = [line(), line()]
      const body = { id: place.id(), source: 'paper', lines: [stands, disputed] }
      ok(await place.ask(place.rosa, 'enterSlips', {}, { body }))
      ok(await after.dispute(eva, disputed.id))
      const later = () => after.settle(place.rosa, disputed.id, { [eva.member]: quarter })
      return { who: place.rosa, params: { batch: body.id }, later }
    },
  }
}
