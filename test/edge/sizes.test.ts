import { resolve } from 'node:path'
import { bundleSizes, sizesSaid } from '@commonhour/standalone/edge'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

test('every bundle keeps its budget, and the API never needs more than 180 kB', async () => {
  const sizes = await bundleSizes(root)
  const { kept, lines } = sizesSaid(sizes)
  console.log(lines)
  expect(sizes.map(({ name }) => name)).toEqual(['web', 'api', 'identity', 'courier', 'audit'])
  expect(sizes.find(({ name }) => name === 'api')?.budgetBytes).toBe(180_000)
  // An empty bundle would keep every budget.
  for (const { gzipBytes } of sizes) expect(gzipBytes).toBeGreaterThan(10_000)
  expect(kept, lines).toBe(true)
}, 240_000)

test('a bundle that is too big is said', () => {
  const { kept, lines } = sizesSaid([
    { name: 'web', gzipBytes: 80_000, budgetBytes: 80_000 },
    { name: 'api', gzipBytes: 100_001, budgetBytes: 100_000 },
  ])
  expect(kept).toBe(false)
  expect(lines.split('\n').map((line) => line.endsWith('too big'))).toEqual([false, true, false])
})
