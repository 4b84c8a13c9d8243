import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { madeLog } from '../support/log.ts'
import { origin, testKey } from '../support/proofKeys.ts'
import { madeReport } from '../support/reports.ts'

// The same room in another runtime: a browser without a network, as somebody would check at home.

let browser: Browser
let page: Page
let script: string
beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: `export * from '@commonhour/proof'`, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    globalName: 'proof',
    platform: 'browser',
    minify: true,
    write: false,
  })
  script = bundle.outputFiles[0]?.text ?? ''
  browser = await launchBrowser()
  const context = await browser.newContext()
  page = await context.newPage()
  // WebCrypto is there on pages that came over a safe way only; localhost is one.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }))
  await page.goto('http://localhost/verify')
  await page.unrouteAll()
  await context.setOffline(true)
  await page.addScriptTag({ content: script })
}, 240_000)
afterAll(() => browser.close())

test('a browser without a network verifies a report whole, and refuses an altered one', async () => {
  const key = await testKey('report')
  const made = await madeReport(madeLog(400, { accounts: 30, seed: 8 }).bodies, { key })
  const shown = { report: made.jws, keys: [key.publicKey], origin }
  const verified = (log: string) =>
    page.evaluate(
      `proof.verifyReport({ ...${JSON.stringify(shown)}, log: [${JSON.stringify(log)}],
        balances: [${JSON.stringify(made.balances)}] })
        .then((checks) => checks.map(({ check, state }) => check + ' ' + state))`,
    )
  const passed = await verified(made.log)
  expect(passed).toEqual([
    'reportIsSigned passed',
    'figuresFit passed',
    'logOnlyGrew passed',
    'followsTheOneBefore notShown',
    'logIsTheOneSigned passed',
    'linesMakeTheRoot passed',
    'keyStandsInTheLog notShown',
    'totalsFollowFromTheLog passed',
    'balancesAreTheOnesSigned passed',
    'balancesMakeTheRoot passed',
    'balancesFollowFromTheLog passed',
  ])
  const altered = await verified(made.log.replace('"help"', '"gift"'))
  expect(altered).toContain('logIsTheOneSigned failed')
  expect(altered).toContain('linesMakeTheRoot notShown')
})

test('a key made there signs the same as here', async () => {
  const here = await testKey('receipt')
  const kid = await page.evaluate(
    `proof.signingKeyOf(proof.seedOf(
      new TextEncoder().encode('a secret of a host that exists in tests only'),
      { origin: '${origin}', use: 'receipt', generation: 0 }), 'receipt')
      .then(({ publicKey }) => publicKey.kid)`,
  )
  expect(kid).toBe(here.publicKey.kid)
})

test('the page that verifies stays light', () => {
  const bytes = gzipSync(script).length
  console.log(`proof: ${(bytes / 1000).toFixed(1)} kB gzip in a browser`)
  expect(bytes).toBeLessThan(60_000)
})
