// What goes to members without a screen: the list of who agreed to it, slips, a month of hours.
import { describe, expect, test } from 'vitest'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

describe.each(standaloneOnly)('paper on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'lists who agreed to be listed, and prints slips and hours, $way',
    async (way) => {
      const nora = await stage.member('Nora Walsh', way)
      const rosa = await stage.member('Rosa Keane', way)
      const before = await nora.books()
      await isListed(nora, true)
      await opensPaper(rosa, 'The list of members')
      expect(await rosa.visitor.question()).toBe('Members of Riverside Time Bank')
      expect(await rosa.visitor.text()).toContain('Nora Walsh')
      expect(await rosa.visitor.text()).not.toContain('Tom Byrne')
      await isListed(nora, false)
      await rosa.visitor.page.reload()
      expect(await rosa.visitor.text()).not.toContain('Nora Walsh')

      await opensPaper(rosa, 'Empty slips')
      expect(await sheetsOf(rosa)).toEqual({ pages: 1, millimetres: [210, 297] })
      await readsTheHoursOf(rosa, 'Walter Gray')
      expect(await nora.books()).toEqual(before)
      await stage.expectAllIsWell()
    },
  )

  test('is for coordinators', async () => {
    const tom = await stage.member('Tom Byrne')
    const answer = await tom.visitor.open('/riverside/print/members')
    expect(answer.status()).toBe(403)
    await tom.visitor.open('/riverside/me')
    expect(await tom.visitor.text()).not.toContain('What shall be printed?')
    await stage.expectAllIsWell()
  })
})

async function isListed({ visitor, ...nora }: Member, wanted: boolean): Promise<void> {
  await visitor.open(`/${nora.community}/home`)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'What shall others know of you?')
  await visitor.page.getByRole('checkbox', { name: /^I stand in the printed/ }).setChecked(wanted)
  await visitor.tap('button', 'Keep it so')
  expect(await visitor.text()).toContain('Kept.')
}

async function opensPaper({ visitor, ...rosa }: Member, what: string): Promise<void> {
  await visitor.open(`/${rosa.community}/home`)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'What shall be printed?')
  await visitor.tap('link', what)
}

/** How it comes out of a printer. */
async function sheetsOf({ visitor }: Member) {
  const bytes = await visitor.page.pdf({ preferCSSPageSize: true, printBackground: true })
  const pdf = bytes.toString('latin1')
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
  const millimetres = [width, height].map((points) => Math.round((Number(points) / 72) * 25.4))
  return { pages: pdf.match(/\/Type\s*\/Page\b/g)?.length, millimetres }
}

/** Walter has no screen: his hours stand on the sheet as they stand in the books. */
async function readsTheHoursOf(rosa: Member, name: string): Promise<void> {
  const { community, visitor } = rosa
  await visitor.open(`/${community}/home`)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Members')
  await visitor.type('Search by name', name)
  await visitor.tap('button', 'Search')
  await visitor.tap('link', name)
  await visitor.tap('link', 'Their hours, to print')
  expect(await visitor.question()).toBe(`The hours of ${name}`)
  const client = await rosa.client()
  const { items } = answered(await client.listMembers({ community }, { query: { q: name } }))
  const account = items[0]?.account ?? ''
  const query = { limit: 100 }
  const statement = answered(await client.readStatement({ community, account }, { query }))
  const rows = await visitor.page.locator('tbody').getByRole('row').count()
  expect(rows).toBe(statement.items.length)
}
