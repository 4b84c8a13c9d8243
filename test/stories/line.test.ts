// Help that went on longer than what was set aside, for someone at their line: nothing is lost.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const words = 'Clearing the cellar'

describe.each(hosts)('hours beyond what was set aside, at the line, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('wait for a way, and are booked whole once it is there, $way', async (way) => {
    const name = way.javaScript ? 'Nadia Holt' : 'Ines Marten'
    const who = { name, email: `${name.split(' ')[0]?.toLowerCase()}@example.org` }
    const nadia = new Member(stage.host, await stage.visitor(way), who)
    await joins(nadia)
    await admits(await stage.member('Rosa Keane', way), name)

    const tom = await stage.member('Tom Byrne', way)
    const before = (await tom.books()).account.balanceSeconds
    await answers(tom, await asksForSixHours(nadia), name)
    await agrees(nadia)
    const exchange = await saysItTookSeven(tom, name)
    await meetsTheLine(nadia, exchange)
    expect((await tom.books()).account.balanceSeconds).toBe(before)

    await givesAnHour(tom, name)
    await confirms(nadia)
    const { account } = await nadia.books()
    expect(account).toMatchObject({
      balanceSeconds: -6 * hour,
      receivedSeconds: 7 * hour,
      giftSeconds: hour,
      heldOutSeconds: 0,
    })
    expect((await tom.books()).account.balanceSeconds).toBe(before - hour + 7 * hour)
    const client = await nadia.client()
    const { community } = nadia
    const booked = answered(await client.readExchange({ community, exchange }))
    expect(booked).toMatchObject({ state: 'confirmed', holds: [] })
    expect(booked.transfers).toHaveLength(2)
    await stage.expectAllIsWell()
  })
})

async function joins(nadia: Member): Promise<void> {
  const { name, visitor } = nadia
  await visitor.open('/')
  await visitor.tap('link', 'Riverside Time Bank')
  await visitor.tap('link', 'Ask to join')
  await nadia.provesWhoTheyAre()
  await visitor.type('Your name', name)
  await visitor.choose('I agree')
  await visitor.tap('button', 'Ask to join')
  expect(await visitor.question()).toBe('You have asked to join Riverside Time Bank')
}

async function admits({ community, visitor }: Member, name: string): Promise<void> {
  await visitor.open(`/${community}/applicants`)
  await visitor.tap('button', `Admit ${name}`)
  expect(await visitor.text()).toContain('Admitted.')
}

/** As much as a newcomer may ask for. Gives the need's id. */
async function asksForSixHours(nadia: Member): Promise<string> {
  const { visitor } = nadia
  await nadia.goHome()
  await visitor.tap('link', 'Ask for help')
  await visitor.tap('link', 'House and garden')
  await visitor.tap('link', 'Any time')
  await visitor.tap('link', 'Another length')
  await visitor.pick('hours', '6')
  await visitor.type('In a few words', words)
  await visitor.tap('button', 'Ask my neighbours')
  return new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}

async function answers({ community, visitor }: Member, need: string, name: string) {
  await visitor.open(`/${community}/needs/${need}`)
  await visitor.tap('link', `I can help ${name}`)
  await visitor.tap('button', 'Offer to help')
}

async function agrees(nadia: Member): Promise<void> {
  const { visitor } = nadia
  await nadia.goHome()
  await visitor.tap('link', words, visitor.card('1 answer'))
  await visitor.tap('button', 'Choose Tom Byrne')
  expect(await visitor.text()).toContain('Set aside for this until it is confirmed: 6 h.')
}

/** Gives the exchange's id. */
async function saysItTookSeven(tom: Member, name: string): Promise<string> {
  const { visitor } = tom
  await tom.goHome()
  await visitor.tap('link', words, visitor.card(`You agreed to help ${name}`))
  await visitor.tap('link', 'It is done')
  await visitor.pick('hours', '7')
  await visitor.tap('button', 'It is done')
  expect(await visitor.question()).toBe(`Waiting for ${name} to confirm`)
  return new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}

/** The seventh hour goes below the line: nothing moves, nothing is taken back, a way is named. */
async function meetsTheLine(nadia: Member, exchange: string): Promise<void> {
  const { community, visitor } = nadia
  await nadia.goHome()
  await visitor.tap('link', words, visitor.card('Tom Byrne says it took 7 h'))
  await visitor.tap('button', 'Yes, 7 h is right')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  expect(await visitor.text()).toContain('A friend can give you hours.')
  const kept = answered(await (await nadia.client()).readExchange({ community, exchange }))
  expect(kept).toMatchObject({ state: 'done', transfers: [] })
  const { account } = await nadia.books()
  expect(account).toMatchObject({ balanceSeconds: 0, heldOutSeconds: 6 * hour })
}

async function givesAnHour({ visitor }: Member, name: string): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.tap('link', '1 h')
  await visitor.type('Find a member by name', name)
  await visitor.tap('button', 'Search')
  await visitor.choose(name)
  await visitor.tap('button', 'Give')
  expect(await visitor.text()).toContain('Given.')
}

/** What was refused before is right now, in the same tap. */
async function confirms(nadia: Member): Promise<void> {
  const { visitor } = nadia
  await nadia.goHome()
  await visitor.tap('link', words, visitor.card('Tom Byrne says it took 7 h'))
  await visitor.tap('button', 'Yes, 7 h is right')
  expect(await visitor.text()).toContain('Thank you! 7 h moved.')
}
