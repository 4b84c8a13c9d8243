import { type ExchangeFacts, memberOfStep } from '../facts.ts'
import type { TransferWrite, Write } from '../writes.ts'

/** Which side of an exchange a member is on; null for a stranger. */
export function sideOf(exchange: ExchangeFacts, member: string): 'giver' | 'receiver' | null {
  if (exchange.giver === member) return 'giver'
  return exchange.receivers.some((receiver) => receiver.member === member) ? 'receiver' : null
}

/** Everyone in it: the giver first. */
export function partiesOf({ giver, receivers }: ExchangeFacts): string[] {
  return [giver, ...receivers.map(({ member }) => member)]
}

/** Everyone in it but one: whom to tell. */
export function othersOf(exchange: ExchangeFacts, member: string): string[] {
  return partiesOf(exchange).filter((party) => party !== member)
}

/** Notices of one kind about an exchange, one to each. */
export function tell(
  kind: Extract<Write, { into: 'outbox' }>['kind'],
  exchange: Pick<ExchangeFacts, 'id'>,
  members: readonly string[],
): Write[] {
  return members.map((member) => ({ into: 'outbox', kind, ref: exchange.id, member }))
}

/** Whether several receive the help, each with a part of its hours. */
export function isOfSeveral({ receivers }: Pick<ExchangeFacts, 'receivers'>): boolean {
  return receivers.length > 1
}

/** The number of the step at which it stands. */
export function stepNow({ steps }: ExchangeFacts): number {
  return steps.length - 1
}

/** The side that made the newest proposal. */
export function proposerOf(exchange: ExchangeFacts): string | null {
  const proposal = exchange.steps.findLast(({ state }) => state === 'proposed')
  return proposal === undefined ? null : memberOfStep(proposal)
}

/** Whether someone said yes to the step at which it stands. */
export function hasAssented(exchange: ExchangeFacts, member: string): boolean {
  const step = stepNow(exchange)
  return exchange.assents.some((one) => one.member === member && one.step === step)
}

/** Whose yes a proposal still waits for: everyone's but the proposer's. */
export function awaitedBy(exchange: ExchangeFacts): string[] {
  const proposer = proposerOf(exchange)
  return partiesOf(exchange).filter((party) => party !== proposer && !hasAssented(exchange, party))
}

/** Holds that neither settled nor returned. */
export function openHoldsOf(exchange: ExchangeFacts) {
  const resolved = new Set(
    exchange.transfers
      .filter(({ kind }) => kind === 'settle' || kind === 'release')
      .map(({ ref }) => ref),
  )
  return exchange.transfers.filter(({ kind, id }) => kind === 'hold' && !resolved.has(id))
}

/** Transfers by which hours stand as moved: settled or posted, and not taken back. */
export function movedOf({ transfers }: ExchangeFacts) {
  const back = new Set(transfers.filter(({ kind }) => kind === 'reverse').map(({ ref }) => ref))
  return transfers.filter(({ kind, id }) => (kind === 'post' || kind === 'settle') && !back.has(id))
}

/** What each open hold becomes when the hours go back to the receiver. */
export function releasesOf(exchange: ExchangeFacts, freshIds: readonly string[]): TransferWrite[] {
  return openHoldsOf(exchange).map((hold, index) => ({
    into: 'transfer' as const,
    id: freshIds[index] ?? '',
    kind: 'release' as const,
    purpose: 'help' as const,
    fromAccount: hold.fromAccount,
    toAccount: hold.toAccount,
    seconds: hold.seconds,
    charter: hold.charter,
    ref: hold.id,
    exchange: exchange.id,
  }))
}
