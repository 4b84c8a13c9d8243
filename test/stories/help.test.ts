// The main job: a member asks for help, another gives it, hours move, both see it.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { changeText } from './support/hours.ts'
import { answered, type Member, type OwnBooks } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const place = 'Main Street 4'

describe.each(hosts)('two members on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('find each other, agree, help, confirm and read it, $way', async (way) => {
    const ana = await stage.member('Ana Soler', way)
    const luis = await stage.member('Luis Vidal', way)
    const grace = await stage.member('Grace Obi', way)
    const before = { ana: await ana.books(), luis: await luis.books(), proof: await stage.proof() }

    const { need, day } = await asks(ana)
    await findsAndAnswers(luis, day)
    await answersFromHome(grace, need)
    await chooses(ana, luis)
    await bothSeeDayAndPlace(ana, luis, day)
    await isThanked(grace)
    await saysItIsDone(luis)
    await confirmsFromHome(ana, luis)

    await standsInTheStatement(ana, luis, before.ana, -hour)
    await standsInTheStatement(luis, ana, before.luis, hour)
    await isClosed(ana, need)
    const proof = await stage.proof()
    expect(proof.movedSeconds - before.proof.movedSeconds).toBe(hour)
    expect(proof.heldSeconds).toBe(before.proof.heldSeconds)
    await stage.expectAllIsWell()
  })
})

/** Asks for an hour of small repairs tomorrow: four taps, nothing typed. */
async function asks({ visitor }: Member): Promise<{ need: string; day: string }> {
  expect(await visitor.question()).toBe('What would help you today, Ana?')
  await visitor.tap('link', 'Ask for help')
  visitor.startCounting()
  expect(await visitor.question()).toBe('What would help you?')
  await visitor.tap('link', 'Small repairs')
  expect(await visitor.question()).toBe('When would it help?')
  const day = await visitor.tapTile(2)
  expect(await visitor.question()).toBe('About how long will it take?')
  await visitor.tap('link', '1 h')
  expect(await visitor.question()).toBe('Shall your neighbours see this?')
  expect(await visitor.text()).toMatch(/All \d+ members of this community can see this/)
  await visitor.tap('button', 'Ask my neighbours')
  expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 4, typed: 0 })
  expect(await visitor.text()).toContain('Your neighbours can see it now')
  return { need: new URL(visitor.page.url()).pathname.split('/').at(-1) ?? '', day }
}

/** Searches the needs, finds the one of Ana, and says where and when. */
async function findsAndAnswers({ visitor }: Member, day: string): Promise<void> {
  await visitor.tap('link', 'Needs')
  await visitor.type('Search needs', 'repairs')
  await visitor.tap('button', 'Search')
  visitor.startCounting()
  await visitor.tap('link', 'Small repairs', visitor.card('Ana Soler', day))
  expect(await visitor.text()).toContain('Ana Soler asks for this')
  await visitor.tap('link', 'I can help Ana Soler')
  expect(await visitor.question()).toBe('When could you help Ana Soler?')
  await visitor.choose(`${day} at 15:00`)
  await visitor.type('Where?', place)
  await visitor.tap('button', 'Offer to help')
  expect(visitor.taps).toBe(4)
  expect(await visitor.question()).toBe('Waiting for Ana Soler')
}

/** The need stands on the home page too. */
async function answersFromHome({ visitor }: Member, need: string): Promise<void> {
  await visitor.tap('link', 'Home')
  await visitor.goesOn(() => visitor.page.locator(`a[href$="/needs/${need}"]`).click())
  await visitor.tap('link', 'I can help Ana Soler')
  await visitor.choose('Let us talk about when')
  await visitor.tap('button', 'Offer to help')
  expect(await visitor.text()).toContain('Sent. Ana Soler will')
}

async function chooses(ana: Member, luis: Member): Promise<void> {
  const { visitor } = ana
  await ana.goHome()
  await visitor.tap('link', 'Small repairs', visitor.card('2 answers'))
  expect(await visitor.question()).toBe('Who shall help you?')
  expect(await visitor.text()).toContain('the others are thanked')
  await visitor.tap('button', `Choose ${luis.name}`)
  expect(await visitor.text()).toContain('Agreed.')
}

async function bothSeeDayAndPlace(ana: Member, luis: Member, day: string): Promise<void> {
  const agreed = `${day} at 15:00, ${place}`
  expect(await ana.visitor.fact('When')).toBe(agreed)
  await luis.goHome()
  await luis.visitor.tap('link', 'Small repairs', luis.visitor.card('You agreed to help Ana Soler'))
  expect(await luis.visitor.fact('When')).toBe(agreed)
  // Only now does he see how to reach her.
  await luis.visitor.tap('link', 'Ana Soler')
  expect(await luis.visitor.text()).toMatch(/01 555 \d{4}/)
}

/** Who was not chosen is told kindly, and is free of it. */
async function isThanked(grace: Member): Promise<void> {
  const { visitor } = grace
  await grace.goHome()
  await visitor.tap('link', 'Small repairs', visitor.card('Ana Soler chose someone else'))
  expect(await visitor.question()).toBe('Not this time')
  expect(await visitor.text()).toContain('chose someone else this time, and thanks you')
}

async function saysItIsDone(luis: Member): Promise<void> {
  const { visitor } = luis
  await luis.goHome()
  await visitor.tap('link', 'Small repairs', visitor.card('You agreed to help Ana Soler'))
  await visitor.tap('link', 'It is done')
  await visitor.tap('button', 'It is done')
  expect(await visitor.text()).toContain('Ana Soler will confirm 1 h.')
}

async function confirmsFromHome(ana: Member, luis: Member): Promise<void> {
  const { visitor } = ana
  await ana.goHome()
  await visitor.tap('link', 'Small repairs', visitor.card(`${luis.name} says it took 1 h`))
  expect(await visitor.question()).toBe(`Did ${luis.name} help you for 1 h?`)
  visitor.startCounting()
  await visitor.tap('button', 'Yes, 1 h is right')
  expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 1, typed: 0 })
  expect(await visitor.text()).toContain('Thank you! 1 h moved.')
}

/** One line more, on the page and in the books, and the standing follows from it. */
async function standsInTheStatement(
  member: Member,
  other: Member,
  before: OwnBooks,
  deltaSeconds: number,
): Promise<void> {
  const balanceSeconds = before.account.balanceSeconds + deltaSeconds
  const { account, statement } = await member.books()
  expect(account).toMatchObject({ balanceSeconds, heldOutSeconds: before.account.heldOutSeconds })
  const [line] = statement.items
  expect(line).toMatchObject({ deltaSeconds, balanceSeconds, purpose: 'help' })
  expect(line?.with.name).toBe(other.name)
  const [row, ...older] = await member.statementPage()
  expect(row?.what).toContain('Small repairs')
  expect(row?.what).toContain(other.name)
  expect(row).toMatchObject({ hours: changeText(deltaSeconds), after: changeText(balanceSeconds) })
  expect(older[0]?.after).toBe(changeText(before.account.balanceSeconds))
}

async function isClosed(ana: Member, need: string): Promise<void> {
  const { community } = ana
  const client = await ana.client()
  expect(answered(await client.readNeed({ community, need }))).toMatchObject({ state: 'answered' })
  await ana.visitor.open(`/${community}/needs/${need}`)
  expect(await ana.visitor.text()).toContain('Someone was chosen for this.')
}
