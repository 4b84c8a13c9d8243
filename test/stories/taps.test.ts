// What is done every day costs so many taps and no more: the table of the flows. Every flow ends in
// the books.
import { describe, expect, test } from 'vitest'
import { answered, Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const hour = 3600

/** The most that each flow may cost: taps from the open page, and fields typed into. */
const most = {
  'sign in': { taps: 2, typed: 2 },
  'someone helped me': { taps: 4, typed: 0 },
  'I helped someone': { taps: 4, typed: 0 },
  'ask for help': { taps: 4, typed: 0 },
  'answer a need': { taps: 4, typed: 0 },
  'answer a need, from a message': { taps: 3, typed: 0 },
  'confirm, from a message': { taps: 1, typed: 0 },
  'where I stand': { taps: 0, typed: 0 },
  'give to the pool': { taps: 4, typed: 0 },
} as const

describe.each(standaloneOnly)('taps, on $name', ({ open }) => {
  const stage = useStage(open)

  /** Counts what one flow costs from the page that is open. */
  async function costs(flow: keyof typeof most, { visitor }: Member, act: () => Promise<void>) {
    visitor.startCounting()
    await act()
    const { taps, typed } = visitor
    expect(taps, `taps: ${flow}`).toBeLessThanOrEqual(most[flow].taps)
    expect(typed, `typing: ${flow}`).toBeLessThanOrEqual(most[flow].typed)
  }

  test.each(ways)('signing in, $way', async ({ javaScript }) => {
    const email = 'tom@riverside.example'
    const visitor = await stage.visitor({ javaScript })
    const tom = new Member(stage.host, visitor, { name: 'Tom Byrne', email })
    await visitor.open('/sign-in?to=/riverside/home')
    await costs('sign in', tom, () => tom.givesTheCode())
    await tom.leavesPasskeys()
    expect(await visitor.question()).toContain('Tom')
    expect((await tom.books()).account.id).toBeTruthy()
    await stage.expectAllIsWell()
  })

  test.each(ways)(
    'help that was given, both ways round, and its confirmation, $way',
    async (way) => {
      const ana = await stage.member('Ana Soler', way)
      const luis = await stage.member('Luis Vidal', way)
      const other = await stage.member(await helpedLately(luis), way)
      const before = (await ana.books()).account.balanceSeconds
      await costs('where I stand', ana, async () => {
        expect(await ana.visitor.text()).toMatch(/You can ask for about \d/)
      })
      await costs('someone helped me', ana, async () => {
        await ana.visitor.tap('link', 'Someone helped me')
        await ana.visitor.tapTile(0)
        await ana.visitor.tap('link', '1 h')
        await ana.visitor.tap('button', 'Write it down and say thank you')
      })
      expect((await ana.books()).account.balanceSeconds).toBe(before - hour)

      const had = (await luis.books()).account.balanceSeconds
      await luis.visitor.tap('link', 'Record')
      await costs('I helped someone', luis, async () => {
        await luis.visitor.tap('link', 'I helped someone')
        await luis.visitor.tap('link', other.name)
        await luis.visitor.tap('link', '1 h')
        await luis.visitor.tap('button', 'Write it down')
      })
      await confirmsByLink(other, new URL(luis.visitor.page.url()).pathname)
      expect((await luis.books()).account.balanceSeconds).toBe(had + hour)
      await stage.expectAllIsWell()
    },
  )

  /** Reading what a message leads to books nothing, however often; one tap does. */
  async function confirmsByLink(other: Member, path: string): Promise<void> {
    const { community, visitor } = other
    const before = (await other.books()).account.balanceSeconds
    await visitor.open(path)
    await visitor.page.reload()
    expect((await other.books()).account.balanceSeconds).toBe(before)
    const exchange = path.split('/').at(-1) ?? ''
    const client = await other.client()
    expect(answered(await client.readExchange({ community, exchange })).state).toBe('done')
    await costs('confirm, from a message', other, () => visitor.tap('button', 'Yes, 1 h is right'))
    expect((await other.books()).account.balanceSeconds).toBe(before - hour)
  }

  test.each(ways)('asking, and answering from home and from a message, $way', async (way) => {
    const ana = await stage.member('Ana Soler', way)
    const luis = await stage.member('Luis Vidal', way)
    const grace = await stage.member('Grace Obi', way)
    await ana.visitor.tap('link', 'Ask for help')
    await costs('ask for help', ana, async () => {
      await ana.visitor.tap('link', 'Small repairs')
      await ana.visitor.tapTile(2)
      await ana.visitor.tap('link', '1 h')
      await ana.visitor.tap('button', 'Ask my neighbours')
    })
    const { pathname } = new URL(ana.visitor.page.url())
    const need = pathname.split('/').at(-1) ?? ''

    await luis.goHome()
    await costs('answer a need', luis, async () => {
      const { page } = luis.visitor
      await luis.visitor.goesOn(() => page.locator(`a[href$="/needs/${need}"]`).first().click())
      luis.visitor.taps++
      await answers(luis, ana)
    })
    await grace.visitor.open(pathname)
    await costs('answer a need, from a message', grace, () => answers(grace, ana))
    const { community } = ana
    const query = { need, state: 'proposed' as const }
    const listed = answered(await (await ana.client()).listExchanges({ community }, { query }))
    expect(listed.items.map(({ giver }) => giver)).toHaveLength(2)
    await stage.expectAllIsWell()
  })

  async function answers({ visitor }: Member, { name }: Member): Promise<void> {
    await visitor.tap('link', `I can help ${name}`)
    await visitor.choose('Let us talk about when')
    await visitor.tap('button', 'Offer to help')
  }

  test.each(ways)('giving to the pool, $way', async (way) => {
    const grace = await stage.member('Grace Obi', way)
    const before = (await grace.books()).account.balanceSeconds
    await costs('give to the pool', grace, async () => {
      await grace.visitor.tap('link', 'Me')
      await grace.visitor.tap('link', 'Give hours')
      await grace.visitor.tap('link', '30 min')
      await grace.visitor.tap('button', 'Give')
    })
    expect((await grace.books()).account.balanceSeconds).toBe(before - hour / 2)
    await stage.expectAllIsWell()
  })
})

/** Someone they exchanged with lately, whose mailbox bears their first name, and not Ana. */
async function helpedLately(member: Member): Promise<string> {
  const { community } = member
  const { companions } = answered(await (await member.client()).readHome({ community }))
  const names = companions.slice(0, 6).map(({ name }) => name)
  const found = names.find((name) => name !== 'Ana Soler' && /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name))
  if (found === undefined) throw new Error(`${member.name} has helped nobody lately.`)
  return found
}
