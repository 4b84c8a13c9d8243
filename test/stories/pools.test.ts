// Shared hours: a member asks the pool and reads who decides; another leaves and hands over.
import { describe, expect, test } from 'vitest'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const hour = 3600

describe.each(standaloneOnly)('the pool on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('gives a little at once, and more when two agree, $way', async (way) => {
    const grace = await stage.member('Grace Obi', way)
    await gives(grace)
    const luis = await stage.member('Luis Vidal', way)
    const before = (await luis.books()).account.balanceSeconds
    await opensThePool(luis)
    await asksForAnHour(luis)
    expect((await luis.books()).account.balanceSeconds).toBe(before + hour)
    await asksForMore(luis)
    await takesItBack(luis)
    expect((await luis.books()).account.balanceSeconds).toBe(before + hour)
    await stage.expectAllIsWell()
  })

  test('a member leaves: they are thanked, and help already done is waited for', async () => {
    const grace = await stage.member('Grace Obi')
    const { community } = grace
    const { account } = await grace.books()
    const luis = await stage.member('Luis Vidal')
    const held = async () =>
      answered(await (await luis.client()).listPools({ community })).items[0]?.balanceSeconds ?? 0
    const before = await held()
    const { visitor } = grace
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'Leave the community')
    expect(await visitor.question()).toBe('Would you like to leave?')
    expect(await visitor.text()).toContain('See and download my hours')
    await visitor.page.getByLabel('Yes, I would like to leave now').check()
    await visitor.tap('button', 'Leave')
    expect(await visitor.question()).toBe('You have left')
    // Help of hers that waits to be confirmed is waited for: her hours stay hers until then.
    const departure = await (await grace.client()).readDeparture({
      community,
      member: account.member ?? '',
    })
    expect(answered(departure)).toMatchObject({ reason: 'leaves', isClosed: false })
    expect(await held()).toBe(before)
    const proof = await stage.proof()
    expect(proof.balanceSumSeconds).toBe(0)
    await stage.expectAllIsWell()
  })
})

async function gives({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.pick('hours', '3')
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
