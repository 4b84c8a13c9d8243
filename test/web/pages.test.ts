import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths, publicPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

describe('every page', () => {
  for (const [name, path] of Object.entries({ ...publicPaths, ...memberPaths })) {
    // What proves something must first ask what covers it; lines of another, whose they are.
    const three = ['line: proven', 'hours: counted', 'statement of a member']
    const most = three.includes(name) ? 3 : 2
    test(`${name} asks one question, with ${most} calls at most`, async () => {
      const host = await fakeHost({ signedIn: name in memberPaths })
      const response = await host.get(path)
      const page = await response.text()
      expect(response.status, page).toBe(200)
      expect(page.match(/<h1>/g)).toHaveLength(1)
      expect(page).not.toMatch(/undefined|\[object|NaN|>null</)
      expect(host.asked.length).toBeLessThanOrEqual(most)
      expect(page).toContain('<html lang="en-GB" dir="ltr">')
    })
  }

  for (const [name, path] of Object.entries(memberPaths)) {
    test(`${name} has the help line, is private, and is not for the signed-out`, async () => {
      const host = await fakeHost()
      const response = await host.get(path)
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(await response.text()).toContain('href="tel:+35315550199"')
      const answers = { readHome: fault('token_is_missing') }
      const outside = await fakeHost({ signedIn: false, answers })
      const refused = await outside.get(path)
      expect(refused.status).toBe(303)
      const to = new URLSearchParams({ to: path })
      expect(refused.headers.get('location')).toBe(`/sign-in?${to}`)
    })
  }
})

describe('home', () => {
  test('says what can be asked for, beside gave and received, with gifts as a third figure', async () => {
    const page = await pageOf(memberPaths.home)
    expect(page).toContain('You can ask for about 5 h 15 min')
    expect(page).toMatch(/You gave.*21 h.*You received.*15 h 45 min.*Gifts.*−1 h/)
    expect(page).toContain('Where you stood over the last 8 lines: between −1 h and +5 h 15 min.')
  })

  test('someone at the line is told what to do, not a number below zero', async () => {
    const account = { ...sample.account, availableSeconds: -900, balanceSeconds: -72_900 }
    const page = await pageOf(memberPaths.home, { readHome: { ...sample.home, account } })
    expect(page).toContain('Giving an hour opens it again; the coordinator can help too.')
    expect(page).not.toContain('−20 h')
  })

  test('empty, every list says so and what to do', async () => {
    const page = await pageOf(memberPaths.home, { readHome: sample.emptyHome })
    expect(page).toContain('Nothing waits for you.')
    expect(page).toContain('You have asked for nothing just now.')
    expect(page).toContain('Nobody needs anything just now.')
    expect(page).not.toContain('<polyline')
  })

  test('what others ended lately is said, with a way to it', async () => {
    const no = { ...sample.proposed, state: 'declined' as const, may: [] }
    const gave = { giver: sample.ids.ana, receivers: [sample.ids.luis] }
    const end = { step: 1, to: 'declined' as const, by: sample.ids.luis, for: null }
    const step = { ...end, at: '2026-12-01T08:30:00Z', reason: 'another_was_chosen' }
    const lately = [no, { ...no, ...gave, id: sample.id(36), steps: [...no.steps, step] }]
    const page = await pageOf(memberPaths.home, { readHome: { ...sample.home, lately } })
    expect(page).toMatch(/>Lately<.*Luis Byrne: not this time\./)
    expect(page).toContain('Luis Byrne chose someone else this time, and thanks you.')
    expect(page).toContain(`href="/riverside/exchanges/${sample.id(36)}"`)
    expect(await pageOf(memberPaths.home, { readHome: sample.emptyHome })).not.toContain('>Lately<')
  })

  test('an applicant is led to what happens next', async () => {
    const member = { ...sample.ana, state: 'applied' as const, account: null }
    const host = await fakeHost({
      answers: { readHome: { ...sample.home, member, account: null } },
    })
    expect((await host.get(memberPaths.home)).headers.get('location')).toBe('/riverside/join')
  })

  test('coordinators have Today in the bar, auditors the books, and others neither', async () => {
    const barOf = async (...offices: ('coordinator' | 'auditor')[]) => {
      const member = { ...sample.ana, offices }
      const page = await pageOf(memberPaths.home, { readHome: { ...sample.home, member } })
      const places = ['today', 'books'].filter((to) => page.includes(`href="/riverside/${to}"`))
      return places.join(' ')
    }
    expect(await barOf('coordinator')).toBe('today')
    expect(await barOf('auditor')).toBe('books')
    expect(await barOf('coordinator', 'auditor')).toBe('today books')
    expect(await barOf()).toBe('')
  })
})

test('a statement shows gifts as a third figure where it shows all lines', async () => {
  const whole = await pageOf(memberPaths.statement)
  expect(whole).toMatch(/You gave.*You received.*Gifts<\/dt><dd>−1 h</)
  expect(await pageOf(`${memberPaths.statement}?month=2026-11`)).not.toContain('Gifts')
})

describe('empty states', () => {
  const none = { items: [], next: null }
  const cases: [name: string, path: string, answers: Answers, says: string][] = [
    ['needs', memberPaths.needs, { listNeeds: none }, 'Look again tomorrow.'],
    ['a search', memberPaths['needs searched'], { search: none }, 'Try another word'],
    ['offers', memberPaths.offers, { listOffers: none }, 'Yours could be the first.'],
    ['answers', memberPaths.answers, { listExchanges: none }, 'No answers yet.'],
    ['applicants', memberPaths.applicants, { listMembers: none }, 'Nobody waits to be admitted.'],
    ['members', memberPaths.members, { listMembers: none }, 'Nothing found.'],
    ['record', memberPaths['record: who'], { readHome: sample.emptyHome }, 'Search for a name.'],
    ['give', memberPaths.give, { readHome: { ...sample.home, pools: [] } }, 'Search for a member'],
    [
      'hours in hand',
      memberPaths['give: how much'],
      { readHome: sample.emptyHome },
      'no hours in hand',
    ],
    [
      'statement',
      memberPaths.statement,
      { readStatement: { ...sample.statement, items: [] } },
      'No lines in this time.',
    ],
    ['host', publicPaths.host, { listCommunities: none }, 'There is no community here yet.'],
  ]
  for (const [name, path, answers, says] of cases) {
    test(`${name}: “${says}”`, async () => {
      expect(await pageOf(path, answers)).toContain(says)
    })
  }
})

describe('an exchange shows what its reader may do, and nothing else', () => {
  const path = memberPaths.exchange
  const cases = [
    [
      'proposed to me',
      sample.proposed,
      'Shall Luis Byrne help you?',
      ['Yes, please', 'No, thank you'],
    ],
    [
      'agreed',
      sample.agreed,
      'You and Luis Byrne agreed. Has it happened?',
      ['It is done', 'Call it off'],
    ],
    [
      'said to be done',
      sample.done,
      'Did Luis Byrne help you for 1 h 30 min?',
      ['Yes, 1 h 30 min is right', 'It took a different time'],
    ],
    ['confirmed', sample.confirmed, 'Luis Byrne helped you for 1 h 30 min. Thank you both!', []],
    ['declined', { ...sample.proposed, state: 'declined', may: [] }, 'Not this time', []],
    ['cancelled', { ...sample.agreed, state: 'cancelled', may: [] }, 'This was called off', []],
    ['reversed', { ...sample.confirmed, state: 'reversed', may: [] }, 'This was undone', []],
    [
      'confirmed, for a coordinator',
      { ...sample.confirmed, may: ['reversal'] },
      'Luis Byrne helped you',
      ['Undo these hours'],
    ],
  ] as const
  const every = cases.flatMap(([, , , acts]) => acts)
  for (const [name, exchange, question, acts] of cases) {
    test(name, async () => {
      const readExchange = exchange as typeof sample.proposed
      const page = await pageOf(path, { readExchange })
      expect(page).toContain(question)
      const shown = every.filter((act) => page.includes(`>${act}</`))
      expect(shown).toEqual(acts)
    })
  }
})

describe('who finds that it is not so', () => {
  const path = memberPaths.exchange
  const ring = 'Ring Rosa, +353 1 555 0199.'

  test('is told whom to ring, before confirming and after', async () => {
    const asked = await pageOf(path, { readExchange: sample.done })
    expect(asked).toMatch(/It did not happen\? <a href="tel:\+35315550199">Ring Rosa, /)
    const confirmed = await pageOf(path, { readExchange: sample.confirmed })
    expect(confirmed).toContain('Not right?')
    expect(confirmed).toContain(ring)
    expect(await pageOf(path, { readExchange: sample.agreed })).not.toContain(ring)
  })

  test('but not where there is no help line', async () => {
    const community = { ...sample.community, helpLine: null }
    const readHome = { ...sample.home, community }
    expect(await pageOf(path, { readHome, readExchange: sample.done })).not.toContain('Ring')
  })
})

test('from the proof whoever is signed in finds the way home', async () => {
  const home = 'href="/riverside/home"'
  expect(await pageOf(publicPaths.proof)).toContain(home)
  const outside = await fakeHost({ signedIn: false })
  expect(await (await outside.get(publicPaths.proof)).text()).not.toContain(home)
})

describe('refused pages', () => {
  test('an unknown address is a page of its own that leads on', async () => {
    const host = await fakeHost()
    const response = await host.get('/riverside/nowhere')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('We could not find that')
  })

  test('an address that can name nothing is not found either', async () => {
    const host = await fakeHost({ answers: { readNeed: fault('request_is_malformed') } })
    expect((await host.get('/riverside/needs/xyz')).status).toBe(404)
  })

  test('an unknown community says where the list is', async () => {
    const host = await fakeHost({ answers: { readCommunity: fault('community_is_unknown') } })
    const response = await host.get('/nowhere')
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('Look at the list on the front page.')
    expect(page).toContain('<a class="button" href="/">Go to the front page</a>')
  })

  test('books out of reach: nothing was written, try again', async () => {
    const host = await fakeHost({ answers: { readHome: fault('books_are_out_of_reach') } })
    const response = await host.get(memberPaths.home)
    expect(response.status).toBe(503)
    const page = await response.text()
    expect(page).toContain('Nothing was written. Try again in a minute.')
    expect(page).toContain('r-1')
  })

  test('who is no member is led to joining', async () => {
    const host = await fakeHost({ answers: { readHome: fault('actor_is_not_a_member') } })
    expect((await host.get(memberPaths.home)).headers.get('location')).toBe('/riverside/join')
  })

  test('a bug shows a sentence, never its text', async () => {
    const host = await fakeHost()
    host.answers.readNeed = { ...sample.need, when: null as never }
    const response = await host.get(memberPaths.need)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('Cannot read')
  })
})

/** A page as text, its non-breaking spaces made plain. */
async function pageOf(path: string, answers?: Answers): Promise<string> {
  const host = await fakeHost(answers === undefined ? {} : { answers })
  return (await (await host.get(path)).text()).replaceAll('\u00a0', ' ')
}
