import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts, type OpenHost } from '../support/hosts.ts'

describe.each(hosts)('the pages on $name', ({ open }) => {
  let host: OpenHost
  beforeAll(async () => {
    host = await open()
  })
  afterAll(() => host?.close())

  test('the front page and the community answer', async () => {
    for (const path of ['/', '/riverside']) {
      const page = await fetch(host.base + path)
      expect([path, page.status]).toEqual([path, 200])
      expect(await page.text()).toContain('<h1')
    }
  })
})
