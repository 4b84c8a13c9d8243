// Hours in hand are given: to the pool, to a member; never more than there are.
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { changeText } from './support/hours.ts'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const hour = 3600
const words = 'For the shelves you put up, with thanks'

describe.each(standaloneOnly)('gifts on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'go to the pool and to a member, not beyond what is in hand, $way',
    async (way) => {
      const grace = await stage.member('Grace Obi', way)
      const { account } = await grace.books()
      const pool = await poolSeconds(grace)
      await givesToThePool(grace)
      expect(await poolSeconds(grace)).toBe(pool + 2 * hour)

      const luis = await stage.member('Luis Vidal', way)
      const before = await luis.books()
      await givesTooMuchThenAnHour(grace, luis)
      const balanceSeconds = account.balanceSeconds - 3 * hour
      const giftSeconds = account.giftSeconds - 3 * hour
      expect((await grace.books()).account).toMatchObject({ balanceSeconds, giftSeconds })

      await readsOfTheGift(luis, grace, before.account.balanceSeconds + hour)
      await takesTheLinesAway(grace, balanceSeconds)
      await stage.expectAllIsWell()
    },
  )
})

async function poolSeconds(member: Member): Promise<number> {
  const { community } = member
  const pools = answered(await (await member.client()).listPools({ community }))
  return pools.items[0]?.balanceSeconds ?? Number.NaN
}

/** Me, give, two hours, done: the pool is there without a search. */
async function givesToThePool({ visitor }: Member): Promise<void> {
  visitor.startCounting()
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.tap('link', '2 h')
  await visitor.tap('button', 'Give')
  expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 4, typed: 0 })
  expect(await visitor.text()).toContain('Given.')
}

/** What is refused is refused with the form as it was: one figure changes, and it is sent again. */
async function givesTooMuchThenAnHour(grace: Member, luis: Member): Promise<void> {
  const { visitor } = grace
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Give hours')
  await visitor.tap('link', 'Another length')
  await visitor.type('Find a member by name', luis.name)
  await visitor.tap('button', 'Search')
  await visitor.choose(luis.name)
  await visitor.pick('hours', '24')
  await visitor.type('A word with it', words)
  await visitor.tap('button', 'Give')
  expect(await visitor.page.title()).toMatch(/^There is a problem/)
  expect(await visitor.text()).toContain('You can give the hours you have in hand.')
  expect(await visitor.value('A word with it')).toBe(words)
  expect(await visitor.page.getByRole('radio', { name: luis.name }).isChecked()).toBe(true)
  await visitor.pick('hours', '1')
  await visitor.tap('button', 'Give')
  expect(await visitor.text()).toContain('Given.')
}

async function readsOfTheGift(luis: Member, grace: Member, balanceSeconds: number): Promise<void> {
  const { account, statement } = await luis.books()
  expect(account).toMatchObject({ balanceSeconds })
  expect(statement.items[0]).toMatchObject({ purpose: 'gift', deltaSeconds: hour })
  const [row] = await luis.statementPage()
  expect(row?.what).toContain(grace.name)
  expect(row?.what).toContain(words)
  expect(row).toMatchObject({ hours: changeText(hour), after: changeText(balanceSeconds) })
}

/** The table that is taken away adds up to where its owner stands. */
async function takesTheLinesAway(grace: Member, balanceSeconds: number): Promise<void> {
  const { page } = grace.visitor
  await grace.statementPage()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Take these lines away as a table (CSV)' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('riverside-statement.csv')
  const [header = '', ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(header).toMatch(/^at,workedOn,hours,balanceHours,/)
  const cells = lines.map((line) => line.split(','))
  const sum = cells.reduce((hours, cell) => hours + Number(cell[2]), 0)
  expect(sum * hour).toBe(balanceSeconds)
  expect(Number(cells.at(-1)?.[3]) * hour).toBe(balanceSeconds)
}
