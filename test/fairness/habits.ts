import { grant, habits, hour, move, pool, quarter, side } from './facts.ts'
import type { Table } from './movement.ts'

const day = 24 * hour
const known = (more: Parameters<typeof habits>[0], seconds = hour) =>
  move({ seconds, habits: habits(more) })
const rising = (balanceSeconds: number, daysSinceNeed: number | null) =>
  move({ to: side('luis', { balanceSeconds }), habits: habits({ daysSinceNeed }) })
const said = (seconds: number, by: 'silence' | 'one' | 'both', estimateSeconds = 4 * hour) =>
  move({ seconds, agreed: { estimateSeconds, by } })

/** What people usually do: windows with the second on each side of the charter's number. */
export const lately: Table = {
  'rising-balance': [
    ['up to 40 h in hand', rising(39 * hour, null), true],
    ['a second more, and never a need', rising(39 * hour + 1, null), false],
    ['much in hand, and a need 59 days ago', rising(80 * hour, 59), true],
    ['much in hand, and a need 60 days ago', rising(80 * hour, 60), false],
    ['much in hand, and a need open now', rising(80 * hour, 0), true],
    ['a gift', { ...rising(80 * hour, null), purpose: 'gift' }, true],
  ],
  'carer-load': [
    ['20 h in 7 days', known({ givenSeconds: 19 * hour }), true],
    ['a second more', known({ givenSeconds: 19 * hour + 1 }), false],
    [
      'an organisation, which is many people',
      move({ to: side('choir', { kind: 'organisation' }), habits: habits({ givenSeconds: day }) }),
      true,
    ],
    ['a gift', { ...known({ givenSeconds: day }), purpose: 'gift' }, true],
  ],
  'one-place-at-a-time': [
    ['16 h on one day', known({ givenOnDaySeconds: 15 * hour }), true],
    ['a second more on one day', known({ givenOnDaySeconds: 15 * hour + 1 }), false],
    ['two agreed times that overlap', known({ overlappingTimes: 1 }), false],
    ['twenty receivers', known({ receivers: 20 }), true],
    ['twenty-one receivers', known({ receivers: 21 }), false],
    ['a gift', { ...known({ overlappingTimes: 1 }), purpose: 'gift' }, true],
  ],
  'same-pair': [
    ['20 h between two in 30 days', known({ pairSeconds: 19 * hour }), true],
    ['a second more', known({ pairSeconds: 19 * hour + 1 }), false],
    ['a gift', { ...known({ pairSeconds: day }), purpose: 'gift' }, true],
  ],
  'round-trip': [
    ['no help the other way', known({}), true],
    ['a second the other way', known({ otherWaySeconds: 1 }), false],
    ['a gift back', { ...known({ otherWaySeconds: hour }), purpose: 'gift' }, true],
  ],
  'near-estimate': [
    ['silence at the estimate', said(4 * hour, 'silence'), true],
    ['silence at a quarter more', said(5 * hour, 'silence'), true],
    ['silence a second beyond', said(5 * hour + 1, 'silence'), false],
    ['silence at a quarter less', said(3 * hour, 'silence'), true],
    ['silence a second less than that', said(3 * hour - 1, 'silence'), false],
    ['silence at one step more of a short help', said(3 * quarter, 'silence', 2 * quarter), true],
    ['silence two steps beyond a short help', said(4 * quarter, 'silence', 2 * quarter), false],
    ['one voice beyond', said(6 * hour, 'one'), false],
    ['both said it', said(9 * hour, 'both'), true],
  ],
  'pool-cap': [
    ['10 h in 90 days', grant({ grantedSeconds: 9 * hour, seconded: true }), true],
    ['a second more', grant({ grantedSeconds: 9 * hour + 1, seconded: true }), false],
    ['a gift to a pool', move({ purpose: 'gift', seconds: 99 * hour, to: pool() }), true],
  ],
  'pool-automatic': [
    ['4 h at once', grant({}, 4 * hour), true],
    ['a second more', grant({}, 4 * hour + 1), false],
    ['several small ones that come to more', grant({ grantedSeconds: 3 * hour + 1 }), false],
    ['more, by two stewards', grant({ seconded: true }, 9 * hour), true],
  ],
}
