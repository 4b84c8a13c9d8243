import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'
import { askedToLink, household, link } from './sampleActing.ts'

const elm = { ...sample.ana, id: link.member, name: link.memberName, kind: 'household' as const }
const asElm = { readHome: { ...sample.home, member: elm } }
const pageOf = async (path: string, answers: Answers = {}) =>
  (await (await fakeHost({ answers })).get(path)).text()
const people = memberPaths.people

describe('people who share an account', () => {
  test('as oneself: what I was asked, and what I act for', async () => {
    const page = await pageOf(people)
    expect(page).toContain('Whom do you share an account with?')
    expect(page).toMatch(/River Choir.*You were asked to act for it.*Yes, I act for .*River Choir/)
    expect(page).toMatch(/Elm Street 4.*You act for it.*Act for .*Elm Street 4.*End it now/)
    expect(page).toContain('href="/riverside/me/people/open"')
  })
  test('a coordinator takes back what was asked for one that nobody acts for', async () => {
    const items = [{ ...askedToLink, may: ['ending' as const] }]
    const host = await fakeHost({ answers: { listLinks: { items } } })
    const path = memberPaths['people: of a member']
    const page = await (await host.get(path)).text()
    expect(page).toMatch(/Not answered yet.*Take it back: no longer ask/)
    const hidden = `name="link" value="${askedToLink.id}"`
    expect(page).toContain(hidden)
    const sent = await host.post(path, { act: 'ending', link: askedToLink.id })
    expect(sent.headers.get('location')).toBe(path)
    const asked = host.asked.find(({ name }) => name === 'endLink')
    expect(asked?.url.pathname).toContain(askedToLink.id)
    // Where there is nothing to take back, nothing is offered.
    expect(await pageOf(path)).not.toContain('Take it back')
  })
  test('nobody acts for what waits to be admitted', async () => {
    const items = [{ ...link, memberState: 'applied' as const }]
    const page = await pageOf(people, { listLinks: { items } })
    expect(page).toContain('It waits for a coordinator to admit it.')
    expect(page).not.toContain('action="/riverside/acting"')
  })
  test('as a household: who acts for it, and whom to ask', async () => {
    const page = await pageOf(people, asElm)
    expect(page).toMatch(/Who acts for .*Elm Street 4/)
    expect(page).toMatch(/Ana Soler.*Acts for it/)
    expect(page).toContain('href="/riverside/me/people/ask"')
    expect(page).not.toContain('href="/riverside/me/people/open"')
  })
  test('where there is nobody yet, it says what to do', async () => {
    const none = { listLinks: { items: [] } }
    expect(await pageOf(people, none)).toContain('You can open an account')
    expect(await pageOf(people, { ...asElm, ...none })).toContain('Nobody was asked yet.')
    const found = { ...asElm, listMembers: { items: [elm], next: null } }
    expect(await pageOf(memberPaths['people: whom'], found)).toContain('Nothing found.')
  })
  test('an answer goes with its link, and comes back to the list', async () => {
    const host = await fakeHost()
    const said = await host.post(people, { act: 'acceptance', link: askedToLink.id })
    expect(said.headers.get('location')).toBe('/riverside/me/people')
    const asked = host.asked.find(({ name }) => name === 'acceptLink')
    expect(asked?.url.pathname).toContain(askedToLink.id)
  })
  test('nobody chosen, or nobody to be asked, is said at the field', async () => {
    const host = await fakeHost({ answers: { askToLink: fault('only_people_are_linked') } })
    const form = { id: sample.id(99), member: link.member }
    const path = memberPaths['people: whom']
    expect(await (await host.post(path, { ...form, linked: '' })).text()).toContain('linked-wrong')
    expect(host.asked.some(({ name }) => name === 'askToLink')).toBe(false)
    const refused = await (await host.post(path, { ...form, linked: sample.ids.luis })).text()
    expect(refused).toMatch(/There is a problem.*Only a person with an e-mail here can be asked\./s)
  })
  test('the last one is told how to go', async () => {
    const host = await fakeHost({ answers: { endLink: fault('person_is_the_last') } })
    const said = await (await host.post(people, { act: 'ending', link: link.id })).text()
    expect(said).toContain('Ask another person first, or let it leave the community.')
  })
  test('an account to share is asked for by kind and name', async () => {
    const host = await fakeHost()
    const path = memberPaths['people: open']
    const form = { id: link.member, kind: 'household', termsVersion: '1' }
    expect(await (await host.post(path, { ...form, name: '' })).text()).toContain('name-wrong')
    expect((await host.post(path, { ...form, name: 'Elm Street 4' })).status).toBe(303)
    const body = host.asked.find(({ name }) => name === 'applyToJoin')?.body
    expect(body).toMatchObject({ id: link.member, kind: 'household', name: 'Elm Street 4' })
  })
})

describe('whom stewards live with', () => {
  const asSteward = {
    readHome: { ...sample.home, member: { ...sample.ana, offices: ['auditor'] } },
  }
  test('a steward names someone, or ends it, and reads who named them', async () => {
    const page = await pageOf(memberPaths.household, asSteward as Answers)
    expect(page).toMatch(/I no longer live with .*Luis Byrne/)
    expect(page).toMatch(/Rosa Keane.* said that you live together/)
    expect(page).toContain('href="/riverside/me/household/name"')
    const none = { ...asSteward, readHousehold: { members: [], saidBy: [] } }
    expect(await pageOf(memberPaths.household, none as Answers)).toContain('You have named nobody.')
  })
  test('anyone else reads who named them, and has nothing to say', async () => {
    const page = await pageOf(memberPaths.household, { readHousehold: household })
    expect(page).toContain('There is nothing for you to say here.')
    expect(page).toMatch(/Rosa Keane.* said that you live together/)
    expect(page).not.toContain('href="/riverside/me/household/name"')
  })
  test('the one who was chosen is declared', async () => {
    const host = await fakeHost()
    const path = memberPaths['household: whom']
    expect(await (await host.post(path, { act: 'declared' })).text()).toContain(
      'There is a problem',
    )
    await host.post(path, { act: 'declared', member: sample.ids.luis })
    const body = host.asked.find(({ name }) => name === 'declareHousehold')?.body
    expect(body).toEqual({ member: sample.ids.luis, act: 'declared' })
  })
})
