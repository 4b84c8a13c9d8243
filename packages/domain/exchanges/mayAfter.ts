import { refusalOfOffice } from '../members/office.ts'
import type { Mays } from './may.ts'
import { sideOf } from './sides.ts'

/** What may be done once hours have moved. */
export const mayAfter: Mays = {
  reversal: ({ actor, exchange }) =>
    exchange.state === 'confirmed' &&
    sideOf(exchange, actor.member) === null &&
    refusalOfOffice(actor) === null,
}
