// What goes wrong in a life with forms: nothing is booked twice, nothing is lost, nothing is told.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { answered, type Member } from './support/member.ts'
import { standaloneOnly, useStage, ways } from './support/stage.ts'
import { type Visitor, wordsOf } from './support/visitor.ts'

const hour = 3600

describe.each(standaloneOnly)('mishaps on $name', ({ open }) => {
  const stage = useStage(open)

  test('a wrong code is refused at its field, and the right one still works', async () => {
    const luis = await stage.visitor()
    await luis.open('/sign-in')
    await luis.type('E-mail address', 'luis@riverside.example')
    await luis.tap('button', 'Send me a code')
    const code = await stage.host.code('luis@riverside.example')
    await luis.type('The code from the message', code === '123456' ? '654321' : '123456')
    await luis.tap('button', 'Sign in')
    expect(await luis.page.title()).toMatch(/^There is a problem/)
    expect(await luis.text()).toContain('That code is not right.')
    await luis.type('The code from the message', code)
    await luis.tap('button', 'Sign in')
    expect((await luis.context.cookies()).map(({ name }) => name)).toContain('session')
    await stage.expectAllIsWell()
  })

  test.each(ways)(
    'a session that has ended asks to sign in, and what was typed is kept, $way',
    async (way) => {
      const grace = await stage.member('Grace Obi', way)
      const { visitor } = grace
      await visitor.open('/riverside/offer')
      const words = 'I can teach you to swim, slowly and without fear'
      await visitor.type('In a few words', words)
      await visitor.pick('What kind of help?', 'learning')
      await visitor.context.clearCookies({ name: 'session' })
      await visitor.tap('button', 'Offer it')
      expect(await visitor.question()).toBe('You are signed out')
      expect(await visitor.text()).toContain(words)
      await visitor.tap('link', 'Sign in again')
      await grace.provesWhoTheyAre()
      expect(await visitor.question()).toBe('What do you like to do?')
      // Ended elsewhere: the browser still holds what the host has forgotten.
      const forgotten = { name: 'session', value: 'forgotten', url: visitor.base }
      await visitor.context.addCookies([forgotten])
      await visitor.open('/riverside/home')
      expect(await visitor.question()).toBe('What is your e‑mail address?')
      await stage.expectAllIsWell()
    },
  )

  test.each(ways)(
    'confirmed by two taps, from two tabs, or again after Back, it is booked once, $way',
    async (way) => {
      const ana = await stage.member('Ana Soler', way)
      const luis = await stage.member('Luis Vidal', way)
      const exchange = await luisHelped(luis, ana)
      const { account } = await ana.books()
      const page = `/riverside/exchanges/${exchange}`
      const { visitor } = ana
      await visitor.open(page)
      const otherTab = await visitor.context.newPage()
      await otherTab.goto(visitor.base + page)

      const yes = visitor.page.getByRole('button', { name: 'Yes, 1 h is right' })
      await twoTaps(visitor, yes, way.javaScript)
      await visitor.goesOn(() => visitor.page.goBack())
      if (await yes.isVisible()) await visitor.tap('button', 'Yes, 1 h is right')
      await visitor.open(page)
      expect(await visitor.question()).toBe('Luis Vidal helped you for 1 h. Thank you both!')

      await otherTab.getByRole('button', { name: 'Yes, 1 h is right' }).click()
      await otherTab.getByText('This is confirmed already').first().waitFor()
      const after = await ana.books()
      expect(after.account.balanceSeconds).toBe(account.balanceSeconds - hour)
      expect(after.statement.items.filter((line) => line.exchange === exchange)).toHaveLength(1)
      await stage.expectAllIsWell()
    },
  )

  test('the exchange of two others is not there, whatever its address', async () => {
    const luis = await stage.member('Luis Vidal')
    const ana = await stage.member('Ana Soler')
    const exchange = await luisHelped(luis, ana)
    const { visitor } = await stage.member('Grace Obi')
    const nobodys = exchange.replace(/.{12}$/, '000000000000')
    for (const id of [exchange, nobodys, exchange.slice(0, 30)]) {
      const answer = await visitor.open(`/riverside/exchanges/${id}`)
      expect([answer.status(), await visitor.question()]).toEqual([404, 'We could not find that'])
      expect(await visitor.text()).not.toContain('Luis')
    }
    await stage.expectAllIsWell()
  })

  test.each([
    ['another site', '127.0.0.1'],
    ['another origin of the same site', 'localhost'],
  ])('a form on %s confirms nothing', async (_, hostname) => {
    const ana = await stage.member('Ana Soler')
    const luis = await stage.member('Luis Vidal')
    const exchange = await luisHelped(luis, ana)
    const before = await ana.books()
    const answer = await postFrom(hostname, ana.visitor, `/riverside/exchanges/${exchange}`)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('This was sent from another place than our own pages')
    const { account } = await ana.books()
    expect(account).toEqual(before.account)
    const client = await ana.client()
    const still = answered(await client.readExchange({ community: 'riverside', exchange }))
    expect(still.state).toBe('done')
    await stage.expectAllIsWell()
  })
})

/** Luis writes down an hour of help to Ana, which waits for her; gives the exchange's id. */
async function luisHelped(luis: Member, ana: Member): Promise<string> {
  const { visitor } = luis
  const { member } = answered(await (await ana.client()).readHome({ community: 'riverside' }))
  await visitor.open(`/riverside/members/${member.id}`)
  await visitor.tap('link', 'I helped Ana Soler')
  await visitor.tap('link', '1 h')
  await visitor.tap('button', 'Write it down')
  return new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}

/** With the script two taps send once; bare, two sendings of the same form arrive together. */
async function twoTaps(visitor: Visitor, button: Locator, javaScript: boolean): Promise<void> {
  if (javaScript) {
    let posts = 0
    visitor.page.on('request', (request) => {
      if (request.method() === 'POST') posts++
    })
    await visitor.goesOn(() => button.dblclick())
    return expect(posts).toBe(1)
  }
  const url = visitor.page.url()
  const form: Record<string, string> = {}
  for (const field of await button.locator('xpath=ancestor::form//input').all()) {
    form[(await field.getAttribute('name')) ?? ''] = await field.inputValue()
  }
  const send = () => visitor.context.request.post(url, { form, headers: { origin: visitor.base } })
  const answers = await Promise.all([send(), send()])
  const confirmed = [200, `${url}?done=confirmed`]
  expect(answers.map((answer) => [answer.status(), answer.url()])).toEqual([confirmed, confirmed])
  await visitor.goesOn(() => button.click())
}

/**
 * A page elsewhere has a button that posts to ours, with whatever cookies the browser sends along.
 */
async function postFrom(hostname: string, { base, context }: Visitor, path: string) {
  const form = `<form method="post" action="${base}${path}">
    <input name="act" value="confirmation"><input name="key" value="${crypto.randomUUID()}">
    <input name="seconds" value="3600"><button>Win a prize</button></form>`
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end(`<!doctype html>${form}`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    const page = await context.newPage()
    await page.goto(`http://${hostname}:${(server.address() as AddressInfo).port}/`)
    const coming = page.waitForResponse((response) => response.url() === base + path)
    await page.getByRole('button').click()
    const response = await coming
    await page.waitForLoadState()
    return { status: response.status(), text: await wordsOf(page.locator('main')) }
  } finally {
    await new Promise((done) => server.close(done))
  }
}
