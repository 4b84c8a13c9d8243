// Two people open one account for their home: one is helped through it, the other sees it.
import type { Account } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600

describe.each(hosts)('a household, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('two share an account, and each reads what the other did, $way', async (way) => {
    const home = way.javaScript ? 'Elm Street 4' : 'Mill Lane 9'
    const ana = await stage.member('Ana Soler', way)
    const own = (await ana.books()).account
    await opens(ana, home)
    await admits(await stage.member('Rosa Keane', way), home)
    await asksLuis(ana, home)
    const luis = await stage.member('Luis Vidal', way)
    await saysYes(luis, home)

    await wasHelped(luis, home)
    await readsWhoDidIt(ana, home)
    const account = await accountOf(ana, home)
    expect(account).toMatchObject({ kind: 'household', receivedSeconds: hour, givenSeconds: 0 })
    expect((await ana.books()).account.balanceSeconds).toBe(own.balanceSeconds)

    await parts(luis, home)
    await staysAsTheLast(ana, home)
    await stage.expectAllIsWell()
  })

  test.each(ways)(
    'a coordinator says whom they live with, and takes it back, $way',
    async (way) => {
      const { visitor } = await stage.member('Rosa Keane', way)
      await visitor.tap('link', 'Me')
      await visitor.tap('link', 'Whom do you live with?')
      await visitor.tap('link', 'Name someone')
      await visitor.type('Search by name', 'Ana Soler')
      await visitor.tap('button', 'Search')
      await visitor.choose('Ana Soler')
      await visitor.tap('button', 'We live together')
      const ana = await stage.member('Ana Soler', way)
      await ana.visitor.open(`/${ana.community}/me/household`)
      expect(await ana.visitor.text()).toContain('Rosa Keane said that you live together.')
      await visitor.tap('button', 'I no longer live with Ana Soler')
      expect(await visitor.text()).toContain('You have named nobody.')
      await stage.expectAllIsWell()
    },
  )
})

async function opens({ visitor }: Member, home: string): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Whom do you share an account with?')
  await visitor.tap('link', 'Open an account to share')
  await visitor.tap('button', 'Ask for this account')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  await visitor.choose('Household')
  await visitor.type('Its name', home)
  await visitor.tap('button', 'Ask for this account')
  expect(await visitor.text()).toContain('It waits for a coordinator to admit it.')
}

async function admits({ community, visitor }: Member, home: string): Promise<void> {
  await visitor.open(`/${community}/applicants`)
  await visitor.tap('button', `Admit ${home}`)
  expect(await visitor.text()).toContain('Admitted.')
}

async function asksLuis({ community, visitor }: Member, home: string): Promise<void> {
  await actsFor(visitor, community, home)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Who acts for us?')
  expect(await visitor.question()).toBe(`Who acts for ${home}?`)
  await visitor.tap('link', 'Ask someone else to act for it')
  await visitor.type('Search by name', 'Luis Vidal')
  await visitor.tap('button', 'Search')
  await visitor.choose('Luis Vidal')
  await visitor.tap('button', 'Ask them')
  expect(await visitor.text()).toContain('Not answered yet')
}

async function saysYes({ visitor }: Member, home: string): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Whom do you share an account with?')
  expect(await visitor.text()).toContain('You were asked to act for it')
  await visitor.tap('button', `Yes, I act for ${home}`)
  expect(await visitor.text()).toContain('You act for it')
}

/** Luis writes down for the household that Tom helped: it is booked at once. */
async function wasHelped({ community, visitor }: Member, home: string): Promise<void> {
  await actsFor(visitor, community, home)
  await visitor.tap('link', 'Someone helped me')
  await visitor.type('Someone else? Search by name', 'Tom Byrne')
  await visitor.tap('button', 'Search')
  await visitor.tap('link', 'Tom Byrne')
  await visitor.tap('link', '1 h')
  await visitor.tap('button', 'Write it down and say thank you')
  expect(await visitor.text()).toContain('Written down: 1 h. Thank you!')
}

async function actsFor(visitor: Member['visitor'], community: string, home: string): Promise<void> {
  await visitor.open(`/${community}/me/people`)
  await visitor.tap('button', `Act for ${home}`)
  expect(await visitor.text()).toContain(`You are acting for ${home}.`)
}

async function readsWhoDidIt({ community, visitor }: Member, home: string): Promise<void> {
  await visitor.open(`/${community}/statement`)
  expect(await visitor.text()).toContain(`by Luis Vidal for ${home}`)
}

async function accountOf(member: Member, home: string): Promise<Account | null> {
  const { community } = member
  const client = await member.client()
  const { items } = answered(await client.listActedFor({ community }))
  const onBehalfOf = items.find(({ name }) => name === home)?.member ?? ''
  return answered(await client.readHome({ community }, { onBehalfOf })).account
}

async function parts({ community, visitor }: Member, home: string): Promise<void> {
  await visitor.tap('button', 'Be yourself again')
  await visitor.open(`/${community}/me/people`)
  const card = visitor.page.getByRole('article').filter({ hasText: home })
  await visitor.tap('button', 'End it now', card)
  expect(await card.textContent()).toContain('Ended')
}

async function staysAsTheLast({ community, visitor }: Member, home: string): Promise<void> {
  await visitor.tap('button', 'Be yourself again')
  await visitor.open(`/${community}/me/people`)
  const card = visitor.page.getByRole('article').filter({ hasText: home })
  await visitor.tap('button', 'End it now', card)
  expect(await visitor.text()).toContain('Ask another person first')
}
