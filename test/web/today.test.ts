import { AlarmCode, type Card, CardKind, fault, type StewardAct } from '@commonhour/contract'
import { everyRule } from '@commonhour/fairness'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'
import { act, dispute, queue, talk, verdict } from './sampleToday.ts'

async function pageOf(path: string, answers: Answers = {}): Promise<string> {
  const host = await fakeHost({ answers })
  return (await host.get(path)).text()
}
const cardPage = (card: Card) => pageOf(memberPaths.card, { readCard: card })

test('Today says how much waits, each with its reason, age and owner', async () => {
  const page = await pageOf(memberPaths.today)
  expect(page).toContain('2 things wait.')
  expect(page).toContain('Luis Vidal and Ana Soler remember it differently')
  expect(page).toContain('3 days · Rosa Keane looks after it')
  expect(page).toContain('They stand at 11\u00a0h below zero.')
  expect(page).toContain('<a href="?kind=talk">Chats about hours: 1</a>')
  expect(page).toContain('2 more chats about hours wait for a later week.')
})

describe('while nothing is signed', () => {
  const alarm = {
    code: 'log_is_altered' as const,
    since: '2026-11-28T08:00:00.000Z',
    signed: { size: 480, at: '2026-11-27T20:00:00.000Z' },
  }
  const readHome = { ...sample.home, alarm }
  const auditor = { ...sample.ana, offices: ['auditor' as const] }
  const notCoordinator = fault('actor_is_not_a_coordinator')

  test('Today begins with what is amiss, since when, and what to do', async () => {
    const page = await pageOf(memberPaths.today, { readHome })
    expect(page).toContain('A line of the log is not what was written.')
    expect(page).toMatch(/Nothing was signed since [^.]*08:00\./)
    expect(page).toContain('the first 480 lines of the log')
    expect(page).toContain('Let nobody put an older copy over them')
    expect(page.indexOf('Nothing is signed')).toBeLessThan(page.indexOf('2 things wait.'))
    expect(await pageOf(memberPaths.today)).not.toContain('Nothing is signed')
  })

  test('every alarm has words for what is amiss', async () => {
    for (const code of AlarmCode.options) {
      const page = await pageOf(memberPaths.today, {
        readHome: { ...sample.home, alarm: { ...alarm, code, signed: null } },
      })
      expect(page, code).not.toMatch(/undefined|NaN|alarm\.what/)
      const reportsOnly = code === 'previous_report_is_not_ours'
      const says = reportsOnly ? 'its checkpoints are signed' : 'Nothing was signed before either.'
      expect(page).toContain(says)
    }
  })

  test('an auditor reads it on Today too, in the books and at home', async () => {
    const theirs = { ...readHome, member: auditor }
    const page = await pageOf(memberPaths.today, { readHome: theirs, listToday: notCoordinator })
    expect(page).toContain('A line of the log is not what was written.')
    expect(page).not.toContain('things wait')
    for (const path of [memberPaths.books, memberPaths.home]) {
      expect(await pageOf(path, { readHome: theirs })).toContain('Nothing is signed')
    }
    const calm = { ...sample.home, member: auditor }
    const none = await pageOf(memberPaths.today, { readHome: calm, listToday: notCoordinator })
    expect(none).toContain('Nothing waits.')
  })

  test('who is no steward is told so on Today', async () => {
    const page = await pageOf(memberPaths.today, { listToday: notCoordinator })
    expect(page).not.toContain('Nothing waits.')
    expect(page).toContain('oordinator')
  })

  test('the public proof says since when, and to nobody what', async () => {
    const readProof = { ...sample.proof, unsignedSince: alarm.since }
    const page = await pageOf('/riverside/proof', { readProof })
    expect(page).toMatch(/Nothing was signed since [^.]*, because something is amiss/)
    expect(await pageOf('/riverside/proof')).not.toContain('amiss')
  })
})

test('where nothing waits, Today says so', async () => {
  const listToday = { items: [], next: null, counts: [], laterTalks: 0 }
  expect(await pageOf(memberPaths.today, { listToday })).toContain('Nothing waits.')
})

test('every kind of card has words for what it is and why', async () => {
  for (const kind of CardKind.options) {
    const card = { ...talk, kind, facts: { ...talk.facts, saidBy: 'giver', notices: 2 } }
    const page = await pageOf(memberPaths.today, { listToday: { ...queue, items: [card] } })
    expect(page, kind).not.toMatch(/undefined|NaN|card\./)
  }
})

test('the one next step begins the card and leads to its place', async () => {
  const host = await fakeHost()
  const response = await host.post(memberPaths.card, { do: 'next' })
  expect(host.asked[0]?.name).toBe('openCard')
  expect(response.headers.get('location')).toBe(
    `/riverside/members/${talk.about.people[0]?.member}`,
  )
})

test('a card is taken, handed on with a word, or done with', async () => {
  const host = await fakeHost()
  await host.post(memberPaths.card, { do: 'take' })
  await host.post(memberPaths.card, { do: 'hand', to: '', handNote: 'I am away.' })
  await host.post(memberPaths.card, { do: 'resolve', outcome: 'spoke', note: '' })
  const acts = host.asked.filter(({ name }) => name.endsWith('Card') && name !== 'readCard')
  expect(acts.map(({ body, name }) => [name, body ?? null])).toEqual([
    ['takeCard', null],
    ['handCard', { to: null, note: 'I am away.' }],
    ['resolveCard', { outcome: 'spoke', note: '' }],
  ])
})

test('a hand-over without a word, and an end without an outcome, are asked for again', async () => {
  const host = await fakeHost()
  const handed = await (await host.post(memberPaths.card, { do: 'hand', handNote: '' })).text()
  expect(handed).toContain('Write a word for whoever goes on')
  const ended = await (await host.post(memberPaths.card, { do: 'resolve' })).text()
  expect(ended).toContain('Choose what came of it')
  expect(host.asked.some(({ name }) => name === 'handCard' || name === 'resolveCard')).toBe(false)
})

test('in own cause a card is read and left: it says who decides', async () => {
  const page = await cardPage(dispute)
  expect(page).toContain('so another coordinator decides')
  expect(page).toContain('Rosa Keane wrote: Ring Luis after six.')
  expect(page).not.toContain('<form')
  expect(await cardPage({ ...dispute, instead: 'motion' })).toContain('as a motion')
})

describe('auditors read', () => {
  const acts = (...items: StewardAct[]) =>
    pageOf(memberPaths.books, { listStewardActs: { items, next: null } })

  test('each act as a sentence with who, whom, why, when, and a way to it', async () => {
    const page = await pageOf(memberPaths.books)
    expect(page).toMatch(/href="[^"]*\/line">Rosa Keane changed how far Ana Soler can ask<\/a>/)
    expect(page).toContain('<p>illness</p>')
    expect(page).toContain('Saturday 28 November at 08:00')
    expect(page).toContain('href="/riverside/proof"')
  })

  test('whom it was done for, and an act that has no words yet by its code', async () => {
    const about = { word: 'weather', id: '1', name: null, kind: null }
    const whose = { member: act.about.id, name: 'Ana Soler' }
    expect(await acts({ ...act, act: 'weather.changed', about, for: whose })).toMatch(
      /Rosa Keane: weather: changed.*For Ana Soler · illness/,
    )
  })

  test('a card once, with the moments it was opened and resolved', async () => {
    const about = { word: 'card', id: 'c1', name: 'Luis Byrne', kind: 'talk' }
    const card = { ...act, about, reason: null }
    const page = await acts(
      { ...card, act: 'card.resolved', reason: 'spoke', at: '2026-11-28T10:00:00Z' },
      { ...card, act: 'card.opened', at: '2026-11-28T09:00:00Z' },
      { ...card, act: 'card.opened', about: { ...about, id: 'c2', name: null, kind: 'concern' } },
    )
    expect(page.match(/about Luis Byrne: Chats about hours/g)).toHaveLength(1)
    expect(page).toMatch(/We spoke.*Resolved by Rosa Keane, .* at 10:00.*Opened by .* at 09:00/)
    expect(page).toContain('A card of Today: Worries')
  })

  test('what the rules noted: who, what, the figures in a sentence, and a way to it', async () => {
    const noted = await pageOf(memberPaths.verdicts)
    expect(noted).toContain('The same two, often')
    expect(noted).toContain('Luis Byrne helped Ana Soler: Lift to the clinic')
    expect(noted).toContain('21\u00a0h between these two in 30 days.')
    expect(noted).toContain(`href="/riverside/exchanges/${verdict.exchange}"`)
  })

  test.each(everyRule.filter(({ verdict: one }) => one === 'note' || one === 'caution'))(
    '$name in words',
    async ({ name }) => {
      const hours = { givenSeconds: 3600, loadSeconds: 3600, standingAfterSeconds: 3600 }
      const more = { softFloorSeconds: 3600, risingSeconds: 3600, pairSeconds: 3600, seconds: 3600 }
      const rest = { otherWaySeconds: 3600, onDaySeconds: 3600, overlappingTimes: 1, receivers: 2 }
      const facts = { ...hours, ...more, ...rest, days: 7, hours: 24 }
      const items = [{ ...verdict, rule: name, facts }]
      const page = await pageOf(memberPaths.verdicts, { listVerdicts: { items, next: null } })
      expect(page).toMatch(/<h2><a [^>]*>[A-Z]/)
      expect(page).toMatch(/<p>[A-Z1][^<:{}]+\.<\/p><p class="quiet">/)
    },
  )
})

test('a card about a delegate without e-mail leads to whom to ring', async () => {
  const nia = '01890000-0000-7000-8000-000000000777'
  const people = [
    ...talk.about.people,
    { member: nia, name: 'Nia Okafor', role: 'delegate' as const },
  ]
  const params = { delegation: talk.id }
  const next = { act: 'tell', operation: 'acceptDelegation', params } as const
  const card: Card = { ...talk, kind: 'delegation', about: { people, exchange: null }, next }
  const host = await fakeHost({ answers: { openCard: card, readCard: card } })
  const response = await host.post(memberPaths.card, { do: 'next' })
  expect(response.headers.get('location')).toBe(`/riverside/members/${nia}`)
})

test('a member reads every card about them, or that there is none', async () => {
  const page = await pageOf(memberPaths['my cards'])
  expect(page).toContain('Chats about hours')
  expect(page).toContain('We spoke')
  expect(page).toContain('We had tea.')
  const listMyCards = { items: [], next: null }
  expect(await pageOf(memberPaths['my cards'], { listMyCards })).toContain(
    'Nothing. No coordinator',
  )
  expect(await pageOf(memberPaths.me)).toContain('href="/riverside/me/cards"')
})
