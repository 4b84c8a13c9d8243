import type { Card, CardKind } from '@commonhour/contract'
import type { Candidate } from './facts.ts'

type Next = Card['next']
interface Step {
  readonly act: Next['act']
  /** The operation that does it, where there is one; its parameter is what the card is about. */
  readonly operation: string | null
  readonly parameter:
    | 'member'
    | 'exchange'
    | 'application'
    | 'motion'
    | 'concern'
    | 'delegation'
    | null
  /** Ended by a coordinator's word, for want of an act of its own. */
  readonly resolvable: boolean
}

/** One next step for each kind of card: nobody has to think what to do with it. */
const steps: Readonly<Record<CardKind, Step>> = {
  concern: act('look', 'resolveConcern', 'concern'),
  dispute: act('settle', 'settleExchange', 'exchange'),
  line: act('makeRoom', 'readExchange', 'exchange'),
  claim: act('ring', 'readExchange', 'exchange'),
  applicant: act('admit', 'admitMember', 'member'),
  application: act('decide', 'answerApplication', 'application'),
  motion: act('second', 'approveMotion', 'motion'),
  delegation: act('tell', 'acceptDelegation', 'delegation'),
  lineEnding: act('review', 'changeLimits', 'member'),
  talk: { act: 'talk', operation: 'readMember', parameter: 'member', resolvable: true },
  welcome: { act: 'welcome', operation: 'changeLimits', parameter: 'member', resolvable: true },
  ring: { act: 'tell', operation: 'readMember', parameter: 'member', resolvable: true },
  undelivered: { act: 'tell', operation: 'readMember', parameter: 'member', resolvable: true },
}

function act(
  word: Next['act'],
  operation: string,
  parameter: NonNullable<Step['parameter']>,
): Step {
  return { act: word, operation, parameter, resolvable: false }
}

/** The operations that cards lead to: a test holds that each is one of the contract's. */
export const nextOperations: readonly string[] = Object.values(steps).flatMap(({ operation }) =>
  operation === null ? [] : [operation],
)

/** The one next step of a card. */
export function nextOf({ kind, member, ref }: Candidate): Next {
  const { act: word, operation, parameter } = steps[kind]
  const id = parameter === 'member' ? (member ?? ref) : ref
  return { act: word, operation, params: parameter === null ? {} : { [parameter]: id } }
}

/** Whether a coordinator's word ends a card of this kind. */
export function isResolvable(kind: CardKind): boolean {
  return steps[kind].resolvable
}
