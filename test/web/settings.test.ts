import { contrastOf, isAccent } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

const accents = ['#1b4d5c', '#6a2f56', '#7a1f1f', '#000000', '#23402b', '#333399']

async function sheetOf(colour: string) {
  const host = await fakeHost()
  return host.get(`/riverside/accent.css?c=${colour.slice(1)}`)
}

describe('the colour of a community', () => {
  test.each(accents)('%s is read by day and after dark', async (accent) => {
    expect(isAccent(accent)).toBe(true)
    const sheet = await (await sheetOf(accent)).text()
    const pair = (name: string) =>
      new RegExp(`--${name}:light-dark\\((#\\w{6}),(#\\w{6})\\)`).exec(sheet)?.slice(1) ?? []
    const [link = '', paleLink = ''] = pair('link')
    const [ground = '', paleGround = ''] = pair('plum')
    const [words = '', darkWords = ''] = pair('on-plum')
    // Words on paper, on cards after dark, and on buttons in both.
    expect(contrastOf(link, '#efe4d2')).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(paleLink, '#2a2228')).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(words, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(darkWords, paleGround)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['#e8a33d', '#ffffff', '#8d7683', '#6A2F56', '#{}*{'])('%s is none', async (colour) => {
    expect(isAccent(colour)).toBe(false)
    expect((await sheetOf(colour)).status).toBe(404)
  })

  test('comes with every page of a community that has one, and its letters do', async () => {
    const community = { ...sample.community, accent: '#1b4d5c', mark: 'RT' }
    const plain = await (await (await fakeHost()).get(memberPaths.me)).text()
    expect(plain).not.toContain('accent.css')
    const answers = { readHome: { ...sample.home, community } }
    const own = await (await (await fakeHost({ answers })).get(memberPaths.me)).text()
    expect(own).toContain('<link rel="stylesheet" href="/riverside/accent.css?c=1b4d5c"/>')
    expect(own).toContain('<span class="letters" aria-hidden="true">RT</span>')
  })
})
