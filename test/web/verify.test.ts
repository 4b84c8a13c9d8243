import {
  cosign,
  digestOfReport,
  leafHash,
  memberProofText,
  nodesOf,
  rootAt,
  type SigningKey,
  signCheckpoint,
  signingKeyOf,
  signReceipt,
} from '@commonhour/proof'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { jsonl, madeLog } from '../support/log.ts'
import { madeMemberProof } from '../support/memberProofs.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { type MadeReport, madeReport } from '../support/reports.ts'
import { fakeHost } from './fakeHost.ts'
import { serve } from './serve.ts'

// A real browser, cut off from every network once the page stands open.

let browser: Browser
let base: string
let close: () => Promise<void>
let key: SigningKey
let receiptKey: SigningKey
let bodies: readonly string[]
let older: MadeReport
let made: MadeReport

beforeAll(async () => {
  key = await testKey('report')
  receiptKey = await testKey('receipt')
  const recovery = await testKey('recovery')
  const keys = [origin, key.publicKey.x, recovery.publicKey.x]
  bodies = madeLog(500, { accounts: 40, seed: 5, keys }).bodies
  older = await madeReport(bodies, { key, toSize: 300 })
  made = await madeReport(bodies, { key, previous: older })
  browser = await launchBrowser()
  const served = await serve((at) => fakeHost({ base: at, signedIn: false }))
  base = served.base
  close = served.close
})
afterAll(async () => {
  await browser.close()
  await close()
})

const keyFile = () =>
  JSON.stringify({
    communities: { riverside: { origin, keys: [key.publicKey, receiptKey.publicKey] } },
  })
/** What somebody downloaded, by the names it has there. */
const files = () => ({
  'report-2.jws': made.jws,
  'report-1.jws': older.jws,
  'commonhour.json': keyFile(),
  'log.jsonl': made.log,
  'balances.jsonl': made.balances,
})

/** The page, open; from here on everything it asks for is written down. */
async function opened(look: object = { viewport: { width: 360, height: 740 } }) {
  const context = await browser.newContext(look)
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  await page.goto(`${base}/verify`)
  await page.getByLabel('Put your files here').waitFor()
  await context.setOffline(true)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  return { context, page, asked, said }
}

async function choose(page: Page, laid: Record<string, string>): Promise<void> {
  const chosen = Object.entries(laid).map(([name, text]) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  }))
  await page.getByLabel('Put your files here').setInputFiles(chosen)
}

/** As somebody drags them from a folder. */
async function drop(page: Page, laid: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const data = new DataTransfer()
    for (const [name, text] of entries) data.items.add(new File([text], name))
    return data
  }, Object.entries(laid))
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer })
}

async function look(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.locator('#result .verdict, #result .problem').waitFor()
  expect(await page.locator('#far').isVisible()).toBe(false)
  return page.locator('#result .card p').allInnerTexts()
}

const verdict = (page: Page) => page.locator('#result .verdict, #result .problem').textContent()

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const result = await page.evaluate(
    (values) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: values }),
    tags,
  )
  return result.violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.html}`))
}

describe('a report with all its files, dropped together', () => {
  test('is shown whole; one flipped byte is the first thing that is wrong; nothing is asked', async () => {
    const { asked, context, page, said } = await opened()
    await drop(page, files())
    const all = await look(page)
    expect(await verdict(page)).toBe('Everything holds: all 11 checks.')
    expect(all.every((text) => text.startsWith('Holds. '))).toBe(true)
    expect(all[7]).toContain('Counted anew from nothing: 40 accounts')
    expect(await page.locator('#result h2').textContent()).toBe(
      `A report of ${origin} (as the keys say)`,
    )
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('verdict whole')
    await drop(page, { 'log.jsonl': made.log.replace('"help"', '"halp"') })
    const flipped = await look(page)
    expect(await verdict(page)).toBe('Something is wrong. First: The file of the log.')
    expect(flipped.map((text) => text.split(' ')[0])).toEqual([
      ...Array(4).fill('Holds.'),
      'Wrong.',
      ...Array(3).fill('Not'),
      ...Array(2).fill('Holds.'),
      'Not',
    ])
    const line = bodies.findIndex((body) => body.includes('"help"')) + 1
    expect(flipped[4]).toContain(`Line ${line} is the first that is wrong by itself.`)
    expect(asked).toEqual([])
    expect(said).toEqual([])
    await context.close()
  })

  test('chosen one by one is sorted by what each is, and told what was not shown', async () => {
    const { context, page } = await opened()
    await choose(page, { 'download(1)': made.log })
    await choose(page, { 'download(2)': older.jws, 'holiday.png': 'x' })
    await choose(page, { 'download(3)': made.jws, 'download(4)': keyFile() })
    const all = await look(page)
    expect(await page.locator('[data-place]').allInnerTexts()).toEqual([
      'download(3)',
      'download(4)',
      'download(2)',
      'download(1)',
      'Not here',
      'Not here',
      'Not here',
    ])
    expect(await page.locator('#strange').textContent()).toBe('None of ours: holiday.png')
    expect(await verdict(page)).toBe(
      'What was handed in holds: 8 of 11 checks; the others show nothing.',
    )
    expect(all[8]).toBe('Not shown, because balances.jsonl was not handed in.')
    await context.close()
  })

  test('with the signatures of stewards that its log names, is shown whole', async () => {
    const own = await signingKeyOf(new Uint8Array(32).fill(4), 'report')
    const { kid, x } = own.publicKey
    const at = JSON.parse(bodies.at(-1) ?? '')[2]
    const leaf = ['cosigner.added', bodies.length, at, 'member', kid, x, 1, 'actor']
    const report = await madeReport([...bodies, JSON.stringify(leaf)], { key, previous: older })
    const said = { no: 2, digest: digestOfReport(report.jws) }
    const signature = await cosign({ origin, ...said }, own.privateKey)
    const signatures = [{ kid, signature, at: '2026-04-03T10:00:00Z' }]
    const { context, page } = await opened()
    await drop(page, {
      ...files(),
      ...{ 'report-2.jws': report.jws, 'log.jsonl': report.log, 'balances.jsonl': report.balances },
      'download(7)': JSON.stringify({ ...said, needed: 1, cosigners: [{ kid, x }], signatures }),
    })
    const all = await look(page)
    expect(await verdict(page)).toBe('Everything holds: all 12 checks.')
    expect(all.at(-1)).toBe(`Holds. The log asks for 1; 1 are good, by keys that it names: ${kid}.`)
    await context.close()
  })

  test('is refused where the report itself was altered', async () => {
    const { context, page } = await opened()
    await drop(page, { ...files(), 'report-2.jws': made.jws.replace(/^.{8}/, 'AAAAAAAA') })
    const [first] = await look(page)
    expect(first).toContain('This is no signed text of ours.')
    await context.close()
  })
})

describe('other documents', () => {
  const nodeAt = () => nodesOf(bodies.map((body) => leafHash(Buffer.from(body))))

  test('are looked at as well: a receipt, a checkpoint, the proof of one member', async () => {
    const { asked, context, page } = await opened()
    const leaf = leafHash(Buffer.from(bodies[30] ?? ''))
    const root = rootAt(nodeAt(), bodies.length)
    const checkpoint = await signCheckpoint({ origin, size: bodies.length, root }, key)
    const line = { origin, seq: 30, leaf, at: Date.UTC(2026, 1, 1) }
    await drop(page, {
      receipt: await signReceipt(line, receiptKey),
      checkpoint,
      'keys.json': keyFile(),
      'log.jsonl': jsonl(bodies),
    })
    await look(page)
    expect(await verdict(page)).toBe('Everything holds: all 4 checks.')
    await page.getByRole('button', { name: 'Begin again' }).click()
    expect(await page.locator('#result').textContent()).toBe('')
    await drop(page, { checkpoint, 'log.jsonl': jsonl(bodies), 'keys.json': keyFile() })
    await look(page)
    expect(await verdict(page)).toBe('Everything holds: all 2 checks.')
    const proof = memberProofText(madeMemberProof(made, 'account-2'))
    await drop(page, { 'mine.json': proof })
    await look(page)
    expect(await verdict(page)).toBe('Everything holds: all 4 checks.')
    expect(await page.locator('#result h2').textContent()).toContain('A proof of one member of')
    expect(asked).toEqual([])
    await context.close()
  })
})

describe('what it takes is said', () => {
  test('where the keys are missing, or are none', async () => {
    const { context, page } = await opened()
    const button = page.getByRole('button', { name: 'Look at it' })
    await choose(page, { 'report.jws': made.jws })
    await button.click()
    await page.getByText('It takes two files at least').waitFor()
    await choose(page, { 'commonhour.json': '{"keys":[1]}' })
    await button.click()
    await page.getByText('The file of keys is none.').waitFor()
    expect(await page.getByText('It takes two files at least').isVisible()).toBe(false)
    await context.close()
  })

  test('without JavaScript, by the command', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${base}/verify`)
    const note = page.locator('noscript p')
    expect([await note.isVisible(), await note.textContent()]).toEqual([
      true,
      expect.stringContaining('your browser runs none'),
    ])
    expect(await page.getByText('commonhour verify report.jws').isVisible()).toBe(true)
    expect(await page.getByLabel('Put your files here').isVisible()).toBe(false)
    await context.close()
  })
})

test('the policy of the page lets no script send anything, even to us', async () => {
  const context: BrowserContext = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${base}/verify`)
  const sent = await page.evaluate(() =>
    fetch('/v1/communities').then(
      () => 'sent',
      () => 'refused',
    ),
  )
  expect(sent).toBe('refused')
  await context.close()
})

describe.each([
  ['light, 360 px', { viewport: { width: 360, height: 740 } }],
  ['dark, 1280 px', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
  ['320 px', { viewport: { width: 320, height: 640 } }],
] as const)('with a verdict on it, %s', (_, size) => {
  test('axe finds nothing, and nothing is wider than the screen', async () => {
    const { context, page } = await opened(size)
    await drop(page, { ...files(), 'log.jsonl': older.log })
    await look(page)
    expect(await violations(page)).toEqual([])
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(size.viewport.width)
    await context.close()
  })
})

test('the front page and the proof page of a community lead here', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  for (const from of ['/', '/riverside/proof']) {
    await page.goto(base + from)
    await page.getByRole('link', { name: 'Verify a report' }).click()
    await page.waitForURL('**/verify')
    expect(await page.locator('h1').textContent()).toBe('Is this report true?')
  }
  await context.close()
})
