import { giftEconomyCharter, neighbourhoodCharter } from '@commonhour/contract'
import { type HistoryLine, judgeAll, Replay } from '@commonhour/fairness'
import { expect, test } from 'vitest'
import { hour } from './facts.ts'
import { beginnings, dayMs, monday, moved, reversed } from './history.ts'

/** Every line that was judged with the rules that spoke. */
function spoken(lines: readonly HistoryLine[], importCharter = neighbourhoodCharter): string[][] {
  const all = [...judgeAll([...beginnings, ...lines], importCharter)]
  return all.map(({ verdicts }) => verdicts.map(({ rule }) => rule))
}
const on = (day: number, hours = 9) => monday + day * dayMs + hours * hour * 1000
/** Nobody is new: each of the three has helped once, a month before. */
const settledIn = ['ana', 'luis', 'eva'].map((toAccount) =>
  moved({ fromAccount: 'choir', toAccount, seconds: 900, at: monday - 40 * dayMs }),
)
const after = (lines: readonly HistoryLine[]) => spoken([...settledIn, ...lines]).slice(3)

test('every promise and every booking is judged; what resolves a promise is not judged again', () => {
  const hold = moved({ kind: 'hold' })
  const settle = moved({ kind: 'settle', ref: hold.id, charter: 1 })
  const lines = [hold, settle, reversed(settle, monday), moved({ purpose: 'correction' })]
  expect(spoken(lines)).toEqual([[]])
})

test('a line is judged under the charter of its day', () => {
  const strict = { ...neighbourhoodCharter, quantumSeconds: 3600 } as const
  const quarter = { seconds: 900 }
  expect(
    spoken([
      moved(quarter),
      { line: 'charter', version: 2, body: strict },
      // Agreed before, under the first version, though written down after it.
      moved({ ...quarter, charter: 1 }),
      moved({ ...quarter, charter: 2 }),
    ]),
  ).toEqual([[], [], ['whole-quantum']])
})

test('imported hours are judged under the charter that the asker names', () => {
  const before = moved({ purpose: 'import', charter: 0, seconds: 7 * hour })
  expect(spoken([before])).toEqual([['newcomer-line']])
  expect(spoken([before], giftEconomyCharter)).toEqual([[]])
})

test('a newcomer’s line holds until their first help, and again when that is taken back', () => {
  const help = moved({ fromAccount: 'luis', toAccount: 'ana' })
  const much = () => moved({ seconds: 7 * hour, toAccount: 'eva' })
  expect(spoken([much()])).toEqual([['newcomer-line']])
  expect(spoken([help, much()])).toEqual([[], []])
  expect(spoken([help, reversed(help, monday), much()])[1]).toContain('newcomer-line')
})

test('a line of one’s own holds until it ends', () => {
  const floorSeconds = -30 * hour
  const until = monday + dayMs
  const much = (at: number) => moved({ seconds: 21 * hour, at })
  const lifted = { line: 'limit', account: 'ana', floorSeconds, until } as const
  expect(after([lifted, much(until - 1)])[0]).not.toContain('credit-floor-hard')
  expect(after([lifted, much(until)])[0]).toContain('credit-floor-hard')
})

test('hours set aside count at the line, and count no more once they went back', () => {
  const hold = moved({ kind: 'hold', seconds: 20 * hour + 900 })
  const release = moved({ kind: 'release', ref: hold.id, seconds: hold.seconds })
  const more = () => moved({ seconds: 900, toAccount: 'eva' })
  expect(after([hold, more()])[1]).toContain('credit-floor-hard')
  expect(after([hold, release, more()])[1]).toEqual([])
})

test('who is paused starts nothing, and does again on coming back', () => {
  const state = (it: 'paused' | 'active') =>
    ({ line: 'state', member: 'member luis', state: it }) as const
  expect(after([state('paused'), moved(), state('active'), moved()])).toEqual([
    ['good-standing'],
    [],
  ])
})

test('a carer’s week moves along with the days', () => {
  const help = (day: number) =>
    moved({ fromAccount: 'choir', toAccount: 'luis', seconds: 7 * hour, at: on(day) })
  const said = after([help(0), help(2), help(4), help(9), help(20)])
  expect(said.map((rules) => rules.includes('carer-load'))).toEqual([
    false,
    false,
    true,
    false,
    false,
  ])
})

test('a day has only so many hours of helping, whenever they are written down', () => {
  const seconds = 9 * hour
  const [first, other] = ['2026-02-01', '2026-02-02']
  const late = (workedOn: string, day: number) =>
    moved({ fromAccount: 'choir', toAccount: 'luis', seconds, workedOn, at: on(day) })
  const said = after([late(first, 0), late(other, 8), late(first, 16)])
  expect(said.map((rules) => rules.includes('one-place-at-a-time'))).toEqual([false, false, true])
})

test('two agreed times at once go on the auditors’ list, unless one was called off', () => {
  const at = (hours: number, exchange: string, fromAccount = 'ana') => {
    const times = { fromAt: on(1, hours), untilAt: on(1, hours + 2) }
    return moved({ kind: 'hold', exchange, times, fromAccount })
  }
  const nine = at(9, 'one')
  const off = moved({ kind: 'release', ref: nine.id })
  expect(after([nine, at(11, 'two', 'eva')])[1]).toEqual([])
  expect(after([nine, at(10, 'two', 'eva')])[1]).toEqual(['one-place-at-a-time'])
  expect(after([nine, off, at(10, 'two', 'eva')])[1]).toEqual([])
  // One piece of help for two receivers is one time.
  expect(after([nine, at(9, 'one', 'eva')])[1]).toEqual([])
})

test('there and back within a day, and much between two, go on that list', () => {
  const back = (hours: number) => moved({ fromAccount: 'luis', toAccount: 'ana', at: on(0, hours) })
  expect(after([moved({ at: on(0) }), back(32)])[1]).toEqual(['round-trip'])
  expect(after([moved({ at: on(0) }), back(33)])[1]).toEqual([])
  const long = (day: number) => moved({ seconds: 10 * hour, at: on(day) })
  const way = (day: number) =>
    moved({ seconds: 11 * hour, at: on(day), fromAccount: 'luis', toAccount: 'ana' })
  expect(after([long(0), way(29)])[1]).toEqual(['same-pair'])
  expect(after([long(0), way(30)])[1]).toEqual([])
})

test('who has much in hand and asked for nothing is invited, and not who asked', () => {
  const rich = [0, 8, 16, 24].map((day) =>
    moved({ fromAccount: 'choir', toAccount: 'luis', seconds: 12 * hour, at: on(day) }),
  )
  const need = (openedAt: number, closedAt: number | null): HistoryLine => ({
    line: 'need',
    member: 'member luis',
    openedAt,
    closedAt,
  })
  const isInvited = (...before: HistoryLine[]) =>
    after([...before, ...rich])[3]?.includes('rising-balance')
  expect(isInvited()).toBe(true)
  expect(isInvited(need(monday, null))).toBe(false)
  expect(isInvited(need(monday - 99 * dayMs, on(24) - 60 * dayMs))).toBe(true)
  expect(isInvited(need(monday - 99 * dayMs, on(24) - 60 * dayMs + 1))).toBe(false)
  // A need that was not open yet asked for nothing.
  expect(isInvited(need(on(25), null))).toBe(true)
})

test('an app is held to what was granted, and to its day', () => {
  const granted = { line: 'grant', app: 'library', account: 'choir' } as const
  const book = (day: number) =>
    moved({ fromAccount: 'choir', app: 'library', seconds: 2 * hour, at: on(day) })
  expect(
    after([
      book(0),
      { ...granted, granted: true, dailyCapSeconds: 3 * hour },
      book(1),
      book(1),
      book(2),
    ]),
  ).toEqual([['app-grant', 'app-line'], [], ['app-line'], []])
})

test('a pool’s grants are counted by member and window', () => {
  const fill = moved({ purpose: 'gift', fromAccount: 'luis', toAccount: 'pool', seconds: 900 })
  const grant = (day: number, seconds: number) =>
    moved({ purpose: 'grant', fromAccount: 'pool', toAccount: 'ana', seconds, at: on(day) })
  const said = after([fill, grant(0, 900), grant(1, 10 * hour), grant(95, 10 * hour)])
  expect(said.map((rules) => rules.includes('pool-cap'))).toEqual([false, false, true, false])
  expect(said[2]).toContain('credit-floor-hard')
})

test('counts say how often each rule spoke, the most frequent first', () => {
  const replay = new Replay()
  for (const line of beginnings) replay.take(line)
  for (const seconds of [1, 2, 7 * hour]) replay.take(moved({ seconds }))
  expect(replay.judged).toBe(3)
  expect(replay.counts()).toEqual([
    { rule: 'whole-quantum', verdict: 'refuse', count: 2 },
    { rule: 'newcomer-line', verdict: 'refuse', count: 1 },
  ])
})

test('a line of an account that was never opened is no history', () => {
  expect(() => spoken([moved({ toAccount: 'nobody' })])).toThrow(/nobody/)
})
