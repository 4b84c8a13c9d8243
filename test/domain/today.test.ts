import { type CardKind, neighbourhoodCharter, operations } from '@commonhour/contract'
import {
  type Candidate,
  cardIdOf,
  cardsOf,
  decideHanding,
  decideOpening,
  decideResolution,
  decideTaking,
  insteadOf,
  type MemberActor,
  measuresOf,
  mostCardSeconds,
  nextOperations,
  spreadTalks,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'

const dayMs = 86_400_000
const charter = neighbourhoodCharter
const now = 400 * dayMs
const one = (
  kind: CardKind,
  at: number,
  facts: Candidate['facts'] = {},
  ref = 'ana',
): Candidate => ({
  kind,
  ref,
  at,
  member: ref,
  people: [{ member: ref, name: ref, role: 'about' }],
  exchange: null,
  facts,
})
const cards = (...candidates: Candidate[]) =>
  cardsOf({ candidates, charter, now, foundedAt: 300 * dayMs })

describe('since when a fact is a card', () => {
  const below = { kind: 'member', standingSeconds: -36_001 }
  test.each<[string, Candidate, number | null]>([
    ['an applicant, at once', one('applicant', now), now],
    ['a claim, on day 14', one('claim', now - 14 * dayMs), now],
    ['not a claim of day 13', one('claim', now - 14 * dayMs + 1), null],
    ['a line, 30 days before its end', one('lineEnding', now + 30 * dayMs), now],
    ['not 31 days before', one('lineEnding', now + 31 * dayMs), null],
    ['a talk, below the soft line', one('talk', now, below), now],
    ['not at the soft line', one('talk', now, { ...below, standingSeconds: -36_000 }), null],
    ['not an organisation there', one('talk', now, { ...below, kind: 'organisation' }), null],
    ['a welcome, on day 30', one('welcome', now - 30 * dayMs), now],
    ['not on day 29', one('welcome', now - 30 * dayMs + 1), null],
    ['nobody who came 30 days before the founding', one('welcome', 270 * dayMs - 1), null],
    ['whoever came later', one('welcome', 270 * dayMs), 300 * dayMs],
  ])('%s', (_, candidate, since) => {
    expect(cards(candidate).map((card) => card.since)).toEqual(since === null ? [] : [since])
  })
})

test('the urgent come first, then the oldest', () => {
  const queue = cards(
    one('applicant', 3),
    one('concern', 9),
    one('motion', 1),
    one('line', 4),
    one('dispute', 7),
  )
  expect(queue.map(({ kind }) => kind)).toEqual([
    'line',
    'dispute',
    'concern',
    'motion',
    'applicant',
  ])
})

test('a card’s id is the same whoever derives it, and another for another thing or time', () => {
  const ids = [
    cardIdOf('talk', 'ana', 5),
    cardIdOf('talk', 'ana', 6),
    cardIdOf('talk', 'luis', 5),
    cardIdOf('welcome', 'ana', 5),
  ]
  expect(new Set(ids).size).toBe(4)
  expect(cardIdOf('talk', 'ana', 5)).toBe(ids[0])
})

test('five chats about hours a week, less those already had', () => {
  const below = { kind: 'member', standingSeconds: -40_000 }
  const talks = Array.from({ length: 7 }, (_, index) => one('talk', index, below, `m${index}`))
  const queue = cards(...talks, one('applicant', 9))
  for (const [had, shown] of [
    [0, 5],
    [2, 3],
    [6, 0],
  ] as const) {
    const spread = spreadTalks(queue, had)
    expect(spread.shown.map(({ kind }) => kind)).toEqual([
      ...Array(shown).fill('talk'),
      'applicant',
    ])
    expect(spread.laterTalks).toBe(7 - shown)
  }
})

test('every next step is an operation of the contract', () => {
  const names = Object.keys(operations)
  expect(nextOperations.filter((name) => !names.includes(name))).toEqual([])
})

const rosa: MemberActor = {
  kind: 'member',
  member: 'rosa',
  by: 'rosa',
  scope: 'own',
  state: 'active',
  version: 2,
  offices: ['coordinator'],
  officesVersion: 1,
  account: null,
  speaksFor: ['rosa', 'choir'],
}
const at = (member: string) => ({ member, name: member })
const coordinators = [
  { ...at('rosa'), speaksFor: ['rosa', 'choir'] },
  { ...at('bo'), speaksFor: ['bo'] },
]
const [talk] = cards(one('talk', 5, { kind: 'member', standingSeconds: -40_000 }))
const [dispute] = cards(one('dispute', 5))
const act = { card: '', by: at('bo'), note: '', at: 9, owner: null, outcome: null }
const opened = { ...act, act: 'opened' } as const
const takenByBo = { ...act, act: 'taken', owner: at('bo') } as const
const resolved = { ...act, act: 'resolved', outcome: 'spoke' } as const
const facts = { actor: rosa, card: talk ?? null, acts: [opened], freshIds: ['x', 'y'] }
const more = { coordinators, to: 'bo', note: 'A word.', outcome: 'spoke' } as const
const ladder = {
  opening: decideOpening,
  taking: decideTaking,
  handing: decideHanding,
  resolution: decideResolution,
}
const common: [string, object, string][] = [
  ['of a fellow member', { actor: { ...rosa, offices: [] } }, 'actor_is_not_a_coordinator'],
  ['of nobody', { actor: null }, 'actor_is_not_a_coordinator'],
  ['of a card that went', { card: null }, 'card_is_not_open'],
  ['of a resolved card', { acts: [opened, resolved] }, 'card_is_not_open'],
  ['of one who is paused', { actor: { ...rosa, state: 'paused' } }, 'actor_is_not_active'],
  ['in own cause', { card: talk && { ...talk, member: 'choir' } }, 'decision_is_in_own_cause'],
]

describe.each(Object.entries(ladder))('the %s', (_, decide) => {
  test.each(common)('%s is refused', (_name, changed, code) => {
    expect(decide({ ...facts, ...more, ...changed })).toMatchObject({ fault: code })
  })
  test('is written after the opening it implies, and guards what it counted', () => {
    const decision = decide({ ...facts, ...more, acts: [] })
    expect(decision).toMatchObject({
      expect: [{ word: 'office' }, { word: 'member' }, { word: 'card', version: 0 }],
      write: [{ act: 'opened', id: 'x' }, ...(decide === decideOpening ? [] : [{ id: 'y' }])],
    })
  })
})

test('a card that another has is not taken, one’s own is taken without a second act', () => {
  const acts = [opened, takenByBo]
  expect(decideTaking({ ...facts, acts })).toMatchObject({ fault: 'card_is_taken' })
  const mine = { ...takenByBo, owner: at('rosa') }
  expect(decideTaking({ ...facts, acts: [opened, mine] })).toMatchObject({ write: [] })
  const back = { ...act, act: 'handed' } as const
  const write = [{ act: 'taken', owner: 'rosa' }]
  expect(decideTaking({ ...facts, acts: [...acts, back] })).toMatchObject({ write })
})

test('a card is handed to a coordinator who takes no part in it, or to nobody', () => {
  const handed = (changed: object) => decideHanding({ ...facts, ...more, ...changed })
  expect(handed({ to: 'ana' })).toMatchObject({ fault: 'card_cannot_go_to_them' })
  const aboutBo = talk && { ...talk, member: 'bo' }
  expect(handed({ card: aboutBo })).toMatchObject({ fault: 'card_cannot_go_to_them' })
  expect(handed({ to: null })).toMatchObject({ write: [{ act: 'handed', owner: null }] })
})

test('only what no act of its own ends is resolved by a word', () => {
  const card = dispute ?? null
  expect(decideResolution({ ...facts, ...more, card })).toMatchObject({
    fault: 'card_ends_by_its_act',
  })
})

test('in own cause another coordinator decides, and where there is none all members do', () => {
  const choirs = talk && { ...talk, member: 'choir' }
  if (talk === undefined || choirs === undefined) throw new Error('There is no talk.')
  expect(insteadOf(talk, rosa, coordinators)).toBeNull()
  expect(insteadOf(choirs, rosa, coordinators)).toBe('anotherCoordinator')
  expect(insteadOf(choirs, rosa, coordinators.slice(0, 1))).toBe('motion')
})

describe('coordinator seconds per exchange', () => {
  const card = (seconds: number | null) => ({
    openedAt: 0,
    endedAt: seconds === null ? null : seconds * 1000,
  })
  test.each([
    ['nothing by nothing is not told', [], 0, null],
    ['a card without an exchange neither', [card(60)], 0, null],
    ['an exchange without a card', [], 4, 0],
    ['all cards over all exchanges', [card(60), card(30)], 2, 45],
    ['a card counts ten minutes at most', [card(9999)], 1, mostCardSeconds],
    ['one that waits still counts nothing', [card(null), card(10)], 1, 10],
    ['nor does a clock that went back', [card(-5)], 1, 0],
  ])('%s', (_, opened, exchanges, value) => {
    const [count, seconds] = measuresOf({ opened, exchanges })
    expect(count).toMatchObject({ value: exchanges, unit: 'exchanges' })
    expect(seconds).toMatchObject({ value, unit: 'seconds' })
  })
})
