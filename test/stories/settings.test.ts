// How a community is called, looks and is rung is its coordinators' to set.
import { describe, expect, test } from 'vitest'
import type { Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'
import { wordsOf } from './support/visitor.ts'

describe.each(standaloneOnly)('the look of a community on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('is set by a coordinator, and seen by anyone, $way', async (way) => {
    const rosa = await stage.member('Rosa Keane', way)
    const before = await rosa.books()
    const { visitor } = rosa
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'How does your community look?')
    await visitor.type('Its letters', 'RT')
    await visitor.type('When', 'weekdays 10 to 12')
    await visitor.type('Its colour', '#e8a33d')
    await visitor.tap('button', 'Keep it so')
    expect(await visitor.page.title()).toMatch(/^There is a problem/)
    expect(await visitor.text()).toContain('Choose a darker colour')
    expect(await visitor.value('Its letters')).toBe('RT')
    await visitor.type('Its colour', '#1b4d5c')
    await visitor.tap('button', 'Keep it so')
    expect(await visitor.text()).toContain('Kept.')
    expect(await colourOfTheButton(rosa)).toBe('rgb(27, 77, 92)')

    const anyone = await stage.visitor({ javaScript: way.javaScript })
    await anyone.open('/')
    await anyone.tap('link', 'Riverside Time Bank')
    const top = await wordsOf(anyone.page.locator('header'))
    expect(top).toContain('RT')
    expect(top).toContain('weekdays 10 to 12')
    expect(await rosa.books()).toEqual(before)
    await stage.expectAllIsWell()
  })
})

async function colourOfTheButton({ visitor }: Member): Promise<string> {
  const button = visitor.page.getByRole('button', { name: 'Keep it so' })
  return button.evaluate((it) => getComputedStyle(it).backgroundColor)
}
