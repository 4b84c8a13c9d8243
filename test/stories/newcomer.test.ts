// A newcomer's first month: admitted from Today, helped before they give, and then with more room.
import { uuidv7 } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const dayMs = 86_400_000

describe.each(hosts)('a newcomer’s first month on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'asks to join, is admitted, helped, told the line, and helps, $way',
    async (way) => {
      const name = way.javaScript ? 'Nils Holm' : 'Tove Dahl'
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`
      const nils = new Member(stage.host, await stage.visitor(way), { name, email })
      await asksToJoin(nils)
      const rosa = await stage.member('Rosa Keane', way)
      await admitsFromToday(rosa, name)
      const tom = await stage.member('Tom Byrne', way)

      await canAskFor(nils, '6 h')
      await writesDown(nils, 'Tom Byrne helped me', '2 h')
      await canAskFor(nils, '4 h')
      await isToldTheLine(nils)
      await canAskFor(nils, '4 h')

      await writesDown(nils, 'I helped Tom Byrne', '1 h')
      await canAskFor(nils, '4 h')
      await confirms(tom, name)
      // The first help given ends the newcomer's line: there is much more room now.
      await canAskFor(nils, '19 h')
      await isSeenBeyondTheLine(rosa, name)
      await confirmsTheRest(nils)
      await canAskFor(nils, '14 h')
      const { account } = await nils.books()
      expect(account).toMatchObject({
        givenSeconds: hour,
        receivedSeconds: 7 * hour,
        balanceSeconds: -6 * hour,
        availableSeconds: 14 * hour,
      })
      await nothingWaitsAbout(rosa, name)
      await stage.expectAllIsWell()
    },
  )

  test.each(ways)(
    'has helped nobody after a month, and is welcomed with more room, $way',
    async (way) => {
      const name = way.javaScript ? 'Mia Lund' : 'Olaf Berg'
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`
      const mia = new Member(stage.host, await stage.visitor(way), { name, email })
      await asksToJoin(mia)
      const rosa = await stage.member('Rosa Keane', way)
      await admitsFromToday(rosa, name)
      await writesDown(mia, 'Tom Byrne helped me', '2 h')
      await canAskFor(mia, '4 h')
      await asksForHelpWithin(mia, 30)

      await stage.daysPass(29)
      await nothingWaitsAbout(rosa, name)
      await stage.daysPass(2)
      await welcomesFromToday(rosa, name)
      await canAskFor(mia, '18 h')
      const { account } = await mia.books()
      expect(account).toMatchObject({ balanceSeconds: -2 * hour, floorSeconds: -20 * hour })
      await nothingWaitsAbout(rosa, name)
      await stage.expectAllIsWell()
    },
  )
})

function freshId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

async function asksToJoin(nils: Member): Promise<void> {
  const { name, visitor } = nils
  await visitor.open('/')
  await visitor.tap('link', 'Riverside Time Bank')
  await visitor.tap('link', 'Ask to join')
  await nils.provesWhoTheyAre()
  await visitor.type('Your name', name)
  await visitor.choose('I agree')
  await visitor.tap('button', 'Ask to join')
  expect(await visitor.question()).toBe('You have asked to join Riverside Time Bank')
}

/** The card says who waits, is taken, leads to its one next step, and is gone when that is done. */
async function admitsFromToday({ visitor }: Member, name: string): Promise<void> {
  const title = `${name} would like to join`
  await visitor.tap('link', 'Today')
  expect(await visitor.question()).toBe('What waits today?')
  await visitor.page.getByText('See one kind only').click()
  await visitor.tap('link', /^Would like to join: /)
  await visitor.tap('link', title)
  expect(await visitor.question()).toBe(title)
  await visitor.tap('button', 'I look after this')
  expect(await visitor.text()).toContain('Rosa Keane looks after it')
  await visitor.tap('button', 'See who would like to join')
  await visitor.tap('button', `Admit ${name}`)
  await visitor.tap('link', 'Today')
  expect(await visitor.text()).not.toContain(title)
}

/**
 * Her need is reminded of and ends on days that the stories' clock then stands at: where nothing is
 * due, a look ahead leaves no trace.
 */
async function asksForHelpWithin(mia: Member, days: number): Promise<void> {
  const { community } = mia
  const client = await mia.client()
  const { at } = answered(await client.readHome({ community }))
  const expiresOn = new Date(Date.parse(at) + days * dayMs).toISOString().slice(0, 10)
  const about = { title: 'A shelf to put up', category: 'repairs', language: 'en', expiresOn }
  answered(await client.publishNeed({ community }, { body: { id: freshId(), ...about } }))
}

/** From the card to the line: the charter's own stands there to be given. */
async function welcomesFromToday({ community, visitor }: Member, name: string): Promise<void> {
  await visitor.open(`/${community}/today?kind=welcome`)
  const title = `${name} has not helped anyone yet`
  await visitor.tap('link', title)
  expect(await visitor.text()).toContain('received 2 h')
  await visitor.tap('button', 'See their line')
  expect(await visitor.question()).toBe('How far can they ask?')
  expect(await visitor.text()).toContain('Now: as far as 6 h below zero.')
  expect(await visitor.value('Hours below zero')).toBe('20')
  await visitor.tap('button', 'Give this line')
  expect(await visitor.text()).toContain('Now: as far as 20 h below zero.')
}

async function canAskFor({ community, visitor }: Member, hours: string): Promise<void> {
  await visitor.open(`/${community}/home`)
  expect(await visitor.text()).toContain(`You can ask for about ${hours}`)
}

async function finds({ community, visitor }: Member, name: string): Promise<void> {
  await visitor.open(`/${community}/members?q=${encodeURIComponent(name)}`)
  await visitor.tap('link', name)
}

async function writesDown(nils: Member, what: string, hours: string): Promise<void> {
  await finds(nils, 'Tom Byrne')
  await nils.visitor.tap('link', what)
  await nils.visitor.tap('link', hours)
  await nils.visitor.tap('button', /^Write it down/)
}

/** Five hours more are below the line: they are kept as done, not booked, and ways are named. */
async function isToldTheLine(nils: Member): Promise<void> {
  const { visitor } = nils
  await finds(nils, 'Tom Byrne')
  await visitor.tap('link', 'Tom Byrne helped me')
  await visitor.tap('link', 'Another length')
  await visitor.pick('hours', '5')
  await visitor.tap('button', /^Write it down/)
  expect(await visitor.question()).toBe('Did Tom Byrne help you for 5 h?')
  await visitor.tap('button', 'Yes, 5 h is right')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  const said = await visitor.text()
  expect(said).toContain('Until you have helped someone for the first time')
  expect(said).toContain('What is open to you now:')
}

async function confirms(tom: Member, name: string): Promise<void> {
  await tom.goHome()
  await tom.visitor.tap('link', 'A helping hand', tom.visitor.card(`${name} says it took 1 h`))
  await tom.visitor.tap('button', 'Yes, 1 h is right')
}

/** What the line would not take is a card, whatever else waits. */
async function isSeenBeyondTheLine({ community, visitor }: Member, name: string): Promise<void> {
  await visitor.open(`/${community}/today?kind=line`)
  for (let page = 0; page < 9 && !(await visitor.text()).includes(name); page++) {
    await visitor.tap('link', 'Show more')
  }
  expect(await visitor.text()).toContain(`${name} was helped beyond the line`)
}

async function confirmsTheRest({ community, visitor }: Member): Promise<void> {
  await visitor.open(`/${community}/home`)
  await visitor.tap('link', 'A helping hand', visitor.card('5 h'))
  await visitor.tap('button', 'Yes, 5 h is right')
}

async function nothingWaitsAbout(rosa: Member, name: string): Promise<void> {
  const { community } = rosa
  const query = { limit: 100 }
  const { items } = answered(await (await rosa.client()).listToday({ community }, { query }))
  const named = items.flatMap(({ about }) => about.people.map((one) => one.name))
  expect(named).not.toContain(name)
}
