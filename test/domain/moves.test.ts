import { isFault, type TransferBooking } from '@commonhour/contract'
import {
  type BookFacts,
  type Decision,
  decideBooking,
  decideTransferReversal,
  type ReversibleTransfer,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  account,
  ana,
  charter,
  expected,
  hour,
  luis,
  member,
  rosa,
  today,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const paused = member('ana', { state: 'paused' })

describe('booking', () => {
  const gift: TransferBooking = {
    id: 'gift',
    purpose: 'gift',
    fromAccount: "ana's",
    toAccount: "luis's",
    seconds: hour,
    memo: 'Thank you',
    workedOn: null,
  }
  const rich = account('ana', { balanceSeconds: hour })
  const book = (more: Partial<BookFacts> = {}, its: Partial<TransferBooking> = {}) =>
    decideBooking({
      booking: { ...gift, ...its },
      actor: ana,
      from: rich,
      to: account('luis'),
      charter,
      today,
      app: null,
      ...more,
    })
  test.each<[string, Partial<BookFacts>, Partial<TransferBooking>, string]>([
    [
      'help, which members do by exchanges',
      { actor: luis },
      { purpose: 'help' },
      'app_is_not_granted',
    ],
    ['from someone else’s account', { actor: luis, to: null }, {}, 'account_is_not_yours'],
    ['by one who is paused', { actor: paused, to: null }, {}, 'actor_is_not_active'],
    ['to nobody', { to: null }, {}, 'not_found'],
    ['to the same account', { to: rich }, { toAccount: "ana's" }, 'accounts_are_the_same'],
    ['to a closed account', { to: account('luis', { status: 'closed' }) }, {}, 'account_is_closed'],
    ['to a frozen account', { to: account('luis', { status: 'frozen' }) }, {}, 'account_is_frozen'],
    ['of a day to come', {}, { workedOn: '2026-03-03' }, 'help_is_in_the_future'],
    ['to one who left', { to: account('luis', { state: 'departed' }) }, {}, 'member_is_not_active'],
    ['of more than is in hand', {}, { seconds: hour + 1 }, 'gift_exceeds_hours_in_hand'],
  ])('a gift is refused %s', (_, more, its, code) => {
    expect(faultOf(book(more, its))).toBe(code)
  })
  test('a gift is one post, told to who receives it; a pool is nobody to tell', () => {
    const decided = yes(book())
    expect(written(decided)).toEqual(["post gift 3600 ana's→luis's", 'tell luis transfer.gift'])
    expect(expected(decided)).toEqual([
      "account ana's 7",
      'charter charter 4',
      'member ana 2',
      'member luis 2',
    ])
    const nobody = { member: null, memberVersion: null, state: null }
    const toPool = yes(book({ to: account('pool', { kind: 'pool', ...nobody }) }))
    expect(written(toPool)).toHaveLength(1)
    expect(expected(toPool)).toEqual(["account ana's 7", 'charter charter 4', 'member ana 2'])
  })

  const app = { granted: true, dailyCapSeconds: 2 * hour, bookedTodaySeconds: 0, version: 2 }
  const choir = account('choir', { kind: 'organisation', floorSeconds: -hour })
  const library = (admitted = true) => ({ kind: 'app', app: 'lib', admitted, version: 1 }) as const
  const byApp = (more: Partial<BookFacts> = {}, its: Partial<TransferBooking> = {}) =>
    book(
      { actor: library(), from: choir, app, ...more },
      { purpose: 'help', fromAccount: "choir's", ...its },
    )
  test.each<[string, Partial<BookFacts>, Partial<TransferBooking>, string]>([
    ['was withdrawn', { actor: library(false), app: null }, {}, 'app_is_not_admitted'],
    [
      'was granted nothing',
      { app: { ...app, granted: false }, to: null },
      {},
      'app_is_not_granted',
    ],
    ['books from a member', { from: rich }, {}, 'app_is_not_granted'],
    ['books a gift', {}, { purpose: 'gift' }, 'app_is_not_granted'],
    ['books part of a quarter', {}, { seconds: 901 }, 'seconds_are_not_whole'],
    [
      'books over its cap',
      { app: { ...app, bookedTodaySeconds: hour + 1 } },
      {},
      'app_cap_is_reached',
    ],
    ['books beyond the line', {}, { seconds: 2 * hour }, 'help_cannot_be_agreed_yet'],
  ])('an app is refused when it %s', (_, more, its, code) => {
    const refused = byApp(more, its)
    expect(faultOf(refused)).toBe(code)
    expect(JSON.stringify(refused)).not.toContain('availableSeconds')
  })
  test('an app’s booking across the soft line says that a talk is due', () => {
    const balanceSeconds = charter.body.organisation.softFloorSeconds
    const from = { ...choir, balanceSeconds, floorSeconds: balanceSeconds - hour }
    expect(written(yes(byApp({ from })))).toEqual([
      "post help 3600 choir's→luis's",
      'tell luis transfer.help',
      'tell coordinators talk.due',
    ])
  })
  test('an app’s booking is guarded by all that was counted', () => {
    const decided = yes(byApp())
    expect(written(decided)).toEqual(["post help 3600 choir's→luis's", 'tell luis transfer.help'])
    expect(expected(decided)).toEqual([
      "account choir's 7",
      'charter charter 4',
      'member choir 2',
      'member luis 2',
      'app lib 1',
      "grant lib choir's 2",
    ])
  })
})

describe('reversing a transfer', () => {
  const gift: ReversibleTransfer = {
    id: 'gift',
    kind: 'post',
    purpose: 'gift',
    fromAccount: "ana's",
    toAccount: "luis's",
    fromMember: 'ana',
    toMember: 'luis',
    seconds: hour,
    exchange: null,
    charter: 2,
    workedOn: null,
    reversedBy: null,
  }
  const reverse = (its: Partial<ReversibleTransfer> = {}, actor = rosa) =>
    decideTransferReversal({
      transfer: { ...gift, ...its },
      actor,
      reversal: { id: 'r', reason: 'booked_twice' },
    })
  test.each([
    ['a member', { exchange: 'lift' }, ana, 'actor_is_not_a_coordinator'],
    [
      'a suspended coordinator',
      {},
      { ...rosa, state: 'suspended' as const },
      'actor_is_not_active',
    ],
    [
      'a coordinator in their own cause',
      { toMember: 'rosa', exchange: 'lift' },
      rosa,
      'decision_is_in_own_cause',
    ],
    [
      'hours of an exchange',
      { exchange: 'lift', reversedBy: 'x' },
      rosa,
      'transfer_belongs_to_an_exchange',
    ],
    ['what was reversed', { reversedBy: 'x' }, rosa, 'transfer_is_reversed_already'],
    ['a reversal', { kind: 'reverse' }, rosa, 'transfer_cannot_be_reversed'],
    ['what came with an import', { purpose: 'import' }, rosa, 'transfer_cannot_be_reversed'],
  ] as const)('is refused to %s', (_, its, actor, code) => {
    expect(faultOf(reverse(its, actor as typeof rosa))).toBe(code)
  })
  test('mirrors it and tells both', () => {
    const decided = yes(reverse())
    expect(written(decided)).toEqual([
      "reverse gift 3600 luis's→ana's",
      'tell ana transfer.reversed',
      'tell luis transfer.reversed',
    ])
    expect(decided.write[0]).toMatchObject({ ref: 'gift', charter: 2, reason: 'booked_twice' })
    expect(expected(decided)).toEqual(['office rosa 1', 'member rosa 2'])
  })
})
