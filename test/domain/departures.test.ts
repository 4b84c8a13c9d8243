import { type Fault, isFault, neighbourhoodCharter } from '@commonhour/contract'
import { decideEstateHandedOver, type HandoverFacts } from '@commonhour/domain'
import { expect, test } from 'vitest'

const day = 86_400_000
const hour = 3600
const account = {
  account: 'ana$',
  kind: 'member' as const,
  member: 'ana',
  state: 'departed' as const,
  balanceSeconds: 2 * hour,
  heldOutSeconds: 0,
  floorSeconds: -20 * hour,
  newcomerFloorSeconds: null,
  version: 7,
  memberVersion: 3,
  status: 'frozen' as const,
}
const here = { state: 'active', status: 'open' } as const
const luis = { ...account, ...here, account: 'luis$', member: 'luis' }
const pool = { ...luis, account: 'pool$', kind: 'pool' as const, member: null, state: null }
const facts: HandoverFacts = {
  member: 'ana',
  account,
  handTo: luis,
  pool,
  charter: { version: 1, newestVersion: 1, body: neighbourhoodCharter },
  freshId: 'gift',
  departedAt: 0,
  now: day,
  openExchanges: 0,
  heldSeconds: 0,
}
/** Whom the hours go to, `closed` where there are none, or the refusal. */
function goesTo(more: Partial<HandoverFacts>): string {
  const decided = decideEstateHandedOver({ ...facts, ...more })
  if (isFault(decided)) return (decided as Fault).fault
  const transfer = decided.write.find((write) => write.into === 'transfer')
  expect(decided.write.at(-1)).toMatchObject({ into: 'accountStep', act: 'closed' })
  return transfer?.into === 'transfer' ? transfer.toAccount : 'closed'
}

const waits = 'hours_wait_to_be_handed_over'
const over = { now: 90 * day }
const having = (balanceSeconds: number) => ({ account: { ...account, balanceSeconds } })
const closed = { account: { ...account, status: 'closed' as const } }

test.each<[says: string, more: Partial<HandoverFacts>, to: string]>([
  ['a closed account is done with', closed, 'account_is_closed'],
  ['what is set aside is waited for, however long', { ...over, heldSeconds: hour }, waits],
  ['help that is only said is waited for', { openExchanges: 1 }, waits],
  ['who named nobody has the days of the charter', { handTo: null, now: 90 * day - 1 }, waits],
  ['whom they named gets them as soon as nothing is open', {}, 'luis$'],
  ['then the pool does', { ...over, handTo: null }, 'pool$'],
  ['after these days what is only said is not waited for', { ...over, openExchanges: 1 }, 'luis$'],
  ['who left meanwhile takes nothing', { handTo: { ...luis, state: 'departed' } }, 'pool$'],
  ['who is paused takes nothing', { handTo: { ...luis, state: 'paused' } }, 'pool$'],
  ['a frozen account takes nothing', { handTo: { ...luis, status: 'frozen' } }, 'pool$'],
  ['where nobody can take them they stay', closedPool(), 'hours_cannot_go_there'],
  ['nothing in hand: the account closes', { handTo: null, ...having(0) }, 'closed'],
  ['below zero it closes as it stands', { handTo: null, ...having(-hour) }, 'closed'],
])('%s', (_, more, to) => {
  expect(goesTo(more)).toBe(to)
})

function closedPool(): Partial<HandoverFacts> {
  return { ...over, handTo: null, pool: { ...pool, status: 'closed' } }
}

test('the whole of it is one gift, in the name of who left', () => {
  expect(decideEstateHandedOver(facts)).toMatchObject({
    expect: [{ word: 'account', id: 'ana$', version: 7 }, { word: 'charter' }],
    write: [
      { purpose: 'gift', fromAccount: 'ana$', seconds: 2 * hour, onBehalfOf: 'ana' },
      { into: 'outbox', kind: 'transfer.gift', member: 'luis' },
      { act: 'closed' },
    ],
  })
})
