// A phone without a network: what was seen can be read, what is written down waits, and is sent
// once.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { Member } from './support/member.ts'
import { standaloneOnly, useStage } from './support/stage.ts'
import { wordsOf } from './support/visitor.ts'

const hour = 3600

describe.each(hosts)('without a network, on $name', ({ open }) => {
  const stage = useStage(open)

  test('in the air: helps are written down, not booked; on the ground each is, once', async () => {
    const ana = await stage.member('Ana Soler')
    const before = await ana.books()
    const { page, context } = ana.visitor
    await kept(page)
    await toTheForm(ana)
    await kept(page)

    await goOffline(page)
    await writeDown(page, 'Curtains hung')
    expect(await unsent(page)).toContain('Not sent yet')
    // The same page again, from the phone: it is another help, not the same one twice.
    await page.reload()
    expect(await ana.visitor.text()).toContain('You are offline. This is how it was at')
    await writeDown(page, 'Lamp mended')
    await ana.goHome()
    const home = await ana.visitor.text()
    expect(home).toContain('You are offline. This is how it was at')
    for (const title of ['Curtains hung', 'Lamp mended']) expect(home).toContain(title)
    expect((await ana.books()).account).toEqual(before.account)
    await ana.visitor.open('/riverside/charter')
    expect(await ana.visitor.question()).toBe('You are offline')
    // The steps of writing down were not all seen; one page has them all.
    await ana.goHome()
    await ana.visitor.tap('link', 'Record')
    expect(await ana.visitor.question()).toBe('Write down help')
    await writeDown(page, 'Dog walked', 'Write it down')
    await ana.goHome()

    await context.setOffline(false)
    await expect.poll(() => page.evaluate(countUnsent), { timeout: 20_000 }).toBe(0)
    const { account, statement } = await ana.books()
    expect(account.balanceSeconds).toBe(before.account.balanceSeconds - 3 * hour)
    const titles = statement.items.slice(0, 3).map(({ title }) => title)
    expect(titles).toEqual(['Dog walked', 'Lamp mended', 'Curtains hung'])
    await ana.goHome()
    expect(await ana.visitor.text()).not.toContain('Not sent yet')
    expect(await ana.visitor.text()).not.toContain('You are offline')
    await stage.expectAllIsWell()
  })

  test('an answer that is lost after the books have it: still once', async () => {
    const ana = await stage.member('Ana Soler')
    const before = await ana.books()
    const { page, context } = ana.visitor
    await toTheForm(ana)
    await context.route('**/record?**', async (route) => {
      if (route.request().method() === 'POST') await route.fetch({ maxRedirects: 0 })
      await route.abort()
    })
    await writeDown(page, 'Hedge cut')
    expect(await unsent(page)).toContain('Hedge cut')
    const balanceSeconds = before.account.balanceSeconds - hour
    expect((await ana.books()).account.balanceSeconds).toBe(balanceSeconds)

    await context.unroute('**/record?**')
    await ana.goHome()
    await expect.poll(() => page.evaluate(countUnsent), { timeout: 20_000 }).toBe(0)
    const { account, statement } = await ana.books()
    expect(account.balanceSeconds).toBe(balanceSeconds)
    expect(statement.items.filter(({ title }) => title === 'Hedge cut')).toHaveLength(1)
    await stage.expectAllIsWell()
  })
})

describe.each(standaloneOnly)('one phone, on $name', ({ open }) => {
  const stage = useStage(open)

  test('what one member wrote down, another neither sees nor sends', async () => {
    const witness = await stage.member('Ana Soler', { javaScript: false })
    const before = await witness.books()
    const ana = await stage.member('Ana Soler')
    const { visitor } = ana
    const { page, context } = visitor
    await kept(page)
    await toTheForm(ana)
    const form = new URL(page.url())
    await kept(page)
    await context.route('**/record?**', (route) => route.abort())
    await writeDown(page, 'Soup cooked')
    await visitor.open('/riverside/me')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('Something is not sent yet.').waitFor()
    await visitor.tap('button', 'Sign out')

    const luis = new Member(stage.host, visitor, { name: 'Luis Vidal', email: luisEmail })
    await luis.comeIn()
    await context.unroute('**/record?**')
    await luis.goHome()
    expect(await visitor.text()).not.toContain('Soup cooked')
    expect(await page.evaluate(countUnsent)).toBe(1)
    await kept(page)
    await goOffline(page)
    await visitor.open(form.pathname + form.search)
    // Nothing of hers is shown: what he may write down himself stands there.
    expect(await visitor.question()).toBe('Write down help')
    await context.setOffline(false)
    expect((await witness.books()).account).toEqual(before.account)

    await luis.visitor.open('/riverside/me')
    await visitor.tap('button', 'Sign out')
    await ana.comeIn()
    await expect.poll(() => page.evaluate(countUnsent), { timeout: 20_000 }).toBe(0)
    const { statement } = await witness.books()
    expect(statement.items.filter(({ title }) => title === 'Soup cooked')).toHaveLength(1)
    await stage.expectAllIsWell()
  })

  test('what is refused meanwhile says why, and goes when it was read', async () => {
    const luis = await stage.member('Luis Vidal')
    const { page, context } = luis.visitor
    await kept(page)
    await toTheForm(luis)
    await kept(page)
    await goOffline(page)
    // From a clock that is wrong: the page lets nobody choose such a day.
    await page.getByLabel('On which day?').evaluate(tomorrow)
    await writeDown(page, 'Too early')
    await context.setOffline(false)
    const refused = page.locator('#unsent').getByText('This could not be done.')
    await refused.waitFor()
    expect(await wordsOf(refused)).toMatch(/This could not be done\. .+\./)
    await page.getByRole('button', { name: 'Take it off this list' }).click()
    await page.locator('#unsent').waitFor({ state: 'hidden' })
    expect((await luis.books()).statement.items.map(({ title }) => title)).not.toContain(
      'Too early',
    )
    await stage.expectAllIsWell()
  })
})

const luisEmail = 'luis@riverside.example'

/** Someone helped me, one hour: as far as the form. */
async function toTheForm({ visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Someone helped me')
  await visitor.tapTile(0)
  await visitor.tap('link', '1 h')
}

/** Fills the form in and sends it; where no answer comes, the page stays. */
async function writeDown(
  page: Page,
  title: string,
  button = 'Write it down and say thank you',
): Promise<void> {
  await page.getByLabel('In a few words').fill(title)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.locator('#unsent').getByText(title).waitFor()
}

function unsent(page: Page): Promise<string> {
  return wordsOf(page.locator('#unsent'))
}

/** Until this page is on the phone, and the worker answers for it. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const answers = navigator.serviceWorker.controller?.state === 'activated'
    return answers && (await caches.match(location.href)) !== undefined
  })
}

/** Until the worker has no network either: a file that is not on the phone is asked for in vain. */
async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true)
  const isReached = () => fetch('/assets/nowhere').then(Boolean, () => false)
  await expect.poll(() => page.evaluate(isReached), { timeout: 10_000 }).toBe(false)
}

/** Runs in the page: how many forms wait on this phone, whoever's they are. */
function countUnsent(): Promise<number> {
  return new Promise((found, failed) => {
    const opening = indexedDB.open('commonhour', 1)
    opening.onerror = () => failed(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('unsent').objectStore('unsent').count()
      counting.onsuccess = () => {
        opening.result.close()
        found(counting.result)
      }
    }
  })
}

/** Runs in the page. */
function tomorrow(field: HTMLElement | SVGElement): void {
  const input = field as HTMLInputElement
  input.removeAttribute('max')
  input.value = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
}
