// Every page that the routes name, under every look: a new page is looked at by itself.
import { gzipSync } from 'node:zlib'
import { createWeb } from '@commonhour/web'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { arriving, files, type Looker, lookers, routeOf, waysOn } from './everyPage.ts'
import { fakeHost, session } from './fakeHost.ts'
import { keyboard, type Look, looks, structure, turnTo, violations } from './looks.ts'
import { serve } from './serve.ts'

const mostHtml = 14_000

test('every route that can be opened has a page to look at, or is a file', async () => {
  const { routes } = await fakeHost()
  const shown = Object.values<Looker>(lookers).flatMap(({ paths }) => Object.values(paths))
  const filled = new Set([...shown.map((path) => routeOf(routes, path)), ...files, ...waysOn])
  expect(routes.filter((route) => !filled.has(route))).toEqual([])
  expect([...filled].filter((route) => !routes.includes(route ?? ''))).toEqual([])
})

test('the page of style is there for development alone', async () => {
  const { env } = await fakeHost()
  expect(createWeb(env).routes).toContain('/dev/style')
  expect(createWeb({ ...env, developmentMail: false }).routes).not.toContain('/dev/style')
})

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(Object.entries<Looker>(lookers))('every page of the %s', (_, looker) => {
  let base: string
  let close: () => Promise<void>
  const asked = new Set<string>()

  beforeAll(async () => {
    const { answers } = looker
    ;({ base, close } = await serve((origin) =>
      fakeHost({ base: origin, signedIn: false, answers }),
    ))
  })
  afterAll(() => close())

  /** In parts of some pages each, two at a time: nothing waits long, on a busy machine either. */
  test.each(partsOf(Object.entries(looker.paths), 16))(
    'is whole under every look, and by the keyboard alone, part %#',
    async (...part) => {
      const found = await Promise.all(halves(part).map((half) => walk(half)))
      expect(found.flat()).toEqual([])
      expect([...asked].filter((url) => new URL(url).origin !== base)).toEqual([])
    },
    180_000,
  )

  async function walk(pages: [string, string][]): Promise<string[]> {
    const context = await open()
    const page = await context.newPage()
    page.on('request', (request) => asked.add(request.url()))
    const found: string[] = []
    for (const [name, path] of pages) {
      found.push(...(await look(page, path)).map((one) => `${name}: ${one}`))
    }
    await context.close()
    return found
  }

  async function open(): Promise<BrowserContext> {
    const context = await browser.newContext({ bypassCSP: false })
    const kept = looker.signedIn ? { session } : { arriving }
    const cookies = Object.entries(kept).map(([name, value]) => ({
      name,
      value: name === 'arriving' ? encodeURIComponent(value) : value,
      url: base,
    }))
    await context.addCookies(cookies)
    return context
  }

  async function look(page: Page, path: string): Promise<string[]> {
    await turnTo(page, 'light')
    const response = await page.goto(base + path)
    const html = (await response?.body()) ?? Buffer.alloc(0)
    const weight = gzipSync(html).length
    const found: string[] = []
    if (response?.status() !== 200) found.push(`answered ${response?.status()}`)
    if (page.url() !== base + path) found.push(`led to ${page.url()}`)
    if (weight > mostHtml) found.push(`${weight} bytes of HTML`)
    found.push(...(await page.evaluate(structure)), ...(await keyboard(page)))
    for (const name of Object.keys(looks) as Look[]) {
      await turnTo(page, name)
      found.push(...(await violations(page)).map((one) => `${name}: ${one}`))
    }
    return found
  }
})

function partsOf<T>(all: T[], size: number): T[][] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}

function halves<T>(all: T[]): T[][] {
  const middle = Math.ceil(all.length / 2)
  return [all.slice(0, middle), all.slice(middle)].filter(({ length }) => length > 0)
}
