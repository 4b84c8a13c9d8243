import {
  amendedCharter,
  type CharterChanges,
  charterFields,
  differencesOf,
  giftEconomyCharter,
  isFault,
  neighbourhoodCharter,
} from '@commonhour/contract'
import { type AmendFacts, type Decision, decideAmendment } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, charter, expected, hour, now, rosa, written } from './facts.ts'

const day = 86_400_000
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const wider: CharterChanges = { member: { floorSeconds: -25 * hour } }
const omar = { member: 'omar', state: 'active', speaksFor: ['omar'] } as const

const decide = (changes = wider, more: Partial<AmendFacts> = {}) =>
  decideAmendment({
    proposal: { id: 'm', changes, effectiveFrom: '2026-03-09' },
    effectiveFrom: now + 7 * day,
    tomorrow: now + day,
    actor: rosa,
    stewards: [omar],
    charter,
    newest: { base: 4, effectiveFrom: now + 2 * day, body: neighbourhoodCharter },
    now,
    ...more,
  })

describe('an amendment', () => {
  const tooSoon = { effectiveFrom: now }
  const none = { hold: { days: 60 } }
  test.each<[string, CharterChanges, Partial<AmendFacts>, string]>([
    ['by a member', none, { actor: ana }, 'actor_is_not_a_coordinator'],
    ['by who rests', none, { actor: { ...rosa, state: 'paused' } }, 'actor_is_not_active'],
    ['out of bounds', { newcomer: { floorSeconds: -30 * hour } }, tooSoon, 'request_is_malformed'],
    ['that changes nothing', none, tooSoon, 'amendment_changes_nothing'],
    ['that begins today', wider, tooSoon, 'amendment_starts_too_soon'],
    [
      'before what is agreed already',
      wider,
      { effectiveFrom: now + 2 * day - 1 },
      'amendment_starts_too_soon',
    ],
  ])('is refused %s', (_, changes, more, code) => {
    expect(faultOf(decide(changes, more))).toBe(code)
  })
  test('is written over the newest version, and waits for a second steward', () => {
    const decided = decide() as Decision
    expect(written(decided)).toEqual([
      'charterAmendment',
      'motion',
      'tell coordinators motion.waiting',
    ])
    expect(decided.write[0]).toMatchObject({
      base: 4,
      body: { member: { floorSeconds: -25 * hour, softFloorSeconds: -10 * hour } },
    })
    expect(expected(decided)).toEqual(['office rosa 1', 'member rosa 2', 'charter  4'])
  })
})

describe('what differs', () => {
  const says = (changes: CharterChanges) => {
    const amended = amendedCharter(neighbourhoodCharter, changes)
    if (!('body' in amended)) throw new Error(JSON.stringify(amended))
    return differencesOf(neighbourhoodCharter, amended.body).map((one) => one.says)
  }
  test.each<[CharterChanges, string]>([
    [wider, 'The line for members: 20 h below zero → 25 h below zero'],
    [{ newcomer: { floorSeconds: 0 } }, 'The line for who is new here: 6 h below zero → zero'],
    [{ quantumSeconds: 1800 }, 'Hours are counted in steps of: 15 min → 30 min'],
    [
      { member: { ceilingSeconds: 90 * 60 } },
      'The most hours that a member holds: none → 1 h 30 min',
    ],
    [{ hold: { days: 1 } }, 'How long hours stay set aside after the agreed day: 60 days → 1 day'],
    [
      { nearEstimate: { percent: 50 } },
      'How far from the estimate silence still agrees: 25 % → 50 %',
    ],
    [
      { roundTrip: { hours: 48 } },
      'Help there and back that auditors look at: within: 24 h → 48 h',
    ],
    [{ onePlace: { receivers: 5 } }, 'The most receivers of one exchange: 20 → 5'],
    [{ silence: { remindOn: [2, 5] } }, 'Days on which a reminder is sent: 3, 10 → 2, 5'],
    [
      { showBalance: 'tallies' },
      'What a member reads of their hours: given, received and the balance → given and received',
    ],
    [{ areas: [{ id: 'north', name: 'North' }] }, 'Areas: none → North'],
  ])('%j reads in plain words with its unit', (changes, words) => {
    expect(says(changes)).toEqual([words])
  })
  test('is nothing between a charter and itself, and much between the two templates', () => {
    expect(differencesOf(neighbourhoodCharter, neighbourhoodCharter)).toEqual([])
    const fields = differencesOf(neighbourhoodCharter, giftEconomyCharter).map((one) => one.field)
    expect(fields).toContain('showBalance')
    expect(fields).toContain('member.floorSeconds')
  })
  test('every number of a charter has a name', () => {
    const leaves = Object.entries(neighbourhoodCharter).flatMap(([group, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.keys(value).map((name) => `${group}.${name}`)
        : [group],
    )
    expect(leaves.filter((name) => name !== 'terms.version').toSorted()).toEqual(
      [...charterFields].toSorted(),
    )
  })
})
