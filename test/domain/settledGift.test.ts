import { decideSettlement, type ExchangeFacts } from '@commonhour/domain'
import { expect, test } from 'vitest'
import { yes } from './afterFacts.ts'
import { account, charter, exchange, expected, hold, hour, rosa, written } from './facts.ts'

// "My hours go to the pool", and then two remember them differently.

const gift = (id: string, seconds: number) =>
  hold({
    ...{ id, kind: 'post', seconds, expiresAt: null },
    ...{ fromAccount: "luis's", toAccount: "pool's" },
  })
const of = (booked: Record<string, number>, gifts: number[]) =>
  exchange('disputed', {
    receivers: Object.keys(booked).map((name) => ({ member: name, account: `${name}'s` })),
    transfers: Object.entries(booked).map(([name, seconds]) =>
      hold({ id: name, kind: 'post', seconds, fromAccount: `${name}'s`, expiresAt: null }),
    ),
    passedOn: gifts.map((seconds, at) => gift(`g${at}`, seconds)),
  })
const pool = account('pool', { kind: 'pool', member: null })
const settled = (it: ExchangeFacts, said: Record<string, number>, more: object = {}) =>
  yes(
    decideSettlement({
      ...{ exchange: it, actor: rosa, charter, giversPool: pool, giver: account('luis') },
      receivers: Object.keys(said).map((name) => account(name)),
      freshIds: Array.from({ length: 20 }, (_, at) => `f${at}`),
      settlement: {
        shares: Object.entries(said).map(([receiver, seconds]) => ({ receiver, seconds })),
        reason: 'both_agreed',
      },
      ...more,
    }),
  )
const moves = (...asked: Parameters<typeof settled>) =>
  written(settled(...asked)).filter((line) => /^(reverse|post)/.test(line))
const all = { ana: hour, nia: hour }
test.each<[string, number[], Record<string, number>, string[]]>([
  ['stays as it is where all hours stay', [hour, hour], all, []],
  [
    'comes back with the hours of one of several receivers, and only that',
    [hour, hour],
    { ana: 0, nia: hour },
    ["reverse gift 3600 pool's→luis's", "reverse help 3600 luis's→ana's"],
  ],
  [
    'ends as large as the hours that stay',
    [hour, hour],
    { ana: 900, nia: hour },
    [
      "reverse gift 3600 pool's→luis's",
      "reverse help 3600 luis's→ana's",
      "post help 900 ana's→luis's",
      "post gift 900 luis's→pool's",
    ],
  ],
  [
    'comes back whole where no hours stay',
    [hour, hour],
    { ana: 0, nia: 0 },
    [
      "reverse gift 3600 pool's→luis's",
      "reverse gift 3600 pool's→luis's",
      "reverse help 3600 luis's→ana's",
      "reverse help 3600 luis's→nia's",
    ],
  ],
  [
    'stays where it is no larger than what stays, since the others were not passed on',
    [hour],
    { ana: 0, nia: hour },
    ["reverse help 3600 luis's→ana's"],
  ],
  [
    'grows by no hours that were not passed on before',
    [hour],
    { ana: 2 * hour, nia: hour },
    ["reverse help 3600 luis's→ana's", "post help 7200 ana's→luis's"],
  ],
])('the gift %s', (_, gifts, said, transfers) => {
  expect(moves(of(all, gifts), said)).toEqual(transfers)
})
const less = { ana: 900, nia: hour }
const withoutGift = [
  "reverse gift 3600 pool's→luis's",
  "reverse help 3600 luis's→ana's",
  "post help 900 ana's→luis's",
]
test.each([
  ['who chose otherwise since', { giversPool: null }],
  ['whose pool is closed', { giversPool: account('pool', { ...pool, status: 'closed' }) }],
  ['who has left', { giver: account('luis', { status: 'frozen' }) }],
  ['who would not have them in hand', { giver: account('luis', { balanceSeconds: -1 }) }],
])('hours stay with a giver %s', (_, more) => {
  expect(moves(of(all, [hour, hour]), less, more)).toEqual(withoutGift)
})
test('what is given anew names the exchange, and is guarded by its giver’s account', () => {
  const decided = settled(of(all, [hour, hour]), less)
  const gift = decided.write.find((one) => 'purpose' in one && one.toAccount === "pool's")
  expect(gift).toMatchObject({ groupId: 'lift', id: 'f4', onBehalfOf: 'luis' })
  expect(expected(decided)).toContain("account luis's 7")
})
