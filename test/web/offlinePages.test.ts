import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type FakeHost, fakeHost, memberPaths, session } from './fakeHost.ts'
import * as sample from './sample.ts'
import { serve } from './serve.ts'

let browser: Browser
let base: string
let host: FakeHost
let close: () => Promise<void>

beforeAll(async () => {
  const served = await serve((origin) => fakeHost({ base: origin, signedIn: false }))
  base = served.base
  host = served.host
  close = served.close
})
afterAll(() => close())

// One each: a second context of the same browser is not surely cut off, worker and all.
beforeEach(async () => {
  browser = await launchBrowser()
})
afterEach(() => browser.close())

const phone = { width: 320, height: 640 }

async function memberAtHome(): Promise<Page> {
  const context = await browser.newContext({ viewport: phone })
  await context.addCookies([{ name: 'session', value: session, url: base }])
  const page = await context.newPage()
  await page.goto(base + memberPaths.home)
  await isKept(page, base + memberPaths.home)
  await page.reload()
  return page
}

async function isKept(page: Page, address: string): Promise<void> {
  await page.waitForFunction(async (url) => {
    const answers = navigator.serviceWorker.controller?.state === 'activated'
    return answers && (await caches.match(url)) !== undefined
  }, address)
}

/** Until the worker has no network either: a file that is not on the phone is asked for in vain. */
async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true)
  const isReached = () => fetch('/assets/nowhere').then(Boolean, () => false)
  await expect.poll(() => page.evaluate(isReached), { timeout: 10_000 }).toBe(false)
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const result = await page.evaluate(
    (values) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: values }),
    tags,
  )
  return result.violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.html}`))
}

test('a new build takes over at once, and a page of the old one keeps its looks', async () => {
  const page = await memberAtHome()
  const context = page.context()
  const styleOf = () => page.locator('link[rel="stylesheet"]').getAttribute('href')
  const old = (await styleOf()) ?? ''
  const before = host.env.assets
  host.env.assets = newBuild(before as FakeAssets, old)
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const taken = new Promise((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })
    })
    await registration?.update()
    await taken
  })
  expect((await host.get(old)).status).toBe(404)
  // The page on the phone is still of the old build, and so is its style.
  await goOffline(page)
  await page.goto(`${base}${memberPaths.home}`)
  expect(await page.locator('#as-of').textContent()).toContain('You are offline.')
  const sheets = () => page.evaluate(() => document.styleSheets[0]?.cssRules.length ?? 0)
  expect(await sheets()).toBeGreaterThan(0)
  await context.setOffline(false)
  await page.goto(`${base}${memberPaths.home}`)
  expect(await styleOf()).toBe(renamed(old))
  expect(await sheets()).toBeGreaterThan(0)
  host.env.assets = before
  await context.close()
})

type FakeAssets = Awaited<ReturnType<typeof fakeHost>>['env']['assets'] &
  ReadonlyMap<string, { bytes: Uint8Array<ArrayBuffer>; type: string; immutable: boolean }>

function renamed(path: string): string {
  return path.replace('/assets/web-', '/assets/web-next')
}

/** The same files, the style under a new name, as if a byte of it were another. */
function newBuild(assets: FakeAssets, style: string): FakeAssets {
  const next = new Map(assets)
  const [sheet, worker] = [next.get(style), next.get('/sw.js')]
  if (sheet === undefined || worker === undefined) throw new Error('The build lacks a file.')
  next.delete(style)
  next.set(renamed(style), sheet)
  const text = new TextDecoder().decode(worker.bytes).replaceAll(style, renamed(style))
  next.set('/sw.js', { ...worker, bytes: new TextEncoder().encode(text) })
  return next
}

test('writing down without a network has nothing for axe, and fits the screen', async () => {
  const companions = [{ member: sample.luis.id, name: sample.luis.name }]
  host.answers.readHome = { ...sample.home, companions }
  const page = await memberAtHome()
  await isKept(page, `${base}/riverside/record/short`)
  await goOffline(page)
  await page.goto(`${base}/riverside/record`)
  expect(await page.locator('main').textContent()).toContain('Write down help')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('In a few words').fill('W'.repeat(100))
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.locator('#unsent li').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('unsent')
  expect(await page.locator('#unsent').textContent()).toContain('Waits for the network.')
  expect(await violations(page)).toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(phone.width)
  await page.goto(`${base}/riverside/never/seen`)
  expect(await page.locator('h1').textContent()).toBe('You are offline')
  expect(await violations(page)).toEqual([])
  await page.context().close()
})
