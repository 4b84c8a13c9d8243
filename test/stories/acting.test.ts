// Acting for another: a coordinator whom two members rang, and a member who lets a friend act.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600

describe.each(hosts)('acting for another, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'a phoned-in exchange is looked at, booked, and taken back, $way',
    async (way) => {
      const rosa = await stage.member('Rosa Keane', way)
      const ana = await stage.member('Ana Soler', way)
      const luis = await stage.member('Luis Vidal', way)
      const before = (await ana.books()).account
      const { visitor } = rosa
      await visitor.tap('link', 'Me')
      await visitor.tap('link', 'What was told on paper or by phone?')
      await visitor.tap('link', 'Someone rang: enter one')
      expect(await visitor.question()).toBe('What did they tell you?')
      await visitor.type('Who helped', String(await numberOf(luis)))
      await visitor.type('Who was helped', String(await numberOf(ana)))
      await visitor.type('How long', '1:30')
      await visitor.type('Day', new Date().toISOString().slice(0, 10))
      await visitor.type('With what', 'The hedge')
      await visitor.tap('button', 'Look at it once more')
      expect(await visitor.question()).toBe('Book 1 h 30 min?')
      expect(await visitor.text()).toContain('Luis Vidal helped Ana Soler, 1 h 30 min')
      expect((await ana.books()).account.receivedSeconds).toBe(before.receivedSeconds)
      await visitor.tap('button', 'Book 1 line')
      expect(await visitor.question()).toBe('1 h 30 min entered')
      expect((await ana.books()).account.receivedSeconds).toBe(before.receivedSeconds + 1.5 * hour)
      await visitor.tap('button', 'Take it all back')
      expect(await visitor.text()).toContain('Taken back')
      expect((await ana.books()).account.balanceSeconds).toBe(before.balanceSeconds)
      await stage.expectAllIsWell()
    },
  )

  test.each(ways)('a delegation is asked for, used, and withdrawn at once, $way', async (way) => {
    const ana = await stage.member('Ana Soler', way)
    const luis = await stage.member('Luis Vidal', way)
    await ana.visitor.tap('link', 'Me')
    await ana.visitor.tap('link', 'Who helps you with this?')
    await ana.visitor.tap('link', 'Let someone help me')
    await ana.visitor.type('Search by name', 'Luis Vidal')
    await ana.visitor.tap('button', 'Search')
    await ana.visitor.choose('Luis Vidal')
    await ana.visitor.choose('Act: also agree and confirm hours for me')
    await ana.visitor.tap('button', 'Ask them')
    expect(await ana.visitor.text()).toContain('Not answered yet')

    const { visitor } = luis
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'Who helps you with this?')
    await visitor.tap('button', 'Yes, I help Ana Soler')
    await visitor.tap('button', 'Act for Ana Soler')
    expect(await visitor.text()).toContain('You are acting for Ana Soler.')
    await askFor(luis)
    const { community } = ana
    const needs = answered(await (await ana.client()).readHome({ community })).myNeeds
    expect(needs.length).toBeGreaterThan(0)

    await ana.visitor.open(`/${community}/me/helpers`)
    await ana.visitor.tap('button', 'End it now')
    await visitor.open(`/${community}/home`)
    expect(await visitor.text()).toContain('You no longer act for them')
    await visitor.open(`/${community}/home`)
    expect(await visitor.text()).not.toContain('You are acting for')
    await stage.expectAllIsWell()
  })
})

async function numberOf(member: Member): Promise<number> {
  const { community } = member
  return answered(await (await member.client()).readMe({ community })).member.number
}

/** Asks for help in Ana's name: the page is hers, and says so. */
async function askFor({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Ask for help')
  expect(await visitor.text()).toContain('You are acting for Ana Soler.')
  await visitor.tap('link', 'Small repairs')
  await visitor.tapTile(2)
  await visitor.tap('link', '1 h')
  await visitor.tap('button', 'Ask my neighbours')
}
