import type { MoveFacts } from '@commonhour/fairness'
import { byApp, gift, hour, move, pool, quarter, side } from './facts.ts'

export type Table = Record<
  string,
  readonly (readonly [said: string, facts: MoveFacts, holds: boolean])[]
>

const day = 24 * hour
const at = (balanceSeconds: number, heldOutSeconds = 0) =>
  side('ana', { balanceSeconds, heldOutSeconds })
const newcomer = (balanceSeconds: number, heldOutSeconds = 0) =>
  side('ana', { balanceSeconds, heldOutSeconds, newcomerFloorSeconds: -6 * hour })
const acted = (fromSide: string[], toSide: string[], enteredBySteward = false) =>
  move({ acted: { fromSide, toSide, enteredBySteward } })

/** Facts → whether each rule agrees; boundaries with the second on each side. */
export const movement: Table = {
  'equal-hours': [
    ['an hour moved for an hour of help', move(), true],
    ['a second more than the help', move({ seconds: hour + 1, helpSeconds: hour }), false],
    ['a second less than the help', move({ seconds: hour - 1, helpSeconds: hour }), false],
    ['a gift is for no help', gift({ helpSeconds: 0 }), true],
  ],
  'no-expiry': [
    ['help', move(), true],
    ['a gift', gift(), true],
    ['a grant', move({ purpose: 'grant' }), true],
    ['a correction', move({ purpose: 'correction' }), true],
    // No caller can say it; a book that was written otherwise could hold it.
    ['hours taken back because they are old', move({ purpose: 'expiry' as 'help' }), false],
    ['hours sold', move({ purpose: 'sale' as 'help' }), false],
  ],
  'two-parties': [
    ['two members', move(), true],
    ['one account on both sides', move({ to: side('ana') }), false],
    ['one member with two accounts', move({ to: side('ana', { account: 'another' }) }), false],
    ['a gift to a pool', gift({ to: pool() }), true],
    ['help by a pool, which is nobody', move({ to: pool() }), false],
    ['help to a pool, which is nobody', move({ from: pool() }), false],
    ['a grant by a pool', move({ purpose: 'grant', from: pool() }), true],
    ['each acting for themself', acted(['ana'], ['luis']), true],
    ['one person for both', acted(['ana', 'eva'], ['eva']), false],
    ['a coordinator’s entry for two others', acted(['rosa'], ['rosa'], true), true],
    ['a gift within one address', { ...acted(['eva'], ['eva']), purpose: 'gift' }, true],
  ],
  'good-standing': [
    ['two active members', move(), true],
    ['a receiver who is paused', move({ from: side('ana', { state: 'paused' }) }), false],
    ['a giver who is suspended', move({ to: side('luis', { state: 'suspended' }) }), false],
    ['someone who left', move({ to: side('luis', { state: 'departed' }) }), false],
    ['an applicant', move({ from: side('ana', { state: 'applied' }) }), false],
    ['a gift to a pool, which has no member', gift({ to: pool() }), true],
    [
      'what was promised before',
      move({ promised: true, to: side('luis', { state: 'paused' }) }),
      true,
    ],
  ],
  'whole-quantum': [
    ['a quarter of an hour', move({ seconds: quarter }), true],
    ['a second more', move({ seconds: quarter + 1 }), false],
    ['a second less', move({ seconds: quarter - 1 }), false],
    ['a gift of any length', gift({ seconds: 17 }), true],
  ],
  'within-one-day': [
    ['a whole day', move({ seconds: day }), true],
    ['a second more than a day', move({ seconds: day + 1 }), false],
    ['a gift of two days in hand', gift({ seconds: 2 * day, from: at(2 * day) }), true],
  ],
  'app-grant': [
    ['an organisation that granted it', byApp(), true],
    ['no grant', byApp({ granted: false }), false],
    ['a member’s own account', byApp({}, { kind: 'member' }), false],
    ['a household', byApp({}, { kind: 'household' }), false],
    ['a gift', { ...byApp(), purpose: 'gift', from: at(day) }, false],
    ['no app at all', move(), true],
  ],
  'app-line': [
    ['up to the cap', byApp({ bookedTodaySeconds: hour }), true],
    ['a second over the cap', byApp({ bookedTodaySeconds: hour + 1 }), false],
    ['no app at all', move({ seconds: day }), true],
  ],
  'gift-in-hand': [
    ['all that is in hand', gift(), true],
    ['a second more', gift({ seconds: hour + 1 }), false],
    ['hours set aside are not in hand', gift({ from: at(hour, 1) }), false],
    ['help may be received below zero', move(), true],
  ],
  'newcomer-line': [
    ['down to the newcomer’s line', move({ seconds: 6 * hour, from: newcomer(0) }), true],
    ['a second below', move({ seconds: 6 * hour + 1, from: newcomer(0) }), false],
    ['a second set aside before', move({ seconds: 6 * hour, from: newcomer(0, 1) }), false],
    ['no newcomer any more', move({ seconds: 7 * hour }), true],
    [
      'what was promised before',
      move({ seconds: 7 * hour, from: newcomer(0), promised: true }),
      true,
    ],
  ],
  'credit-floor-hard': [
    ['down to the line', move({ from: at(-19 * hour) }), true],
    ['a second below', move({ from: at(-19 * hour - 1) }), false],
    ['a second set aside before', move({ from: at(-19 * hour, 1) }), false],
    ['a line of one’s own', move({ from: { ...at(-29 * hour), floorSeconds: -30 * hour } }), true],
    ['what was promised before', move({ from: at(-19 * hour - 1), promised: true }), true],
    ['a newcomer, who has a line of theirs', move({ seconds: 21 * hour, from: newcomer(0) }), true],
  ],
  'credit-floor-soft': [
    ['down to the soft line', move({ from: at(-9 * hour) }), true],
    ['a second below', move({ from: at(-9 * hour - 1) }), false],
    [
      'an organisation, whose line is wider',
      move({ from: { ...at(-49 * hour), kind: 'organisation', floorSeconds: -100 * hour } }),
      true,
    ],
    [
      'an organisation a second below its own',
      move({ from: { ...at(-49 * hour - 1), kind: 'organisation', floorSeconds: -100 * hour } }),
      false,
    ],
    ['a gift', gift({ seconds: 11 * hour }), true],
    ['what was promised before', move({ from: at(-15 * hour), promised: true }), true],
  ],
}
