// Pictures of the main screens, to be looked at: `node test/stories/screens.ts OUT_DIR [BASE]`.
// Without BASE it serves a demo of its own. It writes nothing but the sign-in of Ana.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { contactSheet } from './contactSheet.ts'

const root = resolve(import.meta.dirname, '../..')
const email = 'ana@riverside.example'

const sizes = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const
const schemes = ['light', 'dark'] as const

/** Name → where it is, or how to get there. */
const signedOut = {
  front: '/',
  community: '/riverside',
  proof: '/riverside/proof',
  'sign-in': '/sign-in?to=/riverside/home',
  style: '/dev/style',
}
const signedIn: Record<string, string | ((page: Page) => Promise<void>)> = {
  home: '/riverside/home',
  ask: '/riverside/ask',
  'ask-check': '/riverside/ask?what=transport&when=anyTime&long=3600',
  needs: '/riverside/needs',
  answer: firstNeed,
  record: '/riverside/record',
  statement: '/riverside/statement',
  line: firstLineInAReport,
  counted: '/riverside/statement/proof',
  exchange: firstExchange,
  me: '/riverside/me',
  problem: giftBeyondWhatIsInHand,
}

const [out, given] = process.argv.slice(2)
if (out === undefined) throw new Error('Say where the pictures go: screens.ts OUT_DIR [BASE]')
await mkdir(out, { recursive: true })
const pictures: string[] = []
const own = given === undefined ? await serveDemo() : undefined
const browser = await launchBrowser()
try {
  const base = given ?? own?.base ?? ''
  const session = await signIn(browser, base)
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      const look = { baseURL: base, viewport, colorScheme, locale: 'en-IE' }
      const suffix = `${size}-${colorScheme}`
      await shoot(browser, look, signedOut, join(out, suffix))
      await shoot(browser, { ...look, storageState: session }, signedIn, join(out, suffix))
    }
  }
  process.stdout.write(`${await contactSheet(browser, out, pictures)}\n`)
} finally {
  await browser.close()
  await own?.stop()
}

type Look = NonNullable<Parameters<Browser['newContext']>[0]>

/** One picture each, as long as its page, with the bar at its foot. */
async function shoot(browser: Browser, look: Look, screens: typeof signedIn, prefix: string) {
  const context = await browser.newContext(look)
  for (const [name, way] of Object.entries(screens)) {
    const page = await context.newPage()
    if (typeof way === 'string') await page.goto(way)
    else await way(page)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width: look.viewport?.width ?? 0, height })
    const path = `${prefix}-${name}.png`
    await page.screenshot({ path })
    pictures.push(path)
    process.stdout.write(`${path}\n`)
    await page.close()
  }
  await context.close()
}

async function firstNeed(page: Page): Promise<void> {
  await page.goto('/riverside/needs')
  const answerable = page.getByRole('main').getByRole('listitem').getByRole('link')
  for (const link of await answerable.all()) {
    await page.goto((await link.getAttribute('href')) ?? '')
    const help = page.getByRole('link', { name: /^I can help/ })
    if (await help.isVisible()) return page.goto(`${page.url()}/answer`).then(() => undefined)
    await page.goBack()
  }
}

async function firstLineInAReport(page: Page): Promise<void> {
  await page.goto('/riverside/statement')
  const link = page.getByRole('link', { name: /^In report/ }).first()
  await page.goto((await link.getAttribute('href')) ?? '')
}

async function firstExchange(page: Page): Promise<void> {
  await page.goto('/riverside/statement')
  const link = page.locator('tbody').getByRole('link').first()
  await page.goto((await link.getAttribute('href')) ?? '')
}

/** A form that was refused: nothing is written. */
async function giftBeyondWhatIsInHand(page: Page): Promise<void> {
  await page.goto('/riverside/give?long=other')
  await page.getByRole('combobox', { name: 'hours', exact: true }).selectOption('0')
  await page.getByRole('combobox', { name: 'minutes', exact: true }).selectOption('0')
  await page.getByRole('button', { name: 'Give', exact: true }).click()
  await page.waitForURL('**/give?*')
  await page.getByRole('alert').waitFor()
}

async function signIn(browser: Browser, base: string) {
  const context = await browser.newContext({ baseURL: base })
  const page = await context.newPage()
  await page.goto('/sign-in?to=/riverside/home')
  await page.locator('[name=email]').fill(email)
  await page.locator('main form button').first().click()
  await page.waitForURL('**/sign-in/code')
  const mail = await fetch(`${base}/dev/mail.json?to=${email}`)
  const { items } = (await mail.json()) as { items: { subject: string }[] }
  await page.locator('[name=code]').fill(items[0]?.subject.slice(0, 6) ?? '')
  await page.locator('main form button').click()
  // A passkey is offered first; pictures are taken without one.
  await page.waitForURL('**/sign-in/faster**')
  await page.goto('/riverside/home')
  const session = await context.storageState()
  await context.close()
  return session
}

/** `pnpm start` on a free port, over a folder that goes away with it. */
async function serveDemo(): Promise<{ base: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-screens-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'workers/standalone/start.ts')], {
    env: { ...process.env, DATA_DIR: directory, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  return { base: await readyAt(child), stop }
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += chunk
      const base = /ready at (http:\S+)/.exec(said)?.[1]
      if (base !== undefined) found(base)
    })
    child.once('exit', () => reject(new Error(`It ended before it was ready:\n${said}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })
}
