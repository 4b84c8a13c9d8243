import { fault } from '@commonhour/contract'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type FakeHost, fakeHost, memberPaths, session } from './fakeHost.ts'
import { sizes, violations } from './looks.ts'
import * as sample from './sample.ts'
import { serve } from './serve.ts'

let browser: Browser
let base: string
let host: FakeHost
let close: () => Promise<void>

beforeAll(async () => {
  browser = await launchBrowser()
  const served = await serve((origin) => fakeHost({ base: origin, signedIn: false }))
  base = served.base
  host = served.host
  close = served.close
})
afterAll(async () => {
  await browser.close()
  await close()
})

const looks = {
  'light, 360 px': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'dark, 1280 px': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  '320 px': { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  'without script': { viewport: { width: 360, height: 740 }, javaScriptEnabled: false },
} as const

async function contextOf(look: keyof typeof looks): Promise<BrowserContext> {
  const context = await browser.newContext(looks[look])
  await context.addCookies([{ name: 'session', value: session, url: base }])
  return context
}

test('a word without an end makes no page wider', async () => {
  const title = 'W'.repeat(120)
  const kept = { ...host.answers }
  const lines = sample.statement.items.map((one) => ({
    ...one,
    with: { ...one.with, name: title },
  }))
  Object.assign(host.answers, {
    readOffer: { ...sample.need, title },
    listOffers: { items: [{ ...sample.need, title, name: title }], next: null },
    readExchange: { ...sample.proposed, title },
    readStatement: { ...sample.statement, items: lines },
  })
  const paths = [memberPaths.offer, memberPaths.offers, memberPaths.exchange, memberPaths.statement]
  const found: string[] = []
  for (const look of ['light, 360 px', '320 px'] as const) {
    const context = await contextOf(look)
    const page = await context.newPage()
    for (const path of paths) {
      await page.goto(base + path)
      found.push(...(await page.evaluate(sizes)).map((one) => `${look} ${path}: ${one}`))
    }
    await context.close()
  }
  Object.assign(host.answers, kept)
  expect(found).toEqual([])
})

describe('a refused form', () => {
  const path = memberPaths['record: what']

  async function refusedPage(look: keyof typeof looks) {
    const context = await contextOf(look)
    const page = await context.newPage()
    await page.goto(base + path)
    await page.getByLabel('In a few words').fill('')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await page.waitForSelector('#summary')
    return { context, page }
  }

  test('is announced, focused, and leads to the field', async () => {
    const { context, page } = await refusedPage('light, 360 px')
    expect(await page.title()).toMatch(/^There is a problem: /)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('summary')
    await page.getByRole('link', { name: 'Write a few words' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('title')
    expect(await violations(page)).toEqual([])
    await context.close()
  })

  test('leads to the field without script too', async () => {
    const { context, page } = await refusedPage('without script')
    await page.getByRole('link', { name: 'Write a few words' }).click()
    expect(new URL(page.url()).hash).toBe('#title')
    await context.close()
  })

  test('and a refused page has nothing for axe either', async () => {
    const context = await contextOf('dark, 1280 px')
    const page = await context.newPage()
    const before = host.answers.readNeed
    host.answers.readNeed = fault('not_found')
    await page.goto(base + memberPaths.need)
    expect(await page.locator('h1').textContent()).toBe('We could not find that')
    expect(await violations(page)).toEqual([])
    host.answers.readNeed = before as typeof before & object
    await context.close()
  })
})

test('the pages of a coordinator who rings have nothing for axe', async () => {
  const before = { ...host.answers }
  const member = { ...sample.luis, id: sample.ids.rosa, offices: ['coordinator' as const] }
  host.answers.readHome = { ...sample.home, member }
  host.answers.readExchange = { ...sample.done, may: [] }
  const context = await contextOf('light, 360 px')
  const page = await context.newPage()
  for (const at of ['', `/spoken?for=${sample.ids.ana}`]) {
    await page.goto(`${base}/riverside/exchanges/${sample.done.id}${at}`)
    expect(await page.locator('main').textContent()).toContain('Ana Soler')
    expect(await violations(page)).toEqual([])
  }
  Object.assign(host.answers, { readExchange: undefined, ...before })
  await context.close()
})

describe('the script', () => {
  test('sends a form once for two taps', async () => {
    const context = await contextOf('light, 360 px')
    const page = await context.newPage()
    await page.goto(base + memberPaths['record: what'])
    host.asked.length = 0
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('form[method="post"] button')
      button?.click()
      button?.click()
    })
    await page.waitForURL('**/exchanges/**')
    expect(host.asked.filter((one) => one.name === 'proposeExchange')).toHaveLength(1)
    await context.close()
  })

  test('breaks nothing the policy forbids: no message on any console', async () => {
    const context = await contextOf('light, 360 px')
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    page.on('requestfailed', (request) => said.push(request.url()))
    for (const path of Object.values(memberPaths)) await page.goto(base + path)
    expect(said).toEqual([])
    await context.close()
  })
})

test('the keyboard alone asks for help', async () => {
  const context = await contextOf('light, 360 px')
  const page = await context.newPage()
  await page.goto(base + memberPaths['ask: what'])
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  for (const wanted of ['what=transport', 'when=anyTime', 'long=1800']) {
    await page.locator('main a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${wanted}*`)
  }
  host.asked.length = 0
  await page.getByRole('button', { name: 'Ask my neighbours' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/needs/**')
  expect(host.asked.some((one) => one.name === 'publishNeed')).toBe(true)
  await context.close()
})
