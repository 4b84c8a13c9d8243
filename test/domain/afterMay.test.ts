import { type ExchangeAct, type Fault, isFault, type MemberState } from '@commonhour/contract'
import {
  type Decision,
  decideDispute,
  decideGivingBack,
  decideMessage,
  decideReversal,
  decideSettlement,
  decideThanks,
  decideUndo,
  type ExchangeFacts,
  type MemberActor,
  mayOf,
} from '@commonhour/domain'
import { expect, test } from 'vitest'
import { day, minute, recorded, sides, states } from './afterFacts.ts'
import { charter, exchange, hour, member, now } from './facts.ts'

const acts: ExchangeAct[] = [
  ...(['dispute', 'settlement', 'undo', 'return', 'reversal', 'thanks', 'messages'] as const),
]

/** What the decisions say to every act after the help, where no line stands in the way. */
function allowedOf(it: ExchangeFacts, actor: MemberActor, at: number): ExchangeAct[] {
  const facts = { ...sides, exchange: it, actor, now: at }
  const shares = [{ receiver: 'ana', seconds: hour }]
  const said: Readonly<Record<string, Decision | Fault>> = {
    dispute: decideDispute({
      ...facts,
      dispute: { reason: 'other', seconds: null, words: '' },
      freshId: 'f1',
    }),
    settlement: decideSettlement({ ...facts, settlement: { shares, reason: 'other' } }),
    undo: decideUndo(facts),
    return: decideGivingBack(facts),
    reversal: decideReversal({ ...facts, reason: 'other', seconded: true }),
    thanks: decideThanks({ ...facts, text: '', freshId: 'f1' }),
    messages: decideMessage({ ...facts, message: { id: 'm', text: 'Hello' }, before: null }),
  }
  return acts.filter((act) => !isFault(said[act]))
}

const standings: MemberState[] = ['applied', 'active', 'paused', 'suspended', 'departed']
const moments = [0, 10 * minute, 10 * minute + 1, 14 * day, 14 * day + 1, 31 * day]
const offices = [[], ['coordinator']] as const

test('what someone may do after the help is what the decisions will let them do', () => {
  const all = [...states.map((state) => exchange(state)), recorded('ana'), recorded('luis')]
  for (const it of all) {
    for (const state of standings) {
      for (const name of ['luis', 'ana', 'nia']) {
        for (const held of offices) {
          for (const later of moments) {
            const actor = member(name, { state, offices: held })
            const may = mayOf({ exchange: it, actor, charter, now: now + later })
            const open = acts.filter((act) => may.includes(act))
            const said = [it.state, it.steps.length, state, name, held.length, later]
            expect([said, open]).toEqual([said, allowedOf(it, actor, now + later)])
          }
        }
      }
    }
  }
})
