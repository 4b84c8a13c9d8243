// Anyone, signed out: what this is, whether the books are whole, how an app would speak to it.
import { describe, expect, test } from 'vitest'
import { hoursText } from './support/hours.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'

describe.each(standaloneOnly)('anyone, signed out, on $name', ({ open }) => {
  const stage = useStage(open)

  test.each(ways)('reads what the community is and that its books are whole, $way', async (way) => {
    const anyone = await stage.visitor(way)
    await anyone.open('/')
    expect(await anyone.question()).toBe('Whose hour could help today?')
    await anyone.tap('link', 'Riverside Time Bank')
    expect(await anyone.question()).toBe('What is Riverside Time Bank?')
    expect(await anyone.text()).toContain('Joining is free.')
    await anyone.tap('link', 'See the live proof that the books are whole')
    const proof = await stage.proof()
    const said = await anyone.text()
    expect(said).toContain(`Yes. The standings of all ${proof.accounts} accounts add up to exactly`)
    const figures = await anyone.page.getByRole('definition').allInnerTexts()
    expect(
      figures.map((text) => text.replaceAll(/[\u00a0,]/g, (c) => (c === ',' ? '' : ' '))),
    ).toEqual([expect.any(String), String(proof.transfers), hoursText(proof.movedSeconds), '0 h'])
    await stage.expectAllIsWell()
  })

  test('sees no member, no need and no name, wherever they look', async () => {
    const anyone = await stage.visitor()
    const { community, members } = stage.host.demo
    for (const page of ['home', 'needs', 'members', 'statement', `members/${members[0]?.member}`]) {
      await anyone.open(`/${community}/${page}`)
      expect([page, await anyone.question()]).toEqual([page, 'What is your e‑mail address?'])
    }
    for (const page of ['', '/proof']) {
      await anyone.open(`/${community}${page}`)
      expect(await anyone.text()).not.toContain('Soler')
    }
    await stage.expectAllIsWell()
  })

  test.each(ways)('finds where to verify a report, $way', async ({ javaScript }) => {
    const anyone = await stage.visitor({ javaScript })
    await anyone.open('/')
    await anyone.tap('link', 'Verify a report')
    expect(await anyone.question()).toBe('Is this report true?')
    expect(await anyone.text()).toContain('commonhour verify report.jws --key commonhour.json')
    const files = anyone.page.getByLabel('Put your files here')
    if (javaScript) await files.waitFor()
    expect(await files.isVisible()).toBe(javaScript)
    await anyone.open(`/${stage.host.demo.community}/proof`)
    await anyone.tap('link', 'Verify a report')
    await stage.expectAllIsWell()
  })

  test('reads how an app speaks to it, from this host alone', async () => {
    const anyone = await stage.visitor()
    await anyone.open('/docs')
    const operation = 'The communities of this host'
    await anyone.page.getByRole('heading', { name: operation }).first().waitFor()
    await stage.expectAllIsWell()
  })
})
