// A newcomer is welcomed with a line, meets it, is refused kindly, and is helped on.
import { describe, expect, test } from 'vitest'
import { answered, Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const hour = 3600
const heard = 'My neighbour told me'
const story = 'Eight hours to paint the children’s room'

describe.each(standaloneOnly)('a newcomer on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('joins, asks, meets the line and loses nothing, $way', async (way) => {
    const name = way.javaScript ? 'Zofia Nowak' : 'Edda Berg'
    const who = { name, email: `${name.split(' ')[0]?.toLowerCase()}@example.org` }
    const zofia = new Member(stage.host, await stage.visitor(way), who)
    await asksToJoin(zofia)
    await admits(await stage.member('Rosa Keane', way), name)
    await seesWhereTheyStand(zofia)

    const need = await asksForEightHours(zofia)
    const tom = await stage.member('Tom Byrne', way)
    await answersAsAsked(tom, need, name)
    await isRefusedKindly(zofia, need)

    await givesTwoHours(tom, name)
    await agreesNow(zofia, need)
    const { account } = await zofia.books()
    expect(account).toMatchObject({
      balanceSeconds: 2 * hour,
      giftSeconds: 2 * hour,
      heldOutSeconds: 8 * hour,
      availableSeconds: 0,
    })
    await stage.expectAllIsWell()
  })
})

async function asksToJoin(zofia: Member): Promise<void> {
  const { name, visitor } = zofia
  await visitor.open('/')
  await visitor.tap('link', 'Riverside Time Bank')
  await visitor.tap('link', 'Ask to join')
  await zofia.provesWhoTheyAre()
  expect(await visitor.question()).toBe('Would you like to join Riverside Time Bank?')
  await visitor.type('Your name', name)
  await visitor.type('What do you like to do, and what would help you?', story)
  await visitor.type('How did you hear of us?', heard)
  // The terms were overlooked: what is typed stays.
  await visitor.tap('button', 'Ask to join')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  expect(await visitor.text()).toContain('tick the box')
  expect(await visitor.value('Your name')).toBe(name)
  expect(await visitor.value('What do you like to do, and what would help you?')).toBe(story)
  expect(await visitor.value('How did you hear of us?')).toBe(heard)
  await visitor.choose('I agree')
  await visitor.tap('button', 'Ask to join')
  expect(await visitor.question()).toBe('You have asked to join Riverside Time Bank')
}

async function admits({ visitor }: Member, name: string): Promise<void> {
  await visitor.tap('link', 'Today')
  // The kinds lie folded away; they open without JavaScript too.
  await visitor.page.getByText('See one kind only').click()
  await visitor.tap('link', /^Would like to join: /)
  await visitor.tap('link', `${name} would like to join`)
  await visitor.tap('button', 'See who would like to join')
  expect(await visitor.text()).toContain(story)
  expect(await visitor.text()).toContain('How did you hear of us?')
  expect(await visitor.text()).toContain(heard)
  await visitor.tap('button', `Admit ${name}`)
  expect(await visitor.text()).toContain('Admitted.')
  expect(await visitor.text()).not.toContain(name)
}

/** Nobody has to give before they may receive. */
async function seesWhereTheyStand({ visitor, community, name }: Member): Promise<void> {
  await visitor.open(`/${community}/home`)
  expect(await visitor.question()).toBe(`What would help you today, ${name.split(' ')[0]}?`)
  expect(await visitor.text()).toContain('You can ask for about 6 h')
  expect(await visitor.fact('You gave')).toBe('0 h')
}

/** Gives the need's id. */
async function asksForEightHours({ visitor }: Member): Promise<string> {
  await visitor.tap('link', 'Ask for help')
  await visitor.tap('link', 'House and garden')
  await visitor.tap('link', 'Any time')
  await visitor.tap('link', 'Another length')
  await visitor.type('In a few words', '')
  await visitor.pick('hours', '8')
  await visitor.page.getByText('Say more').click()
  await visitor.type('Anything more to say?', story)
  await visitor.tap('button', 'Ask my neighbours')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  expect(await visitor.value('Anything more to say?')).toBe(story)
  await visitor.type('In a few words', 'Painting a room')
  await visitor.tap('button', 'Ask my neighbours')
  expect(await visitor.text()).toContain(story)
  return new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}

async function answersAsAsked({ community, visitor }: Member, need: string, name: string) {
  await visitor.open(`/${community}/needs/${need}`)
  await visitor.tap('link', `I can help ${name}`)
  await visitor.tap('button', 'Offer to help')
}

/** The line refuses the promise and says which ways are open; the need and its answer stay. */
async function isRefusedKindly(zofia: Member, need: string): Promise<void> {
  const { community, visitor } = zofia
  await zofia.goHome()
  await visitor.tap('link', 'Painting a room', visitor.card('1 answer'))
  await visitor.tap('button', 'Choose Tom Byrne')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  const said = await visitor.text()
  expect(said).toContain('Until you have helped someone for the first time')
  expect(said).toContain('What is open to you now:')
  expect(said).toContain('A friend can give you hours.')
  expect(said).toContain('ask again for a shorter one')
  const client = await zofia.client()
  const kept = answered(await client.readNeed({ community, need }))
  expect(kept).toMatchObject({ state: 'open', title: 'Painting a room', text: story, answers: 1 })
  const { account } = await zofia.books()
  expect(account).toMatchObject({ balanceSeconds: 0, heldOutSeconds: 0 })
}

async function givesTwoHours(tom: Member, name: string): Promise<void> {
  const { visitor } = tom
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.tap('link', '2 h')
  await visitor.type('Find a member by name', name)
  await visitor.tap('button', 'Search')
  await visitor.choose(name)
  await visitor.tap('button', 'Give')
  expect(await visitor.text()).toContain('Given.')
}

/** One of the ways it was told: what was refused before is agreed now, as it stood. */
async function agreesNow(zofia: Member, need: string): Promise<void> {
  const { community, visitor } = zofia
  await visitor.open(`/${community}/needs/${need}/answers`)
  await visitor.tap('button', 'Choose Tom Byrne')
  expect(await visitor.text()).toContain('Agreed.')
  expect(await visitor.text()).toContain('Set aside for this until it is confirmed: 8 h.')
}
