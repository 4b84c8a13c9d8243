// Help first, hours second: it has happened already, and is written down in four taps.
import { describe, expect, test } from 'vitest'
import { changeText } from './support/hours.ts'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const hour = 3600

describe.each(standaloneOnly)('help that was given already, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'someone helped me: four taps, nothing typed, booked at once, $way',
    async (way) => {
      const ana = await stage.member('Ana Soler', way)
      const before = await ana.books()
      const { visitor } = ana
      await visitor.tap('link', 'Someone helped me')
      expect(await visitor.question()).toBe('Who helped you?')
      const name = await visitor.tapTile(0)
      expect(await visitor.question()).toBe(`How long did ${name} help you?`)
      await visitor.tap('link', '1 h')
      expect(await visitor.question()).toBe(`What did ${name} help you with?`)
      await visitor.tap('button', 'Write it down and say thank you')
      expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 4, typed: 0 })
      expect(await visitor.text()).toContain('Written down: 1 h. Thank you!')

      const balanceSeconds = before.account.balanceSeconds - hour
      const { account, statement } = await ana.books()
      expect(account).toMatchObject({
        balanceSeconds,
        receivedSeconds: before.account.receivedSeconds + hour,
      })
      expect(statement.items[0]).toMatchObject({
        deltaSeconds: -hour,
        balanceSeconds,
        with: { name },
      })
      const [row] = await ana.statementPage()
      expect(row).toMatchObject({ hours: changeText(-hour), after: changeText(balanceSeconds) })
      expect(row?.what).toContain(name)
      await stage.expectAllIsWell()
    },
  )

  test.each(ways)('I helped someone: nothing moves until the other confirms, $way', async (way) => {
    const luis = await stage.member('Luis Vidal', way)
    const other = await stage.member(await companionOf(luis), way)
    const before = { luis: await luis.books(), other: await other.books() }
    await writesDownThatTheyHelped(luis, other)
    expect((await luis.books()).account.balanceSeconds).toBe(before.luis.account.balanceSeconds)

    await confirmsAnotherLength(other, luis)
    await standsAt(luis, before.luis.account.balanceSeconds + (3 * hour) / 4)
    await standsAt(other, before.other.account.balanceSeconds - (3 * hour) / 4)
    await stage.expectAllIsWell()
  })
})

/** Someone they exchanged with lately, whose mailbox bears their first name. */
async function companionOf(member: Member): Promise<string> {
  const { community } = member
  const { companions } = answered(await (await member.client()).readHome({ community }))
  const found = companions.slice(0, 6).find(({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name))
  if (found === undefined) throw new Error(`${member.name} has helped nobody lately.`)
  return found.name
}

/** Roles turned, on the same page: four taps there, nothing typed. */
async function writesDownThatTheyHelped(luis: Member, other: Member): Promise<void> {
  const { visitor } = luis
  await visitor.tap('link', 'Record')
  visitor.startCounting()
  await visitor.tap('link', 'I helped someone')
  expect(await visitor.question()).toBe('Whom did you help?')
  await visitor.tap('link', other.name)
  await visitor.tap('link', '1 h')
  await visitor.tap('button', 'Write it down')
  expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 4, typed: 0 })
  expect(await visitor.question()).toBe(`Waiting for ${other.name} to confirm`)
}

/** The other says that it was three quarters, near enough to be theirs to say: that is booked. */
async function confirmsAnotherLength(other: Member, luis: Member): Promise<void> {
  const { visitor } = other
  await other.goHome()
  await visitor.tap('link', 'A helping hand', visitor.card(`${luis.name} says it took 1 h`))
  await visitor.tap('link', 'It took a different time')
  expect(await visitor.question()).toBe(`How long did ${luis.name} help you?`)
  await visitor.pick('hours', '0')
  await visitor.pick('minutes', '45')
  await visitor.tap('button', 'Confirm this time')
  expect(await visitor.text()).toContain('45 min moved')
}

async function standsAt(member: Member, balanceSeconds: number): Promise<void> {
  const { account, statement } = await member.books()
  expect(account.balanceSeconds).toBe(balanceSeconds)
  expect(statement.items[0]).toMatchObject({ balanceSeconds, title: 'A helping hand' })
  const [row] = await member.statementPage()
  expect(row?.after).toBe(changeText(balanceSeconds))
}
