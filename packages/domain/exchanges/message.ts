import { type ExchangeMessageBody, type Fault, fault } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { othersOf, sideOf, tell } from './sides.ts'

export interface MessageFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly message: ExchangeMessageBody
  /** What stands under this id already. */
  readonly before: {
    readonly exchange: string
    readonly member: string
    readonly text: string
  } | null
}

/**
 * Words between those who take part. The same words sent again under the same id are said once.
 */
export function decideMessage({
  actor,
  before,
  exchange,
  message,
}: MessageFacts): Decision | Fault {
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (before !== null) {
    const isSame =
      before.exchange === exchange.id &&
      before.member === actor.member &&
      before.text === message.text
    return isSame ? { expect: [], write: [] } : fault('id_is_taken')
  }
  // From here the message must succeed.
  return {
    expect: [],
    write: [
      { into: 'exchangeMessage', exchange: exchange.id, member: actor.member, ...message },
      ...tell('exchange.message', exchange, othersOf(exchange, actor.member)),
    ],
  }
}
