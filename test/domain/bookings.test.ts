import { type Fault, fault, isFault, type TransferBooking } from '@commonhour/contract'
import { type Bookings, type BookManyFacts, decideBookings } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { account, ana, charter, expected, hour, member, today, written } from './facts.ts'

const row = (id: string, more: Partial<TransferBooking> = {}): TransferBooking => ({
  ...{ id, purpose: 'help', fromAccount: "choir's", toAccount: "luis's", seconds: hour },
  ...{ memo: '', workedOn: null, ...more },
})
const choir = account('choir', { kind: 'organisation', floorSeconds: -3 * hour })
const band = account('band', { kind: 'organisation', floorSeconds: -3 * hour })
const grant = { granted: true, dailyCapSeconds: 9 * hour, bookedTodaySeconds: hour, version: 2 }
const library = (admitted = true) => ({ kind: 'app', app: 'lib', admitted, version: 1 }) as const
const facts = (
  transfers: readonly TransferBooking[],
  more: Partial<BookManyFacts> = {},
): BookManyFacts => ({
  transfers: [...transfers],
  ...{ groupId: 'g', actor: library(), charter, today, taken: new Set<string>() },
  accounts: [choir, band, account('luis'), account('ana', { balanceSeconds: hour })],
  grants: new Map([
    ["choir's", grant],
    ["band's", grant],
  ]),
  ...more,
})
const decided = (...from: Parameters<typeof facts>) => decideBookings(facts(...from))
const yes = (it: Bookings | Fault) => (it as Bookings).decision
const named = (it: Bookings | Fault) =>
  isFault(it) ? (it.fields ?? []).map(({ pointer, received }) => `${pointer} ${received}`) : it

describe('bookings in one request', () => {
  test('nobody who may not book at all is judged row by row', () => {
    const paused = member('ana', { state: 'paused' })
    expect(decided([row('a')], { actor: paused })).toEqual(fault('actor_is_not_active'))
    expect(decided([row('a')], { actor: library(false) })).toEqual(fault('app_is_not_admitted'))
  })

  test('stand in their order, and share what they expect', () => {
    const both = yes(decided([row('a'), row('b', { fromAccount: "band's" })]))
    expect(written(both)).toEqual([
      "post help 3600 choir's→luis's",
      'tell luis transfer.help',
      "post help 3600 band's→luis's",
      'tell luis transfer.help',
    ])
    expect(expected(both)).toEqual([
      "account choir's 7",
      'charter charter 4',
      'member choir 2',
      'member luis 2',
      'app lib 1',
      "grant lib choir's 2",
      "account band's 7",
      'member band 2',
      "grant lib band's 2",
    ])
    expect(both.write.filter((one) => one.into === 'transfer')).toMatchObject([
      { id: 'a', groupId: 'g' },
      { id: 'b', groupId: 'g' },
    ])
  })

  test('a row that is refused leaves the accounts as they were for the next', () => {
    const rows = [row('a', { seconds: 2 * hour }), row('b', { seconds: 2 * hour }), row('c')]
    expect(named(decided(rows))).toEqual(['/transfers/1 help_cannot_be_agreed_yet'])
  })

  test('what came in by a row before may go out by the next', () => {
    const rows = [
      row('a', { toAccount: "band's" }),
      row('b', { fromAccount: "band's", seconds: 4 * hour }),
    ]
    expect(isFault(decided(rows))).toBe(false)
    expect(named(decided([...rows].reverse()))).toEqual(['/transfers/0 help_cannot_be_agreed_yet'])
  })

  test('the day’s cap is drawn on by every row', () => {
    const [first, last] = [row('a'), row('b')]
    const capped = new Map([["choir's", { ...grant, dailyCapSeconds: 2 * hour }]])
    expect(named(decided([first, last], { grants: capped }))).toEqual([
      '/transfers/1 app_cap_is_reached',
    ])
  })

  test('an id stands once: in the books, and in the request', () => {
    const rows = [row('a'), row('a'), row('b')]
    expect(named(decided(rows, { taken: new Set(['b']) }))).toEqual([
      '/transfers/1 id_is_taken',
      '/transfers/2 id_is_taken',
    ])
    const theirs = row('b', { fromAccount: "ana's" })
    expect(named(decided([theirs], { taken: new Set(['b']) }))).toEqual([
      '/transfers/0 app_is_not_granted',
    ])
  })

  test('what the books refuse names its row, unless facts moved', () => {
    const gift = { fromAccount: "ana's", purpose: 'gift', seconds: 1 } as const
    const byAna = decided([row('a', gift), row('b', gift)], { actor: ana }) as Bookings
    const at = (code: Parameters<typeof fault>[0], write: number) =>
      byAna.refusedAt(fault(code), write)
    expect(named(at('id_is_taken', 2))).toEqual(['/transfers/1 id_is_taken'])
    // That Luis holds all he may is his own business.
    expect(named(at('ceiling_is_reached', 0))).toEqual(['/transfers/0 help_cannot_be_agreed_yet'])
    expect(at('facts_are_stale', 0)).toEqual(fault('facts_are_stale'))
    expect(at('facts_are_stale', -1)).toEqual(fault('facts_are_stale'))
  })
})
