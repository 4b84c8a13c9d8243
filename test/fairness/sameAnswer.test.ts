import { neighbourhoodCharter } from '@commonhour/contract'
import { type HistoryLine, type HistoryTransfer, judgeAll } from '@commonhour/fairness'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hour, quarter } from './facts.ts'
import { beginnings, dayMs, dayOf, monday, moved, reversed } from './history.ts'
import { plainly } from './plainly.ts'

const anyone = fc.constantFrom('ana', 'luis', 'eva', 'choir', 'pool')
const members = fc.constantFrom('ana', 'luis', 'eva')
/** One thing that happens, some time after the one before. */
const happening = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('post', 'hold') },
    fc.constantFrom('settle', 'release', 'reverse', 'limit', 'state', 'need', 'charter'),
  ),
  passedMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 * dayMs }), fc.constant(dayMs)),
  from: anyone,
  to: anyone,
  member: members,
  seconds: fc.oneof(
    fc.integer({ min: 1, max: 40 }).map((n) => n * quarter),
    fc.nat(99_999),
  ),
  purpose: fc.constantFrom('help', 'help', 'help', 'gift', 'grant'),
  which: fc.nat(20),
  exchange: fc.constantFrom('one', 'two', 'three'),
})
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** A history of its own, whatever was drawn: what cannot be said of what stands is left out. */
function historyOf(happenings: readonly Happening[]): HistoryLine[] {
  const lines: HistoryLine[] = [...beginnings]
  let at = monday
  for (const one of happenings) {
    at += one.passedMs
    const line = lineOf(one, at, lines)
    if (line !== null) lines.push(line)
  }
  return lines
}

function lineOf(one: Happening, at: number, lines: readonly HistoryLine[]): HistoryLine | null {
  const { from, member, seconds, to, which } = one
  const charters = lines.filter(({ line }) => line === 'charter').length
  switch (one.what) {
    case 'post':
    case 'hold': {
      // The books refuse a line from an account to itself.
      if (from === to) return null
      const fromAt = monday + (which % 4) * dayMs + (which % 3) * hour * 1000
      return moved({
        kind: one.what,
        purpose: one.purpose as 'help',
        fromAccount: from,
        toAccount: to,
        seconds: Math.max(1, seconds),
        at,
        workedOn: dayOf(at - (which % 5) * dayMs),
        exchange: one.exchange,
        charter: 1 + (which % charters),
        receivers: 1 + which,
        times: which > 8 ? { fromAt, untilAt: fromAt + 2 * hour * 1000 } : null,
      })
    }
    case 'limit':
      return {
        line: 'limit',
        account: member,
        floorSeconds: -seconds,
        until: which ? at + dayMs : null,
      }
    case 'state':
      return { line: 'state', member: `member ${member}`, state: which % 2 ? 'paused' : 'active' }
    case 'need': {
      const closedAt = which % 3 === 0 ? null : at + which * dayMs
      return { line: 'need', member: `member ${member}`, openedAt: at, closedAt }
    }
    case 'charter': {
      const samePair = { seconds: 9 * hour, days: 1 + which }
      const body = { ...neighbourhoodCharter, samePair, carerLoad: { seconds: hour, days: 3 } }
      return { line: 'charter', version: charters + 1, body }
    }
    default:
      return resolutionOf(one, at, lines)
  }
}

/** A hold ends once, and a movement is taken back once. */
function resolutionOf({ what, which }: Happening, at: number, lines: readonly HistoryLine[]) {
  const all = lines.filter((line) => line.line === 'transfer')
  const ended = new Set(all.map(({ ref }) => ref))
  const open = all.filter(({ id, kind }) => {
    const fits = what === 'reverse' ? kind === 'post' || kind === 'settle' : kind === 'hold'
    return fits && !ended.has(id)
  })
  const it = open[which % Math.max(1, open.length)]
  if (it === undefined) return null
  if (what === 'reverse') return reversed(it, at)
  const kind = what as 'settle' | 'release'
  const seconds = kind === 'settle' ? Math.max(1, it.seconds - which) : it.seconds
  return moved({ ...it, id: `${it.id} ${kind}`, kind, seconds, ref: it.id, at, times: null })
}

test('what a decision would be told of its moment is what the replay tells of it afterwards', () => {
  const spoke = new Set<string>()
  const holds = fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
    const lines = historyOf(happenings)
    const place = new Map(lines.map((line, index) => [line, index]))
    for (const { transfer, verdicts } of judgeAll(lines)) {
      const before = lines.slice(0, place.get(transfer as HistoryTransfer))
      expect(verdicts).toEqual(plainly(before, transfer))
      for (const { rule } of verdicts) spoke.add(rule)
    }
  })
  fc.assert(holds, { numRuns: 300, seed: 319 })
  // A history in which hardly a rule ever speaks would show nothing.
  expect([...spoke].sort()).toEqual([
    'carer-load',
    'credit-floor-hard',
    'credit-floor-soft',
    'gift-in-hand',
    'good-standing',
    'newcomer-line',
    'one-place-at-a-time',
    'pool-cap',
    'rising-balance',
    'round-trip',
    'same-pair',
    'two-parties',
    'whole-quantum',
    'within-one-day',
  ])
})
