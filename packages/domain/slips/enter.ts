import { type Fault, fault, type SlipBatch } from '@commonhour/contract'
import { expectAccount, expectCharter, expectMembers } from '../exchanges/counted.ts'
import { dispenserOf } from '../exchanges/facts.ts'
import { lineCardOf, talkOf, verdictsOf } from '../exchanges/lines.ts'
import type { AccountFacts } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, Write } from '../writes.ts'
import { type JudgedLine, type JudgeSlipsFacts, judgeSlips } from './judge.ts'

export interface EnterSlipsFacts extends Omit<JudgeSlipsFacts, 'lines'> {
  readonly batch: SlipBatch
  readonly freshIds: readonly string[]
}

/**
 * A coordinator enters help that two others told of: booked at once, `by X for both`; both are told
 * and may contest it for 14 days. All lines or none, with every bad line named.
 */
export function decideSlips(facts: EnterSlipsFacts): Decision | Fault {
  const { actor, batch, charter, members } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const lines = judgeSlips({ ...facts, lines: batch.lines })
  const bad = lines.filter(({ refused }) => refused !== null)
  if (bad.length > 0) return fault('slips_have_bad_lines', { fields: bad.map(fieldOf) })
  // From here the entry must succeed.
  const freshId = dispenserOf(facts.freshIds)
  const receivers = new Set(lines.map(({ move }) => move?.from.account))
  const accounts = members.map(({ account }) => account)
  return {
    expect: [
      ...officeOf(actor),
      expectCharter(charter),
      ...expectMembers(null, ...accounts),
      ...accounts.filter(({ account }) => receivers.has(account)).map(expectAccount),
    ],
    write: [
      {
        into: 'slipBatch',
        id: batch.id,
        source: batch.source,
        lines: lines.length,
        seconds: lines.reduce((sum, { wire }) => sum + wire.seconds, 0),
      },
      ...lines.flatMap((line) => writesOf(facts, line, freshId)),
    ],
  }
}

/** One exchange, done for its giver and confirmed for its receiver by the one who enters it. */
function writesOf(
  { batch, charter }: EnterSlipsFacts,
  { move, wire }: JudgedLine,
  freshId: () => string,
): Write[] {
  if (move === null) return []
  const { exchange, line, seconds, workedOn } = wire
  const [giver, receiver] = [move.to.member ?? '', move.from.member ?? '']
  const step = { into: 'exchangeStep', exchange, seconds } as const
  const done = { ...step, step: 0, state: 'done', workedOn, onBehalfOf: giver } as const
  const slip = { into: 'slip', batch: batch.id, line, exchange } as const
  const tell = (kind: 'slips.entered' | 'slips.waiting') =>
    [giver, receiver].map((member) => ({ into: 'outbox', kind, ref: exchange, member }) as const)
  const begun = [exchangeOf(move, wire, charter.version), done]
  if (wire.outcome === 'waits') {
    return [...begun, slip, lineCardOf(exchange), ...tell('slips.waiting')]
  }
  return [
    ...begun,
    {
      into: 'transfer',
      id: freshId(),
      kind: 'post',
      purpose: 'help',
      fromAccount: move.from.account,
      toAccount: move.to.account,
      seconds,
      charter: charter.version,
      exchange,
      workedOn,
      groupId: batch.id,
      onBehalfOf: receiver,
    },
    { ...step, step: 1, state: 'confirmed', onBehalfOf: receiver },
    slip,
    ...verdictsOf({ exchange, step: 1 }, move),
    ...tell('slips.entered'),
    ...talkOf(move),
  ]
}

function exchangeOf(
  move: NonNullable<JudgedLine['move']>,
  { exchange, seconds, title }: JudgedLine['wire'],
  charter: number,
): Write {
  const [from, to] = [move.from, move.to] as [AccountFacts, AccountFacts]
  return {
    into: 'exchange',
    id: exchange,
    giver: to.member ?? '',
    giverAccount: to.account,
    receivers: [{ member: from.member ?? '', account: from.account }],
    need: null,
    offer: null,
    estimateSeconds: seconds,
    agreedForAt: null,
    charter,
    title,
    place: '',
  }
}

function fieldOf({ wire }: JudgedLine) {
  const pointer = `/lines/${wire.line - 1}`
  return { pointer, expected: wire.says ?? '', received: wire.code ?? '' }
}
