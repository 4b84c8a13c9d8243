import { type ExchangeAct, type Fault, isFault, type MemberState } from '@commonhour/contract'
import {
  type Decision,
  decideAcceptance,
  decideCancellation,
  decideCompletion,
  decideConfirmation,
  decideCounterProposal,
  decideDeclination,
  decideReversal,
  type ExchangeFacts,
  type MemberActor,
  mayOf,
} from '@commonhour/domain'
import { expect, test } from 'vitest'
import { acts as actsOf, charter, exchange, histories, hour, member, now, today } from './facts.ts'

const states = Object.keys(histories) as (keyof typeof histories)[]
const standings: MemberState[] = ['applied', 'active', 'paused', 'suspended', 'departed']
const offices = [[], ['coordinator']] as const

/** The acts of this file; those after the hours moved have a table of their own. */
const judged = new Set<ExchangeAct>([
  ...(['acceptance', 'declination', 'completion', 'confirmation', 'cancellation'] as const),
  'proposal',
  'reversal',
])

/** What the decisions say to every act, where the other side and the hours stand in no way. */
function allowedOf(it: ExchangeFacts, actor: MemberActor): ExchangeAct[] {
  const facts = actsOf({ exchange: it, actor })
  const reason = 'ill'
  const acts: Readonly<Record<string, Decision | Fault>> = {
    acceptance: decideAcceptance({ ...facts, acceptance: {} }),
    declination: decideDeclination(facts),
    proposal: decideCounterProposal({
      ...facts,
      terms: { estimateSeconds: 2 * hour, agreedFor: null },
      agreedForAt: null,
    }),
    completion: decideCompletion({
      ...facts,
      today,
      completion: { seconds: hour, workedOn: today },
    }),
    confirmation: decideConfirmation({ ...facts, confirmation: { seconds: hour } }),
    cancellation: decideCancellation({ ...facts, reason }),
    reversal: decideReversal({ ...facts, reason }),
  }
  expect(Object.keys(acts).toSorted()).toEqual([...judged].toSorted())
  return (Object.keys(acts) as ExchangeAct[]).filter((act) => !isFault(acts[act]))
}

const cases = states.flatMap((state) =>
  standings.flatMap((standing) =>
    ['luis', 'ana', 'nia'].flatMap((name) =>
      offices.map((held) => [state, standing, name, held] as const),
    ),
  ),
)
test('what someone may do is what the decisions will let them do, whoever asks and whenever', () => {
  for (const [state, standing, name, held] of cases) {
    const actor = member(name, { state: standing, offices: held })
    const may = mayOf({ exchange: exchange(state), actor, charter, now }).filter((act) =>
      judged.has(act),
    )
    const said = [state, standing, name, ...held]
    expect([...said, ...may.toSorted()]).toEqual([
      ...said,
      ...allowedOf(exchange(state), actor).toSorted(),
    ])
  }
})

test.each([
  ['proposed', 'ana', 'declination'],
  ['agreed', 'ana', 'completion cancellation'],
  ['done', 'ana', 'confirmation'],
  ['confirmed', 'nia', ''],
] as const)(
  'who is suspended starts nothing new: when it is %s, %s may "%s"',
  (state, who, may) => {
    const actor = member(who, { state: 'suspended', offices: ['coordinator'] })
    const open = mayOf({ exchange: exchange(state), actor, charter, now })
    expect(open.filter((act) => judged.has(act)).join(' ')).toBe(may)
  },
)
