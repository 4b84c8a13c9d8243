import { openStandalone } from '@commonhour/standalone'
import { expect, onTestFinished, test } from 'vitest'
import { demoDirectory, quiet } from '../support/demoFolder.ts'

const base = 'http://localhost'

async function opened(production = false) {
  const { directory, remove } = await demoDirectory()
  const environment = production ? { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@b.example' } : {}
  const options = { ...quiet, directory, base, assets: new Map(), production, environment }
  const standalone = await openStandalone(options)
  onTestFinished(async () => {
    await standalone.close()
    await remove()
  })
  return (path: string, method = 'POST') =>
    standalone.fetch(new Request(base + path, { method }), '127.0.0.1')
}

test('development asks the courier for a round, and a demo that was just made has nothing to tell', async () => {
  const ask = await opened()
  const answer = await ask('/dev/courier')
  expect(answer.status).toBe(200)
  expect(await answer.json()).not.toHaveProperty('sent')
  expect((await ask('/dev/courier', 'GET')).status).toBe(405)
  for (const wrong of ['-1', '1.5', 'soon', '99999999999999']) {
    expect((await ask(`/dev/courier?aheadMs=${wrong}`)).status).toBe(400)
  }
})

test('in production there is no such page', async () => {
  const ask = await opened(true)
  expect((await ask('/dev/courier')).status).not.toBe(200)
  expect((await ask('/dev/courier?aheadMs=1')).status).not.toBe(200)
})

test('looking ahead does what time would do: needs end, and their members hear of it', async () => {
  const ask = await opened()
  const ahead = await (await ask(`/dev/courier?aheadMs=${70 * 86_400_000}`)).json()
  expect(ahead).toMatchObject({ 'need.expired': expect.any(Number), sent: expect.any(Number) })
  expect(ahead).not.toHaveProperty('troubled')
  const again = await (await ask(`/dev/courier?aheadMs=${70 * 86_400_000}`)).json()
  expect(again).not.toHaveProperty('need.expired')
  const mails = await (await ask('/dev/mail.json', 'GET')).json()
  expect(mails.items.map(({ subject }: { subject: string }) => subject)).toContainEqual(
    expect.stringMatching(/has ended$/),
  )
})
