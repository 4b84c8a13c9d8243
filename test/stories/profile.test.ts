// What is told of me, and to whom: each field is seen by those I chose, and by nobody else.
import { describe, expect, test } from 'vitest'
import type { Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

describe.each(standaloneOnly)('a profile on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'says who sees the phone, and a coordinator corrects a name, $way',
    async (way) => {
      const nora = await stage.member('Nora Walsh', way)
      const tom = await stage.member('Tom Byrne', way)
      const rosa = await stage.member('Rosa Keane', way)
      const before = await nora.books()
      const about = `I mend bicycles, ${way.way}.`
      await saysAbout(nora, about)
      await reads(tom, nora, [about], ['01 555 0142'])

      await shows(nora, 'Who sees the phone number?', 'All members')
      await reads(tom, nora, [about, '01 555 0142'], [])
      await shows(nora, 'Who reads what you say about yourself?', 'Only coordinators')
      await reads(tom, nora, ['01 555 0142'], [about])
      await reads(rosa, nora, [about, '01 555 0142'], [])

      await isRenamed(rosa, nora)
      expect(await nora.books()).toEqual(before)
      await stage.expectAllIsWell()
    },
  )
})

async function opensMine({ visitor, ...member }: Member): Promise<void> {
  await visitor.open(`/${member.community}/home`)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'What shall others know of you?')
}

async function saysAbout(member: Member, about: string): Promise<void> {
  const { visitor } = member
  await opensMine(member)
  await visitor.type('Phone', '01 555 0142')
  await visitor.type('About me', about)
  await visitor.pick('Who sees the phone number?', 'Only coordinators')
  await visitor.pick('Who reads what you say about yourself?', 'All members')
  await visitor.tap('button', 'Keep it so')
  expect(await visitor.text()).toContain('Kept.')
}

async function shows(member: Member, field: string, to: string): Promise<void> {
  await opensMine(member)
  await member.visitor.pick(field, to)
  await member.visitor.tap('button', 'Keep it so')
  expect(await member.visitor.text()).toContain('Kept.')
}

async function opens({ visitor, ...reader }: Member, name: string): Promise<void> {
  await visitor.open(`/${reader.community}/home`)
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Members')
  await visitor.type('Search by name', name)
  await visitor.tap('button', 'Search')
  await visitor.tap('link', name)
}

async function reads(reader: Member, member: Member, seen: string[], unseen: string[]) {
  await opens(reader, member.name)
  const text = await reader.visitor.text()
  for (const words of seen) expect(text).toContain(words)
  for (const words of unseen) expect(text).not.toContain(words)
}

/** Corrected, and back again, so that the next telling finds her. */
async function isRenamed(rosa: Member, { name }: Member): Promise<void> {
  const { visitor } = rosa
  for (const [from, to] of [
    [name, `${name}-Kowal`],
    [`${name}-Kowal`, name],
  ] as const) {
    await opens(rosa, from)
    await visitor.tap('link', 'Change their name or details')
    await visitor.type('Their name', to)
    await visitor.tap('button', 'Keep it so')
    expect(await visitor.question()).toBe(to)
  }
}
