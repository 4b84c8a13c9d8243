// One gave, two were helped: each confirms their own part, and only that part moves.
import { describe, expect, test } from 'vitest'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

const half = 1800

describe.each(standaloneOnly)('help for several, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('is recorded once, and each confirms their own part, $way', async (way) => {
    const luis = await stage.member('Luis Vidal', way)
    const ana = await stage.member('Ana Soler', way)
    const grace = await stage.member('Grace Obi', way)
    const before = await balancesOf(luis, ana, grace)
    await records(luis, ana, grace)
    expect(await balancesOf(luis, ana, grace)).toEqual(before)

    await confirms(ana)
    const [l = 0, a = 0, g = 0] = before
    expect(await balancesOf(luis, ana, grace)).toEqual([l + half, a - half, g])
    await luis.visitor.page.reload()
    expect(await luis.visitor.text()).toMatch(/Ana Soler · 30 min, confirmed/)
    expect(await luis.visitor.text()).toMatch(/Grace Obi · 30 min, not answered yet/)

    await confirms(grace)
    expect(await balancesOf(luis, ana, grace)).toEqual([l + 2 * half, a - half, g - half])
    await stage.expectAllIsWell()
  })
})

/** Record, I helped someone: two by name, an hour in all. */
async function records({ visitor }: Member, ...others: Member[]): Promise<void> {
  await visitor.tap('link', 'Record')
  await visitor.tap('link', 'I helped someone')
  for (const [index, { name }] of others.entries()) {
    if (index > 0) await visitor.tap('link', 'I helped several people: add one more')
    await visitor.type('Someone else? Search by name', name)
    await visitor.tap('button', 'Search')
    await visitor.tap('link', name)
  }
  expect(await visitor.question()).toBe('How long did you help Ana Soler and Grace Obi?')
  await visitor.tap('link', '1 h')
  expect(await visitor.text()).toContain('of 1 h, each has at least 30 min')
  await visitor.type('In a few words', 'A walk for two')
  await visitor.tap('button', 'Write it down')
  expect(await visitor.text()).toContain('30 min, not answered yet')
}

async function confirms(member: Member): Promise<void> {
  const { visitor } = member
  await member.goHome()
  await visitor.tap('link', 'A walk for two')
  expect(await visitor.question()).toBe('Did Luis Vidal help you for 30 min?')
  await visitor.tap('button', 'Yes, 30 min is right')
}

async function balancesOf(...members: Member[]): Promise<number[]> {
  const read = members.map(async (member) => {
    const { community } = member
    const me = answered(await (await member.client()).readMe({ community }))
    return me.account?.balanceSeconds ?? 0
  })
  return Promise.all(read)
}
