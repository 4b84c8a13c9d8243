import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { apiWith } from './framework.ts'

const scalar = new URL(
  '../../workers/standalone/node_modules/@scalar/api-reference/dist/browser/standalone.js',
  import.meta.url,
)
const { ask } = apiWith({}, { docsScript: async () => new Uint8Array(await readFile(scalar)) })

const server = createServer(async (asked: IncomingMessage, answered) => {
  const answer = await ask(asked.url ?? '/')
  answered.writeHead(answer.status, Object.fromEntries(answer.headers))
  answered.end(Buffer.from(await answer.arrayBuffer()))
})
beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
afterAll(() => new Promise((closed) => server.close(closed)))

test('the docs page shows the operations and asks no other host for anything', async () => {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const asked: string[] = []
    const refused: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (line) => {
      // What the page's policy stopped would have been a request to somewhere else.
      if (line.type() === 'error') refused.push(line.text())
    })
    await page.goto(`${origin}/docs`)
    await page.getByRole('heading', { name: 'Commonhour', exact: true }).waitFor()
    await page.goto(`${origin}/docs#tag/transfers/POST/v1/communities/{community}/transfers`)
    await page.getByRole('heading', { name: /^Give hours, or book help/ }).waitFor()
    await page.waitForLoadState('networkidle')
    const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(origin))
    expect(elsewhere).toEqual([])
    expect(refused).toEqual([])
    expect(asked).toContain(`${origin}/v1/openapi.json`)
  } finally {
    await browser.close()
  }
})
