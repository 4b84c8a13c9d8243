import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Emulated {
  readonly width: number
  readonly height: number
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active'
  readonly direction?: 'rtl'
  /** Of the size that a reader set in the browser. */
  readonly textPercent?: number
}

const phone = { width: 360, height: 740 }

/** Every way in which a page is looked at. */
export const looks = {
  light: phone,
  dark: { width: 1280, height: 800, colorScheme: 'dark' },
  'right to left': { ...phone, direction: 'rtl' },
  'text of 200 %': { ...phone, textPercent: 200 },
  '320 px': { width: 320, height: 640 },
  'forced colours': { width: 1280, height: 800, forcedColors: 'active' },
} as const satisfies Record<string, Emulated>
export type Look = keyof typeof looks

/** Turns an open page to a look, without asking for it again. */
export async function turnTo(page: Page, look: Look): Promise<void> {
  const { width, height, colorScheme, direction, forcedColors, textPercent }: Emulated = looks[look]
  await page.setViewportSize({ width, height })
  await page.emulateMedia({
    colorScheme: colorScheme ?? 'light',
    forcedColors: forcedColors ?? 'none',
    // What is still on its way between two colours would be measured halfway.
    reducedMotion: 'reduce',
  })
  await page.evaluate(
    ([dir, percent]) => {
      document.documentElement.dir = dir
      document.documentElement.style.fontSize = `${percent}%`
    },
    [direction ?? 'ltr', textPercent ?? 100] as const,
  )
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Runs in the page. Links inside a sentence are as high as its lines; all else is 48 px. */
export function sizes(): string[] {
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`${scrollWidth} of ${clientWidth} px wide`)
  for (const one of document.querySelectorAll('.button, .tile, .bar a, .choice, .tabs a, select')) {
    const { height } = one.getBoundingClientRect()
    if (height > 0 && height < 48) found.push(`${Math.round(height)} px: ${one.textContent}`)
  }
  return found
}

/** What axe finds, what is wider than the screen, and what is smaller than a finger. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(async (runOnly) => {
    const { axe: run } = window as unknown as { axe: typeof axe }
    const result = await run.run({ runOnly, resultTypes: ['violations'] })
    return result.violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id} ${node.html.slice(0, 120)}`),
    )
  }, tags)
  return [...(await page.evaluate(sizes)), ...found]
}

/**
 * Runs in the page: one question, a title that begins with it or with the problem before it, one
 * thing to do first.
 */
export function structure(): string[] {
  const found: string[] = []
  const questions = document.querySelectorAll('h1')
  if (questions.length !== 1) found.push(`${questions.length} questions`)
  const refused = document.getElementById('summary') !== null
  const question = (refused ? 'There is a problem: ' : '') + (questions[0]?.textContent ?? '')
  if (!document.title.startsWith(question)) found.push(`"${document.title}" is not "${question}"`)
  const primary = [...document.querySelectorAll('.button:not(.second)')]
  const seen = primary.filter((one) => one.checkVisibility())
  if (seen.length > 1) found.push(`first of all: ${seen.map((one) => one.textContent).join(' | ')}`)
  return found
}

/** Tab alone: it reaches all that can be used, shows where it is, and is nowhere kept. */
export async function keyboard(page: Page): Promise<string[]> {
  const presses = await page.evaluate(watchFocus)
  for (let press = 0; press < presses; press++) await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const { __missed, __unseen } = window as unknown as Record<string, Set<Element>>
    const told = (what: string, set: Set<Element> | undefined) =>
      [...(set ?? [])].map((one) => `${what}: ${one.outerHTML.slice(0, 120)}`)
    return [...told('Tab does not reach', __missed), ...told('focus is not seen', __unseen)]
  })
}

/** Runs in the page. @returns how often Tab is to be pressed */
function watchFocus(): number {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  const all = [...document.querySelectorAll<HTMLInputElement>(usable)]
  const seen = all.filter((one) => one.checkVisibility() && !one.disabled)
  // Of answers to one question Tab reaches the chosen one; the arrows lead to the others.
  const stops = seen.filter(
    ({ checked, name, type }, index) =>
      type !== 'radio' ||
      checked ||
      (!seen.some((other) => other.name === name && other.checked) &&
        seen.findIndex((other) => other.name === name) === index),
  )
  const missed = new Set<Element>(stops)
  const unseen = new Set<Element>()
  document.addEventListener('focusin', ({ target }) => {
    const one = target as Element
    missed.delete(one)
    const marked = [one, one.closest('label')].some((it) => it !== null && isOutlined(it))
    if (!marked) unseen.add(one)
  })
  Object.assign(window, { __missed: missed, __unseen: unseen })
  const inParts = stops.filter(({ type }) => ['date', 'time', 'datetime-local'].includes(type))
  return stops.length + 4 * inParts.length + 1

  function isOutlined(one: Element): boolean {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  }
}
