import { describe, expect, test } from 'vitest'
import { fakeHost, memberPaths, publicPaths } from './fakeHost.ts'

describe('every page', () => {
  for (const [name, path] of Object.entries({ ...publicPaths, ...memberPaths })) {
    test(`${name} asks one question and shows no missing text`, async () => {
      const signedIn = name in memberPaths
      const host = await fakeHost({ signedIn })
      const response = await host.get(path)
      const page = await response.text()
      expect(response.status, page).toBe(200)
      expect(page.match(/<h1>/g)).toHaveLength(1)
      expect(page).not.toMatch(/undefined|\[object|NaN|>null</)
      // One call, two at most.
      expect(host.asked.length).toBeLessThanOrEqual(2)
    })
  }
})
