// Two remember the same help differently, and a coordinator who takes no part settles it.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { changeText } from './support/hours.ts'
import { answered, type Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const words = 'We were done at noon.'

describe.each(hosts)('what two remember differently, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('is said, settled by a coordinator, and thanked for, $way', async (way) => {
    const luis = await stage.member('Luis Vidal', way)
    const other = await stage.member(await companionOf(luis), way)
    const rosa = await stage.member('Rosa Keane', way)
    const before = { luis: await luis.books(), other: await other.books() }

    const exchange = await writesDownTwoHours(luis, other)
    await remembersOne(other, luis)
    await settlesAtOne(rosa, exchange)

    const expected = before.other.account.balanceSeconds - hour
    expect((await other.books()).account.balanceSeconds).toBe(expected)
    const { account } = await luis.books()
    expect(account.balanceSeconds).toBe(before.luis.account.balanceSeconds + hour)
    const [row] = await other.statementPage()
    expect(row).toMatchObject({ hours: changeText(-hour), after: changeText(expected) })
    await thanks(other, exchange, luis)
    await stage.expectAllIsWell()
  })
})

/** Someone they exchanged with lately, whose mailbox bears their first name. */
async function companionOf(member: Member): Promise<string> {
  const { community } = member
  const { companions } = answered(await (await member.client()).readHome({ community }))
  const found = companions
    .slice(0, 6)
    .find(({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) && name !== 'Rosa Keane')
  if (found === undefined) throw new Error(`${member.name} has helped nobody lately.`)
  return found.name
}

/** The giver writes it down: it waits for the other. Its id. */
async function writesDownTwoHours({ visitor }: Member, other: Member): Promise<string> {
  await visitor.tap('link', 'Record')
  await visitor.tap('link', 'I helped someone')
  await visitor.tap('link', other.name)
  await visitor.tap('link', '2 h')
  await visitor.tap('button', 'Write it down')
  expect(await visitor.question()).toBe(`Waiting for ${other.name} to confirm`)
  return new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}

/** From home to the exchange: it was one hour, and why. */
async function remembersOne(other: Member, luis: Member): Promise<void> {
  const { visitor } = other
  await other.goHome()
  await visitor.tap('link', 'A helping hand', visitor.card(`${luis.name} says it took 2 h`))
  await visitor.tap('link', 'We remember it differently')
  expect(await visitor.question()).toBe('How do you remember it?')
  await visitor.choose('It was shorter')
  await visitor.pick('hours', '1')
  await visitor.type('What should they know? You may leave this empty.', words)
  await visitor.tap('button', 'Tell the coordinator')
  expect(await visitor.question()).toBe(`You and ${luis.name} remember it differently`)
  expect(await visitor.text()).toContain('A coordinator has been told')
}

/** The coordinator finds it from home, reads what each says, and settles it. */
async function settlesAtOne(rosa: Member, exchange: string): Promise<void> {
  const { visitor } = rosa
  await visitor.tap('link', 'What is remembered differently')
  await visitor.goesOn(() => visitor.page.locator(`a[href$="/exchanges/${exchange}"]`).click())
  await visitor.tap('link', 'Settle this')
  expect(await visitor.text()).toMatch(/says: 2 h[\s\S]*says: 1 h/)
  await visitor.tap('link', 'Read what was said with it')
  expect(await visitor.text()).toContain(words)
  await visitor.tap('link', 'A helping hand')
  await visitor.tap('link', 'Settle this')
  await visitor.pick('hours', '1')
  await visitor.choose('Both agree on this now')
  await visitor.tap('button', 'Settle it so')
  expect(await visitor.question()).toBe('This is settled')
}

/** Help first: what is settled is thanked for all the same. */
async function thanks(other: Member, exchange: string, luis: Member): Promise<void> {
  const { visitor } = other
  await visitor.open(`/${other.community}/exchanges/${exchange}`)
  await visitor.tap('link', 'Say thank you')
  expect(await visitor.question()).toBe(`Say thank you to ${luis.name}?`)
  await visitor.type('Some words, if you like', 'You are a treasure.')
  await visitor.tap('button', 'Say thank you')
  expect(await visitor.text()).toContain(`${luis.name} will be glad`)
  expect(await visitor.text()).toContain('“You are a treasure.”')
}
