import type { BrowserContext, Locator, Page, Response } from 'playwright-core'
import { expect } from 'vitest'

type Name = string | RegExp

/**
 * Somebody with a browser of their own. Every tap is counted, and every field that is typed into.
 */
export class Visitor {
  readonly base: string
  readonly context: BrowserContext
  readonly page: Page
  taps = 0
  typed = 0
  /** What no story may leave behind: errors of a page, answers of 500, requests to another host. */
  readonly faults: string[] = []

  constructor(base: string, context: BrowserContext, page: Page) {
    this.base = base
    this.context = context
    this.page = page
    page.on('pageerror', (error) => this.faults.push(`script: ${error.message}`))
    page.on('request', (request) => {
      const { origin } = new URL(request.url())
      if (origin !== base && origin !== 'null') this.faults.push(`asked ${request.url()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} ${response.url()}`)
    })
  }

  /** Opens an address of the host, as from a bookmark or a message; no tap. */
  async open(path: string): Promise<Response> {
    const response = await this.page.goto(this.base + path)
    if (response === null) throw new Error(`No page came from ${path}.`)
    await this.fitsThePhone()
    return response
  }

  /** Taps a link or a button; another page comes. */
  async tap(role: 'link' | 'button', name: Name, within?: Locator): Promise<void> {
    const place = within ?? this.page
    await this.goesOn(() => place.getByRole(role, { name, exact: true }).first().click())
    this.taps++
  }

  /** Taps one of the tiles by its place; gives what stands on it. */
  async tapTile(index: number): Promise<string> {
    const tile = this.page.getByRole('main').getByRole('listitem').nth(index).getByRole('link')
    const words = await wordsOf(tile)
    await this.goesOn(() => tile.click())
    this.taps++
    return words
  }

  /** Does what leads to another page, and waits for it; no tap. */
  async goesOn(act: () => Promise<unknown>): Promise<void> {
    // Longer than a tap may take, so that a link that is not there is what the failure names.
    const loaded = this.page.waitForEvent('domcontentloaded', { timeout: 40_000 })
    await Promise.all([loaded, act()])
    await this.fitsThePhone()
  }

  /** Taps one of several answers, or a box; the page stays. */
  async choose(name: Name): Promise<void> {
    await this.page.getByLabel(name, { exact: true }).check()
    this.taps++
  }

  /** Opens a menu and picks from it: two taps on a phone. */
  async pick(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).selectOption(option)
    this.taps += 2
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text)
    this.typed++
  }

  /** What stands in a field. */
  async value(label: string): Promise<string> {
    return this.page.getByLabel(label, { exact: true }).inputValue()
  }

  /** From here on it is counted: at a page that is open. */
  startCounting(): void {
    this.taps = 0
    this.typed = 0
  }

  /** The page's question. */
  async question(): Promise<string> {
    return wordsOf(this.page.locator('h1'))
  }

  /** Everything that can be read on the page. */
  async text(): Promise<string> {
    return wordsOf(this.page.locator('main'))
  }

  /** The cards of a list whose words hold all of these. */
  card(...words: string[]): Locator {
    return words.reduce(
      (cards, hasText) => cards.filter({ hasText }),
      this.page.getByRole('listitem'),
    )
  }

  /** The figure or fact beside its name, such as "Where" or "How long". */
  async fact(name: string): Promise<string> {
    const term = this.page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) })
    return wordsOf(term.locator('xpath=following-sibling::dd').first())
  }

  /** No page scrolls sideways on a phone. */
  private async fitsThePhone(): Promise<void> {
    const width = await this.page.evaluate(() => document.documentElement.scrollWidth)
    const wide = this.page.viewportSize()?.width ?? width
    if (width > wide) this.faults.push(`${width} px wide: ${new URL(this.page.url()).pathname}`)
  }

  expectNoFaults(): void {
    expect(this.faults).toEqual([])
  }
}

/**
 * What can be read of an element; what is folded away cannot. Spaces that hold words together are
 * spaces.
 */
export async function wordsOf(element: Locator): Promise<string> {
  return (await element.allInnerTexts())
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .trim()
}
