// Nobody answers what is said to be done: two reminders, and on the fourteenth day silence agrees
// to what was agreed beforehand, or a coordinator rings.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { changeText } from './support/hours.ts'
import type { Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const quarter = hour / 4

describe.each(hosts)('silence on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('agrees to what was set aside, and is put right, $way', async (way) => {
    const words = way.javaScript ? 'The loose gutter' : 'The cellar door'
    const ana = await stage.member('Ana Soler', way)
    const luis = await stage.member('Luis Vidal', way)
    const before = { ana: await ana.books(), luis: await luis.books() }
    await offersToHelp(luis, await asks(ana, words))
    await chooses(ana, words)
    const exchange = await saysItTookLonger(luis, words)

    const mailbox = mailOf('ana@riverside.example')
    const ends = new RegExp(
      `If you say nothing until .*${await lastDay(ana, exchange)}.*, 1 h count as right`,
    )
    expect(await readsAtHome(ana, words)).toMatch(ends)
    await stage.daysPass(3)
    expect(await mailbox.about(words, /^Still waiting for you/)).toHaveLength(1)
    await stage.daysPass(7)
    const [letter, ...earlier] = await mailbox.about(words, /^Still waiting for you/)
    expect(earlier).toHaveLength(1)
    expect(letter?.text).toMatch(/If nobody hears from you until .*, 1 h count as right\./)
    expect(await readsAtHome(ana, words)).toMatch(ends)
    expect((await ana.books()).account.balanceSeconds).toBe(before.ana.account.balanceSeconds)

    await stage.daysPass(4)
    await isToldOfIt(ana, luis, words)
    expect(await mailbox.about(words, /was confirmed after two weeks/)).toHaveLength(1)
    // Luis said 1 h 15 min; silence agrees to no more than the hour that was set aside.
    await standsAt(ana, before.ana.account.balanceSeconds - hour, -hour)
    await standsAt(luis, before.luis.account.balanceSeconds + hour, hour)
    expect((await ana.books()).account.heldOutSeconds).toBe(before.ana.account.heldOutSeconds)

    await stage.daysPass(20)
    await remembersLess(ana, luis, exchange)
    const rosa = await stage.member('Rosa Keane', way)
    await settlesFromToday(rosa, words)
    await standsAt(ana, before.ana.account.balanceSeconds - 3 * quarter)
    await standsAt(luis, before.luis.account.balanceSeconds + 3 * quarter)
    await stage.expectAllIsWell()
  })

  test.each(ways)('books nothing that was not agreed on: someone rings, $way', async (way) => {
    const words = way.javaScript ? 'Beans in the allotment' : 'Letters to the council'
    const luis = await stage.member('Luis Vidal', way)
    const grace = await stage.member('Grace Obi', way)
    const before = { grace: await grace.books(), luis: await luis.books() }
    const exchange = await writesDownTwoHours(luis, grace, words)
    expect(await readsAtHome(grace, words)).toMatch(
      /If you say nothing until .*, a coordinator rings you\. No hours move by themselves\./,
    )
    await stage.daysPass(3)
    await stage.daysPass(7)
    const letters = await mailOf('grace@riverside.example').about(words, /^Still waiting for you/)
    expect(letters).toHaveLength(2)
    expect(letters[0]?.text).toMatch(/until .*, a coordinator rings you\./)
    await stage.daysPass(4)
    expect(await readsAtHome(grace, words)).toContain('a coordinator is asked to ring')
    expect((await grace.books()).account.balanceSeconds).toBe(before.grace.account.balanceSeconds)

    const rosa = await stage.member('Rosa Keane', way)
    await ringsFromToday(rosa, grace, words)
    await standsAt(grace, before.grace.account.balanceSeconds - 2 * hour, -2 * hour)
    await standsAt(luis, before.luis.account.balanceSeconds + 2 * hour, 2 * hour)
    await grace.visitor.open(`/${grace.community}/exchanges/${exchange}`)
    await grace.visitor.page.getByText('What happened so far').click()
    expect(await grace.visitor.text()).toContain('Confirmed by Rosa Keane for Grace Obi')
    await noLongerWaits(rosa, words)
    await stage.expectAllIsWell()
  })

  /** What came to an address about something, the newest first. */
  function mailOf(address: string) {
    const about = async (title: string, subject: RegExp) =>
      (await stage.host.mail(address)).filter(
        (one) => subject.test(one.subject.replace(`“${title}” `, '')) && one.text.includes(title),
      )
    return { about }
  }
})

/** Asks for an hour. Gives the need's id. */
async function asks({ visitor }: Member, words: string): Promise<string> {
  await visitor.tap('link', 'Ask for help')
  await visitor.tap('link', 'Small repairs')
  await visitor.tap('link', 'Any time')
  await visitor.tap('link', 'Another length')
  await visitor.pick('hours', '1')
  await visitor.type('In a few words', words)
  await visitor.tap('button', 'Ask my neighbours')
  return idOf(visitor)
}

async function offersToHelp({ community, visitor }: Member, need: string): Promise<void> {
  await visitor.open(`/${community}/needs/${need}`)
  await visitor.tap('link', 'I can help Ana Soler')
  await visitor.tap('button', 'Offer to help')
}

async function chooses(ana: Member, words: string): Promise<void> {
  const { visitor } = ana
  await ana.goHome()
  await visitor.tap('link', words, visitor.card('1 answer'))
  await visitor.tap('button', 'Choose Luis Vidal')
  expect(await visitor.text()).toContain('Set aside for this until it is confirmed: 1 h.')
}

/** A quarter more than was agreed: near enough to need one voice. Gives the exchange's id. */
async function saysItTookLonger(luis: Member, words: string): Promise<string> {
  const { visitor } = luis
  await luis.goHome()
  await visitor.tap('link', words, visitor.card('You agreed to help Ana Soler'))
  await visitor.tap('link', 'It is done')
  await visitor.pick('minutes', '15')
  await visitor.tap('button', 'It is done')
  expect(await visitor.question()).toBe('Waiting for Ana Soler to confirm')
  expect(await visitor.text()).toMatch(/If Ana Soler says nothing until .*, 1 h count as right\./)
  return idOf(visitor)
}

/** The day on which silence ends, as the exchange's page says it: "11 December". */
async function lastDay(ana: Member, exchange: string): Promise<string> {
  const { community, visitor } = ana
  await visitor.open(`/${community}/exchanges/${exchange}`)
  const said = /If you say nothing until \D*(\d+ [A-Z][a-z]+)/.exec(await visitor.text())
  return said?.[1] ?? 'no day at all'
}

/** The card of something that waits at home. */
async function readsAtHome(member: Member, words: string): Promise<string> {
  await member.goHome()
  const [card = ''] = await member.visitor.card(words).allInnerTexts()
  return card.replaceAll('\u00a0', ' ')
}

/** At home, and on its page: what counts now, and until when it can be put right. */
async function isToldOfIt(ana: Member, luis: Member, words: string): Promise<void> {
  const { visitor } = ana
  expect(await readsAtHome(ana, words)).toContain('You did not answer in time')
  await visitor.tap('link', words, visitor.card('You did not answer in time'))
  expect(await visitor.question()).toBe('Luis Vidal helped you for 1 h. Thank you both!')
  expect(await visitor.text()).toMatch(/If it is not, say until .* how you remember it\./)
  expect(await readsAtHome(luis, words)).toContain('They did not answer in time')
}

/** Three weeks later it can still be put right, on its page. */
async function remembersLess(ana: Member, luis: Member, exchange: string): Promise<void> {
  const { community, visitor } = ana
  await visitor.open(`/${community}/exchanges/${exchange}`)
  await visitor.tap('link', 'We remember it differently')
  await visitor.choose('It was shorter')
  await visitor.pick('hours', '0')
  await visitor.pick('minutes', '45')
  await visitor.tap('button', 'Tell the coordinator')
  expect(await visitor.question()).toBe(`You and ${luis.name} remember it differently`)
  expect(await visitor.text()).toContain('A coordinator has been told')
}

async function settlesFromToday(rosa: Member, words: string): Promise<void> {
  const { visitor } = rosa
  await opensCard(rosa, 'dispute', words)
  await visitor.tap('button', 'See the exchange and settle it')
  expect(await visitor.question()).toBe('Luis Vidal and Ana Soler remember it differently')
  await visitor.tap('link', 'Settle this')
  await visitor.pick('hours', '0')
  await visitor.pick('minutes', '45')
  await visitor.choose('Both agree on this now')
  await visitor.tap('button', 'Settle it so')
  expect(await visitor.question()).toBe('This is settled')
}

/** The giver writes it down: it waits for the other. Gives its id. */
async function writesDownTwoHours(luis: Member, grace: Member, words: string): Promise<string> {
  const { community, visitor } = luis
  await visitor.open(`/${community}/members?q=${encodeURIComponent(grace.name)}`)
  await visitor.tap('link', grace.name)
  await visitor.tap('link', `I helped ${grace.name}`)
  await visitor.tap('link', '2 h')
  await visitor.type('In a few words', words)
  await visitor.tap('button', 'Write it down')
  expect(await visitor.question()).toBe(`Waiting for ${grace.name} to confirm`)
  return idOf(visitor)
}

/** From the card to the number, back, and what was said on the telephone is written down. */
async function ringsFromToday(rosa: Member, grace: Member, words: string): Promise<void> {
  const { visitor } = rosa
  await opensCard(rosa, 'claim', words)
  expect(await visitor.question()).toBe(`Ring ${grace.name}: was it so?`)
  await visitor.tap('button', 'See whom to ring')
  expect(await visitor.question()).toBe(`Waiting for ${grace.name} to confirm`)
  await visitor.tap('link', `See the page and number of ${grace.name}`)
  expect(await visitor.text()).toMatch(/01 555 \d{4}/)
  await visitor.page.goBack()
  await visitor.tap('link', `I spoke with ${grace.name}`)
  expect(await visitor.question()).toBe(`What did ${grace.name} say?`)
  expect(await visitor.text()).toContain('Luis Vidal says it took 2 h.')
  await visitor.tap('button', `Write it down for ${grace.name}`)
  expect(await visitor.text()).toContain('Written down as they said it: 2 h.')
}

/** One of the cards of a kind, by what it is about. */
async function opensCard(rosa: Member, kind: string, words: string): Promise<void> {
  const { visitor } = rosa
  await showsCards(rosa, kind, words)
  await visitor.goesOn(() => visitor.card(words).getByRole('link').first().click())
}

/** Turns the pages of the queue until something stands there, or to its end. */
async function showsCards(rosa: Member, kind: string, words: string): Promise<string> {
  const { community, visitor } = rosa
  await visitor.open(`/${community}/today?kind=${kind}`)
  const more = visitor.page.getByRole('link', { name: 'Show more' })
  while (!(await visitor.text()).includes(words) && (await more.isVisible())) {
    await visitor.tap('link', 'Show more')
  }
  return visitor.text()
}

async function noLongerWaits(rosa: Member, words: string): Promise<void> {
  expect(await showsCards(rosa, 'claim', words)).not.toContain(words)
}

/** In the books, and as the newest line of the statement where one is named. */
async function standsAt(member: Member, balanceSeconds: number, deltaSeconds?: number) {
  const { account } = await member.books()
  expect(account.balanceSeconds).toBe(balanceSeconds)
  const [row] = await member.statementPage()
  expect(row?.after).toBe(changeText(balanceSeconds))
  if (deltaSeconds !== undefined) expect(row?.hours).toBe(changeText(deltaSeconds))
}

function idOf({ page }: Member['visitor']): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
