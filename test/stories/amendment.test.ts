// What was agreed changes only together: proposed, announced to all, objected to, taken back.
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { useStage, ways } from './support/stage.ts'

const hour = 3600
const line = 'The line for members'

describe.each(hosts)('a charter amendment on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'is announced to all while no second coordinator is free, and one member stops it, $way',
    async (way) => {
      const rosa = await stage.member('Rosa Keane', way)
      const before = await charterOf(rosa)
      await proposes(rosa)
      const ana = await stage.member('Ana Soler', way)
      await objects(ana)
      await stage.daysPass(8)
      expect(await charterOf(rosa)).toEqual(before)
      await takesItBack(rosa)
      expect(await charterOf(rosa)).toEqual(before)
      await stage.expectAllIsWell()
    },
  )

  test.each(ways)('its lists change in one proposal, said in words before, $way', async (way) => {
    const rosa = await stage.member('Rosa Keane', way)
    const before = await areasOf(rosa)
    const { visitor } = rosa
    await visitor.open(`/${rosa.community}/home`)
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'What we agreed on')
    await visitor.tap('link', 'How it changed, and who agreed')
    await visitor.tap('link', 'Propose a change')
    await visitor.tap('link', 'Areas, kinds of help, and questions to who wants to join')
    await visitor.type(`Areas: ${before[0]}`, 'The far bank')
    await visitor.page.getByLabel('New ones, one a line').first().fill('The hill')
    await visitor.tap('button', 'Look at the difference')
    expect(await visitor.text()).toContain(`“${before[0]}” is called “The far bank”`)
    expect(await visitor.text()).toContain('Areas: “The hill” is added.')
    await visitor.tap('button', 'Propose it')
    expect(await visitor.question()).toBe('Change what we agreed on')
    const after = ['The far bank', ...before.slice(1), 'The hill'].join(', ')
    expect(await visitor.text()).toContain(`Areas: ${before.join(', ')} → ${after}`)
    // Nothing has changed yet: it waits, and is taken back.
    expect(await areasOf(rosa)).toEqual(before)
    await visitor.tap('button', 'Take it back')
    expect(await visitor.text()).toContain('This was taken back.')
    await stage.expectAllIsWell()
  })

  test('counts from its day on when nobody objects, and its history says so', async () => {
    const rosa = await stage.member('Rosa Keane')
    const before = await charterOf(rosa)
    await proposes(rosa)
    await stage.daysPass(8)
    await stage.daysPass(30)
    const { member, version } = await charterOf(rosa)
    expect({ member, version }).toEqual({
      member: { ...before.member, floorSeconds: -25 * hour },
      version: before.version + 1,
    })
    const { visitor } = await stage.member('Ana Soler')
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'What we agreed on')
    expect(await visitor.text()).toContain('25 h below zero')
    await visitor.tap('link', 'How it changed, and who agreed')
    expect(await visitor.text()).toContain(`${line}: 20 h below zero → 25 h below zero`)
    await stage.expectAllIsWell()
  })
})

async function areasOf(someone: Member): Promise<string[]> {
  const { community } = someone
  const charter = answered(await (await someone.client()).readCharter({ community }))
  return charter.areas.map(({ name }) => name)
}

async function charterOf(someone: Member) {
  const { community } = someone
  const { member, version } = answered(await (await someone.client()).readCharter({ community }))
  return { member, version }
}

/** Me, the agreement, its history, one line of it, a look at the difference, and it is proposed. */
async function proposes({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'What we agreed on')
  expect(await visitor.text()).toContain('20 h below zero')
  await visitor.tap('link', 'How it changed, and who agreed')
  await visitor.tap('link', 'Propose a change')
  await visitor.tap('link', line)
  await visitor.type('Hours below zero', '25')
  await visitor.tap('button', 'Look at the difference')
  expect(await visitor.text()).toContain(`${line}: 20 h below zero → 25 h below zero`)
  await visitor.tap('button', 'Propose it')
  expect(await visitor.question()).toBe('Change what we agreed on')
  expect(await visitor.text()).toContain('announced to all')
}

/** A fellow member reads what would change, says why not, and it no longer happens by itself. */
async function objects({ visitor }: Member): Promise<void> {
  await readsTheNewest(visitor)
  expect(await visitor.text()).toContain('25 h below zero')
  await visitor.choose('It is too soon')
  await visitor.tap('button', 'I object')
  expect(await visitor.text()).toContain('A member objected.')
}

async function takesItBack({ visitor }: Member): Promise<void> {
  await readsTheNewest(visitor)
  await visitor.tap('button', 'Take it back')
  expect(await visitor.text()).toContain('This was taken back.')
}

async function readsTheNewest(visitor: Member['visitor']): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'What two coordinators decide')
  await visitor.tap('link', 'Change what we agreed on')
}
