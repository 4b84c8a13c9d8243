import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const mostBytes = 180_000

test('the Worker’s bundle stays within 180 kB gzip, without zod or Node', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL('../../workers/api/main.ts', import.meta.url).pathname],
    ...{ bundle: true, minify: true, write: false, metafile: true, format: 'esm' as const },
    conditions: ['workerd', 'browser'],
  })
  const bytes = gzipSync(outputFiles[0]?.contents ?? '').byteLength
  console.log(`api bundle: ${(bytes / 1000).toFixed(1)} kB gzip of ${mostBytes / 1000}`)
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(mostBytes)
  const inside = Object.keys(metafile.inputs)
  expect(inside.filter((path) => /node_modules\/(zod|@scalar|better-auth)\//.test(path))).toEqual(
    [],
  )
})
