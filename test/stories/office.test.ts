// What coordinators and members decide about themselves and each other: an office is proposed and
// laid down, a death is entered, and choices are kept.
import { describe, expect, test } from 'vitest'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

describe.each(standaloneOnly)('offices, death and choices on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)(
    'an appointment is proposed, announced to all, and taken back, $way',
    async (way) => {
      const rosa = await stage.member('Rosa Keane', way)
      const { visitor } = rosa
      await finds(rosa, 'Grace Obi')
      await visitor.tap('link', 'Their offices')
      expect(await visitor.question()).toBe('Which offices does Grace Obi hold?')
      await visitor.choose('Appoint Grace Obi as auditor')
      await visitor.tap('button', 'Propose it')
      expect(await visitor.question()).toBe('Appoint Grace Obi as auditor')
      expect(await visitor.text()).toContain('announced to all')
      await visitor.tap('button', 'Take it back')
      expect(await visitor.text()).toContain('This was taken back.')
      await stage.expectAllIsWell()
    },
  )

  test('the last coordinator stays; the auditor’s office is laid down at once', async () => {
    const rosa = await stage.member('Rosa Keane')
    const { visitor } = rosa
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'Which offices do I hold?')
    await visitor.choose('coordinator')
    await visitor.tap('button', 'Lay it down')
    expect(await visitor.text()).toContain('Have another one appointed first.')
    await visitor.choose('auditor')
    await visitor.tap('button', 'Lay it down')
    expect(await visitor.text()).toContain('It is laid down.')
    expect(await visitor.text()).toContain('You are coordinator.')
    const { community } = rosa
    const me = answered(await (await rosa.client()).readMe({ community }))
    expect(me.member.offices).toEqual(['coordinator'])
    await stage.expectAllIsWell()
  })

  test.each(ways)('all choices are made on one page and kept, $way', async (way) => {
    const ana = await stage.member('Ana Soler', way)
    const { visitor } = ana
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'What shall be sent, asked and passed on?')
    const digest = visitor.page.getByRole('checkbox', { name: /^One mail a week/ })
    const wanted = !(await digest.isChecked())
    await digest.setChecked(wanted)
    await visitor.tap('button', 'Keep it so')
    expect(await visitor.text()).toContain('Noted.')
    const { community } = ana
    const kept = answered(await (await ana.client()).readChoices({ community }))
    expect(kept.digest).toBe(wanted ? 'weekly' : 'none')
    await stage.expectAllIsWell()
  })

  test('a death is looked at twice, entered, and the books carry it', async () => {
    const luis = await stage.member('Luis Vidal')
    const { account } = await luis.books()
    const rosa = await stage.member('Rosa Keane')
    const { visitor } = rosa
    await finds(rosa, 'Luis Vidal')
    await visitor.tap('link', 'They have died, or asked to leave')
    await visitor.tap('button', 'Look at what follows')
    expect(await visitor.question()).toBe('Shall we enter that Luis Vidal has died?')
    expect(await visitor.text()).toContain('go to the community’s pool')
    await visitor.tap('button', 'Enter it')
    expect(await visitor.question()).toBe('Luis Vidal has died')
    const { community } = rosa
    const client = await rosa.client()
    const member = account.member ?? ''
    expect(answered(await client.readDeparture({ community, member })).reason).toBe('died')
    expect(answered(await client.readMember({ community, member })).state).toBe('departed')
    await stage.expectAllIsWell()
  })
})

/** From home to a member's page, by the list of members. */
async function finds({ visitor }: Member, name: string): Promise<void> {
  await visitor.tap('link', 'Me')
  await visitor.tap('link', 'Members')
  await visitor.type('Search by name', name)
  await visitor.tap('button', 'Search')
  await visitor.tap('link', name)
}
