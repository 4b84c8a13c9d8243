import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fakeHost, memberPaths, publicPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

const kB = 1000

/** The weight of what travels: gzip, the weakest compression in use. */
function weight(bytes: Uint8Array | string): number {
  return gzipSync(bytes).length
}

describe('what a member page weighs, compressed', () => {
  test('CSS ≤ 8 kB, JS ≤ 6 kB', async () => {
    const { env } = await fakeHost()
    const of = (stem: string, ending: string) => {
      const isIt = (one: string) => one.startsWith(`/assets/${stem}-`) && one.endsWith(ending)
      const path = [...env.assets.keys()].find(isIt) ?? ''
      return weight(env.assets.get(path)?.bytes ?? '')
    }
    expect(of('web', '.css')).toBeGreaterThan(500)
    expect(of('web', '.css')).toBeLessThanOrEqual(8 * kB)
    expect(of('web', '.js')).toBeGreaterThan(100)
    expect(of('web', '.js')).toBeLessThanOrEqual(6 * kB)
    // For auditors, on one page: what hashes, signs and replays has a budget of its own.
    const verify = of('verify', '.js')
    console.log(`verify: ${(verify / kB).toFixed(1)} kB gzip`)
    expect(verify).toBeGreaterThan(10 * kB)
    expect(verify).toBeLessThanOrEqual(60 * kB)
  })

  test('and no page but the one that verifies loads its script', async () => {
    const host = await fakeHost()
    const loading: string[] = []
    for (const [name, path] of Object.entries({ ...memberPaths, ...publicPaths })) {
      const page = await (await host.get(path)).text()
      if (page.includes('/assets/verify-')) loading.push(name)
    }
    expect(loading).toEqual(['verify'])
  })

  for (const [name, path] of Object.entries(memberPaths)) {
    test(`HTML ≤ 14 kB: ${name}`, async () => {
      const host = await fakeHost({ answers: crowded() })
      expect(weight(await (await host.get(path)).text())).toBeLessThanOrEqual(14 * kB)
    })
  }
})

/** As full as a page gets: long lists of different things. */
function crowded() {
  const many = <T extends { id: string }>(it: T, count: number): T[] =>
    Array.from({ length: count }, (_, index) => ({ ...it, id: sample.id(1000 + index * 7919) }))
  const [line] = sample.statement.items
  const items = line
    ? many({ id: '', ...line }, 25).map((one) => ({ ...one, exchange: one.id }))
    : []
  return {
    readHome: {
      ...sample.home,
      waiting: many(sample.done, 10),
      underWay: many(sample.agreed, 10),
      myNeeds: many(sample.myNeed, 10),
      needs: many(sample.need, 5),
    },
    listNeeds: { items: many(sample.need, 20), next: 'more' },
    listMembers: { items: many(sample.luis, 30), next: 'more' },
    listExchanges: { items: many(sample.proposed, 20), next: null },
    readStatement: { ...sample.statement, items },
  }
}

describe('the look', () => {
  const folder = fileURLToPath(new URL('../../web/styles/', import.meta.url))
  const styles = readdirSync(folder)
    .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
    .join('\n')

  test('knows no left and right', () => {
    expect(styles).not.toMatch(
      /(?<![-\w])(left|right|margin-top|margin-left|padding-bottom|width|height)\s*:/,
    )
    expect(styles).toContain('@layer reset, tokens, base, layout, parts, utilities;')
  })

  test('has no red', () => {
    const rules = styles.replace(/\/\*.*?\*\//gs, '')
    expect(rules).not.toMatch(/\bred\b|#f00|#e00|crimson/)
  })
})
