import { indicators } from '@commonhour/contract'
import type { LoggedTransfer } from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { Helping } from '../../workers/audit/report/helping.ts'
import { spreadOf } from '../../workers/audit/report/spread.ts'
import { shareIn, tiesOf } from '../../workers/audit/report/ties.ts'
import { openAuditWorld } from './world.ts'

type Move = Partial<LoggedTransfer> & { from: string; to: string }
let number = 0
/** Help that moved from who received it to who gave it. */
const move = ({ from, to, ...more }: Move): LoggedTransfer =>
  ({
    ...{ kind: 'post', id: `t${number++}`, purpose: 'help', seconds: 3600, ref: null },
    ...{ exchange: `e${number}`, charter: 1, fromAccount: from, toAccount: to },
    ...more,
  }) as LoggedTransfer
const helpingOf = (...moves: Move[]) => {
  const helping = new Helping()
  for (const one of moves) helping.take(move(one))
  return helping
}
/** Five accounts, each helped by the next. */
const ring = ['a', 'b', 'c', 'd', 'e'].map((from, at, all) => ({
  from,
  to: all[(at + 1) % 5] ?? '',
}))

describe('how help is spread', () => {
  test('is held back where few took part', () => {
    const pair = [
      { given: 3600, received: 0 },
      { given: 0, received: 3600 },
    ]
    expect(Object.values(spreadOf(pair))).toEqual([null, null, null, null, null])
  })

  test('evenly, or by one alone; what is taken back of before takes nothing', () => {
    const even = Array.from({ length: 5 }, () => ({ given: 3600, received: 3600 }))
    expect(spreadOf(even)).toEqual({
      accountsThatExchanged: 5,
      bothGaveAndReceivedShare: 1,
      reciprocity: 1,
      topTenthGivenShare: 0.2,
      giniOfGiven: 0,
    })
    const four = Array.from({ length: 4 }, () => ({ given: 0, received: 3600 }))
    expect(
      spreadOf([{ given: 14_400, received: 0 }, ...four, { given: -60, received: 0 }]),
    ).toEqual({
      accountsThatExchanged: 5,
      bothGaveAndReceivedShare: 0,
      reciprocity: 0,
      topTenthGivenShare: 1,
      giniOfGiven: 0.8,
    })
  })
})

describe('who helped whom', () => {
  test('in a ring of five, each has two partners, and half of all pairs are there', () => {
    expect(tiesOf(helpingOf(...ring))).toEqual({
      exchanges: 5,
      partnersPerAccount: 2,
      networkDensity: 0.5,
      repeatPairShare: 0,
    })
  })

  test('the other way round is the same pair, and a second time makes it a repeated one', () => {
    const ties = tiesOf(helpingOf(...ring, { from: 'b', to: 'a' }))
    expect(ties).toMatchObject({ exchanges: 6, partnersPerAccount: 2, repeatPairShare: 0.2 })
  })

  test('help for several is one exchange', () => {
    const several = ring.map((one) => ({ ...one, exchange: 'a walk' }))
    expect(tiesOf(helpingOf(...several)).exchanges).toBe(1)
  })

  test('what was taken back counts no more, in part or in an exchange of none', () => {
    const undone = { from: 'f', to: 'a', exchange: 'x' }
    const back = { from: 'a', to: 'f', exchange: 'x', kind: 'reverse', ref: 'any' } as const
    expect(tiesOf(helpingOf(...ring, undone, back))).toEqual(tiesOf(helpingOf(...ring)))
    const alone = { from: 'f', to: 'a', exchange: null, id: 'own' }
    const aloneBack = { ...back, exchange: null, ref: 'own' }
    expect(tiesOf(helpingOf(...ring, alone, aloneBack))).toEqual(tiesOf(helpingOf(...ring)))
    expect(tiesOf(helpingOf(...ring, back))).toEqual(tiesOf(helpingOf(...ring)))
  })

  test('gifts, holds and releases are no help that moved', () => {
    const other = (more: Partial<LoggedTransfer>) => ({ from: 'f', to: 'g', ...more })
    const none = [other({ purpose: 'gift' }), other({ kind: 'hold' }), other({ kind: 'release' })]
    expect(tiesOf(helpingOf(...ring, ...none))).toEqual(tiesOf(helpingOf(...ring)))
  })

  test('is held back among four', () => {
    expect(Object.values(tiesOf(helpingOf(...ring.slice(0, 3))))).toEqual([null, null, null, null])
  })
})

test('a share is held back where few are counted, above the line or below', () => {
  const set = (text: string) => new Set(text)
  expect(shareIn(set('abcdefghij'), set('abcdexyz'))).toBe(0.5)
  expect(shareIn(set('abcdefghij'), set('abcdxyz'))).toBeNull()
  expect(shareIn(set('abcd'), set('abcd'))).toBeNull()
})

test('a report of so few people names every indicator, and holds each back', async () => {
  const world = await openAuditWorld()
  const { place } = world
  await world.help()
  await world.audit().round()
  place.pass(86_400_000)
  const body = { from: '2026-03-02', to: '2026-03-02' }
  await place.ask(place.rosa, 'requestReport', {}, { body })
  await world.audit().round()
  const said = await place.ask(null, 'readReport', { no: '1' })
  const held = indicators.map(({ name, version }) => ({ name, version, value: null }))
  expect(said.body.indicators).toEqual(held)
  await place.dispose()
})
