// Shared hours: a member asks the pool, a little by the rule and more by two coordinators; another
// leaves and hands over.
import { uuidv7 } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600

describe.each(hosts)('the pool on $name', ({ open }) => {
  const stage = useStage(open)

  test('has two coordinators to ask, once the second was announced to all', async () => {
    const rosa = await stage.member('Rosa Keane')
    const tom = await stage.member('Tom Byrne')
    const { community } = tom
    const member = (await tom.books()).account.member ?? ''
    const body = { id: freshId(), office: 'coordinator', act: 'appointed' } as const
    const client = await rosa.client()
    const asked = answered(await client.changeStewardship({ community, member }, { body }))
    expect(asked.motion).toMatchObject({ state: 'announced' })
    await stage.daysPass(8)
    await tom.goHome()
    await tom.visitor.tap('link', 'Today')
    expect(await tom.visitor.question()).toBe('What waits today?')
    await stage.expectAllIsWell()
  })

  test.each(ways)('gives a little at once, and more when two agree, $way', async (way) => {
    const grace = await stage.member('Grace Obi', way)
    await gives(grace)
    const asker = await stage.member(way.javaScript ? 'Luis Vidal' : 'Ana Soler', way)
    const before = (await asker.books()).account.balanceSeconds
    await opensThePool(asker)
    await asksForAnHour(asker)
    expect((await asker.books()).account.balanceSeconds).toBe(before + hour)
    await asksForMore(asker)
    await takesItBack(asker)
    await asksForMore(asker)
    const address = asker.visitor.page.url()
    await grants(await stage.member('Rosa Keane', way), asker)
    expect((await asker.books()).account.balanceSeconds).toBe(before + hour)
    await agrees(await stage.member('Tom Byrne', way), asker)

    await asker.visitor.open(new URL(address).pathname)
    expect(await asker.visitor.question()).toBe('The hours are here')
    const { account, statement } = await asker.books()
    expect(account.balanceSeconds).toBe(before + 6 * hour)
    expect(statement.items[0]).toMatchObject({ purpose: 'grant', deltaSeconds: 5 * hour })
    await stage.expectAllIsWell()
  })

  test('a member leaves: help already done is waited for, then the pool has their hours', async () => {
    const grace = await stage.member('Grace Obi')
    const { community } = grace
    const { account } = await grace.books()
    const luis = await stage.member('Luis Vidal')
    const held = async () =>
      answered(await (await luis.client()).listPools({ community })).items[0]?.balanceSeconds ?? 0
    const departure = async () =>
      answered(
        await (await grace.client()).readDeparture({ community, member: account.member ?? '' }),
      )
    const before = await held()
    await leaves(grace)
    // Help of hers that waits to be confirmed is waited for: her hours stay hers until then.
    expect(await departure()).toMatchObject({ reason: 'leaves', isClosed: false })
    expect(await held()).toBe(before)

    await stage.daysPass(91)
    expect(await departure()).toMatchObject({ isClosed: true })
    const left = (await grace.books()).statement
    expect(left.closingSeconds).toBe(0)
    const [line] = left.items
    expect(line).toMatchObject({ purpose: 'gift', balanceSeconds: 0 })
    expect(await held()).toBe(before - (line?.deltaSeconds ?? 0))
    await stage.expectAllIsWell()

    // Nothing of hers is open any more: what tells of her may go too.
    await erases(grace)
    const rosa = await (await stage.member('Rosa Keane')).client()
    const member = account.member ?? ''
    const read = answered(await rosa.readMember({ community, member }))
    expect(read).toMatchObject({ state: 'erased', about: '', area: null, contact: {} })
    expect(read.name).toMatch(/^#\d+$/)
    await stage.daysPass(1)
    await stage.expectAllIsWell()
  })
})

function freshId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** The first coordinator, from Today: no hours move yet. */
async function grants({ community, visitor }: Member, asker: Member): Promise<void> {
  await visitor.open(`/${community}/today?kind=application`)
  await visitor.tap('link', `${asker.name} applies to the pool`)
  await visitor.tap('button', 'See the application')
  await visitor.tap('button', 'Give these hours')
  expect(await visitor.text()).toContain('Another coordinator is asked to agree')
}

/** The second one, from Today: the hours move. */
async function agrees({ community, visitor }: Member, asker: Member): Promise<void> {
  await visitor.open(`/${community}/today?kind=motion`)
  await visitor.tap('link', 'Rosa Keane asks for a second steward')
  await visitor.tap('button', 'See the motion')
  expect(await visitor.question()).toBe(`Give ${asker.name} hours of the pool`)
  await visitor.tap('link', 'See what was asked of the pool')
  expect(await visitor.text()).toContain('5 h')
  await visitor.page.goBack()
  await visitor.tap('button', 'I agree: do it')
  expect(await visitor.text()).toContain('This was agreed, and is done.')
}

async function leaves({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Leave the community')
  expect(await visitor.question()).toBe('Would you like to leave?')
  expect(await visitor.text()).toContain('See and download my hours')
  await visitor.page.getByLabel('Yes, I would like to leave now').check()
  await visitor.tap('button', 'Leave')
  expect(await visitor.question()).toBe('You have left')
}

/** From where leaving ended, as far as a page that strangers read. */
async function erases({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Would you like to be erased as well?')
  expect(await visitor.text()).toContain('What others wrote.')
  await visitor.page.getByLabel('Yes, erase what tells of me').check()
  await visitor.tap('button', 'Erase')
  expect(await visitor.question()).toBe('You are erased here')
}

async function gives({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.tap('link', '3 h')
  await visitor.tap('button', 'Give')
  expect(await visitor.text()).toContain('Given.')
}

async function opensThePool({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'The pool')
  expect(await visitor.question()).toBe('What does the pool hold?')
  // Who gave is nobody's to read but theirs.
  expect(await visitor.text()).toContain('someone gave')
  await visitor.tap('link', 'Ask the pool for hours')
}

async function asksForAnHour({ visitor }: Member): Promise<void> {
  expect(await visitor.question()).toBe('How many hours would help you?')
  await visitor.pick('hours', '1')
  await visitor.tap('button', 'Ask the pool')
  expect(await visitor.question()).toBe('The hours are here')
}

async function asksForMore({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'To the pool')
  await visitor.tap('link', 'Ask the pool for hours')
  await visitor.pick('hours', '5')
  await visitor.tap('button', 'Ask the pool')
  expect(await visitor.question()).toBe('Two coordinators look at this')
}

async function takesItBack({ visitor }: Member): Promise<void> {
  await visitor.tap('button', 'I no longer need this')
  expect(await visitor.question()).toBe('Taken back')
}
