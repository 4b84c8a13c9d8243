import { hourSeconds as hour, neighbourhoodCharter } from '@commonhour/contract'
import {
  decideCoordinator,
  decideMovedInFloor,
  foreseeLines,
  type SourceMember,
  type SourceTransfer,
  standingsOf,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'

const member = (number: number, email: string | null = null): SourceMember => ({
  number,
  name: `Member ${number}`,
  joinedOn: '2012-01-01',
  phone: null,
  email,
})
const moved = (
  from: SourceTransfer['from'],
  to: SourceTransfer['to'],
  hours: number,
): SourceTransfer => ({ from, to, seconds: hours * hour, at: 0, workedOn: '2012-01-01', memo: '' })

describe('the line of who moves in', () => {
  const quantumSeconds = 900
  const floorOf = (balanceSeconds: number, floorSeconds = -20 * hour) =>
    decideMovedInFloor({ balanceSeconds, floorSeconds, quantumSeconds })
  test('is left as it is for whoever could be helped for an hour', () => {
    expect(floorOf(-19 * hour)).toBeNull()
    expect(floorOf(0)).toBeNull()
  })
  test('lies ten hours under whoever stands at it, or less than an hour above', () => {
    expect(floorOf(-20 * hour)).toBe(-30 * hour)
    expect(floorOf(-19 * hour - 900)).toBe(-29 * hour - 900)
  })
  test('lies ten hours under whoever stands below it', () => {
    expect(floorOf(-20 * hour - 900)).toBe(-30 * hour - 900)
    expect(floorOf(-7 * hour, -6 * hour)).toBe(-17 * hour)
  })
  test('lies on a whole quantum, never less than ten hours under', () => {
    expect(floorOf(-20 * hour - 1)).toBe(-30 * hour - 900)
    expect(floorOf(-20 * hour - 901)).toBe(-30 * hour - 1800)
  })
})

describe('what an import foresees from the files', () => {
  const members = [1, 2, 3, 4, 5].map((number) => member(number))
  const transfers = [
    moved(1, 2, 30),
    moved(3, 2, 7),
    moved(4, 2, 19),
    moved(2, 4, 1),
    moved(5, 'bank', 6),
  ]
  test('standings are what came less what went, the bank’s own among them', () => {
    const standings = standingsOf({ transfers })
    expect(standings.get(2)).toEqual({ balanceSeconds: 55 * hour, inSeconds: 56 * hour })
    expect(standings.get(4)).toEqual({ balanceSeconds: -18 * hour, inSeconds: hour })
    expect(standings.get('bank')).toEqual({ balanceSeconds: 6 * hour, inSeconds: 6 * hour })
  })
  test('who never gave is a newcomer and has the newcomer’s line; the lowest comes first', () => {
    // 4 gave once and may stand at −20 h; 5 never gave and stands at the newcomer's line.
    expect(foreseeLines({ members, posts: [], transfers }, neighbourhoodCharter)).toEqual([
      { number: 1, balanceSeconds: -30 * hour, floorSeconds: -40 * hour },
      { number: 3, balanceSeconds: -7 * hour, floorSeconds: -17 * hour },
      { number: 5, balanceSeconds: -6 * hour, floorSeconds: -16 * hour },
    ])
  })
})

describe('who looks after the community', () => {
  const members = [member(7, 'g@x.example'), member(2), member(5, 'Eve@x.example')]
  const facts = { members, email: null, name: null, today: '2026-11-22' }
  test('is the first by number who has an e-mail, unless somebody is named', () => {
    expect(decideCoordinator(facts)).toEqual({ member: members[2], isNew: false })
  })
  test('nobody is guessed when no member has one', () => {
    const fault = decideCoordinator({ ...facts, members: [member(2)] })
    expect(fault).toMatchObject({ fault: 'request_is_malformed' })
  })
  test('is the member of the files whose e-mail was named, however it is written', () => {
    const named = decideCoordinator({ ...facts, email: ' EVE@x.example ' })
    expect(named).toEqual({ member: members[2], isNew: false })
  })
  test('of those who share an address it is the first', () => {
    const shared = [...members, member(3, 'g@x.example')]
    const named = decideCoordinator({ ...facts, members: shared, email: 'g@x.example' })
    expect(named).toMatchObject({ member: { number: 3 } })
  })
  test('may be somebody new, who needs a name and comes after the last number', () => {
    const email = 'rosa@x.example'
    expect(decideCoordinator({ ...facts, email })).toMatchObject({ fault: 'request_is_malformed' })
    const rosa = { ...member(8, email), name: 'Rosa', joinedOn: '2026-11-22' }
    const named = decideCoordinator({ ...facts, email, name: 'Rosa' })
    expect(named).toEqual({ member: rosa, isNew: true })
  })
})
