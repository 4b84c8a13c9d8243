import { fault } from '@commonhour/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type Answers, fakeHost } from './fakeHost.ts'
import * as sample from './sample.ts'
import { digestOf, kid, line, outside, paths, report, waiting } from './sampleReports.ts'
import { serve } from './serve.ts'

const auditor = {
  readHome: { ...sample.home, member: { ...sample.ana, offices: ['auditor' as const] } },
}
async function pageOf(path: string, answers: Answers = {}): Promise<string> {
  const host = await fakeHost({ answers: { ...auditor, ...answers } })
  return (await (await host.get(path)).text()).replaceAll('\u00a0', ' ')
}
const fieldOf = (page: string, name: string) =>
  new RegExp(`name="${name}"`).test(page) &&
  new RegExp(`id="${name}-wrong">([^<]+)<`).exec(page)?.[1]

describe('the list of reports', () => {
  test('tells of each whether it is made, and how many stewards signed it', async () => {
    const page = await pageOf(paths.reports)
    expect(page).toMatch(/Report 4<.*1 Nov 2026 to 20 Nov 2026<.*It is being made/)
    expect(page).toMatch(/Report 3<.*Signed on 2 Nov 2026 · 1 of 2 stewards’ signatures/)
    expect(page).toContain('href="/riverside/books/reports/draw"')
    expect(page).toContain('?after=more')
  })

  test('without any asked for, only signatures that are there are told of', async () => {
    const items = [0, 1, 2].map((made) => ({ ...line, signatures: { made, needed: 0 } }))
    const page = await pageOf(paths.reports, { listReports: { items, next: null } })
    expect(page.match(/Signed on 2 Nov 2026</g)).toHaveLength(1)
    expect(page).toContain('Signed on 2 Nov 2026 · one steward signed it too')
    expect(page).toContain('Signed on 2 Nov 2026 · 2 stewards signed it too')
  })

  test('is reached from the books, and by anyone from the proof page', async () => {
    expect(await pageOf('/riverside/books')).toContain('href="/riverside/books/reports"')
    expect(await pageOf('/riverside/proof')).toContain('href="/riverside/reports"')
    const page = await pageOf(outside['reports for anyone'])
    expect(page).toContain('href="/riverside/reports/3"')
    expect(page).not.toContain('/draw')
  })

  test('whoever is no auditor draws none, and is told whom to ask', async () => {
    const readHome = sample.home
    expect(await pageOf(paths.reports, { readHome })).not.toContain('/draw"')
    const page = await pageOf(paths['report: draw'], { readHome })
    expect(page).toContain('Ask one of them.')
    expect(page).not.toContain('<form')
  })
})

describe('drawing a report', () => {
  const drawn = { listReports: { items: [line], next: null } }

  test('goes on after the last one and ends yesterday', async () => {
    const page = await pageOf(paths['report: draw'], drawn)
    expect(page).toMatch(/type="date" value="2026-11-01" id="firstDay"/)
    expect(page).toMatch(/value="2026-11-30" [^>]*id="lastDay"/)
  })

  test('sends both days, and leads to the report that is being made', async () => {
    const host = await fakeHost({ answers: { ...auditor, ...drawn } })
    const form = { from: '2026-11-01', to: '2026-11-20' }
    const typed = { firstDay: form.from, lastDay: form.to }
    const sent = await host.post(paths['report: draw'], typed)
    expect(sent.headers.get('location')).toBe('/riverside/books/reports/4')
    expect(host.asked.find(({ name }) => name === 'requestReport')?.body).toEqual(form)
  })

  test.each([
    ['report_is_waiting', 'Ask again in a minute.'],
    ['report_period_is_not_over', 'End it yesterday or before.'],
    ['report_period_goes_back', 'End it on that one’s last day or later.'],
  ] as const)('%s is said at the last day', async (code, says) => {
    const answers = { ...auditor, ...drawn, requestReport: fault(code) }
    const host = await fakeHost({ answers })
    const sent = await host.post(paths['report: draw'], {
      firstDay: '2026-11-01',
      lastDay: '2026-12-31',
    })
    const page = await sent.text()
    expect(sent.status).toBe(409)
    expect(fieldOf(page, 'lastDay')).toContain(says)
    expect(page).toContain('value="2026-12-31"')
  })

  test('days that are none, or the wrong way round, are said at their fields', async () => {
    const fields = ['/from', '/to'].map((pointer) => ({ pointer, expected: 'x', received: 'y' }))
    const requestReport = fault('request_is_malformed', { fields })
    const host = await fakeHost({ answers: { ...auditor, ...drawn, requestReport } })
    const sent = await host.post(paths['report: draw'], { firstDay: '', lastDay: '2026-01-01' })
    const page = await sent.text()
    expect(fieldOf(page, 'firstDay')).toBe('Choose the first day.')
    expect(fieldOf(page, 'lastDay')).toBe('Choose the last day, not before the first.')
  })

  test('while one is being made, leads there instead', async () => {
    const page = await pageOf(paths['report: draw'], {
      listReports: { items: [waiting], next: null },
    })
    expect(page).toMatch(/href="\/riverside\/books\/reports\/4">Report 4 is being made/)
    expect(page).not.toContain('<form')
  })
})

describe('a report', () => {
  test('tells sums, what moved by purpose, and measures with their definitions', async () => {
    const page = await pageOf(paths.report)
    expect(page).toContain('The books are whole: 1,230 h came in, and 1,230 h went out.')
    expect(page).toMatch(/64<\/dd>.*0 h<\/dd>.*2 h 30 min<\/dd>/)
    expect(page).toMatch(/Help<\/td><td>61<\/td><td>91 h<.*Taken back<\/td><td>1<\/td><td>1 h</)
    expect(page).not.toContain('Corrections')
    expect(page).toMatch(/Acts of help <small>Acts of help whose hours.* \(Definition 1\)<\/small>/)
    expect(page).toMatch(/Both gave and received.*<dd>43.2%<\/dd>/)
    expect(page).toMatch(/Give and take are even.*<dd>2.50<\/dd>/)
    expect(page).toMatch(/How unevenly.*<dd>held back: too few people<\/dd>/)
    expect(page).toMatch(new RegExp(`>${kid}<.*>${report.root.replace('+', '.')}<`))
    expect(page).toContain(`<dd>${digestOf(report)}</dd>`)
    expect(page).toContain('Lines of the log</dt><dd>901 to 1,480</dd>')
    expect(page).toContain('1 Oct 2026 to 31 Oct 2026')
  })

  test('whose sums differ says so and what to do', async () => {
    const accounts = { ...report.accounts, outSeconds: report.accounts.outSeconds - 3600 }
    const page = await pageOf(paths.report, { readReport: { ...report, accounts } })
    expect(page).toContain('The books are not whole')
    expect(page).toContain('Tell the other auditors.')
  })

  test('of an older definition shows its figure and its version', async () => {
    const indicators = [
      { name: 'reciprocity', version: 9, value: 0.5 },
      { name: 'weather', version: 1, value: 0.25 },
    ]
    const page = await pageOf(paths.report, { readReport: { ...report, indicators } })
    expect(page).toContain('(Definition 9, which this page does not know)')
    expect(page).toMatch(/weather <small>.*<dd>0.25</)
  })

  test('that is being made says what happens now', async () => {
    const page = await pageOf(paths.report, { readReport: fault('proof_is_not_ready') })
    expect(page).toContain('counts all hours anew')
    expect(page).toContain('>Look again<')
  })

  test('hands its confidential files to auditors alone', async () => {
    const files = ['report.jws', 'log.jsonl', 'balances.jsonl', 'signatures.json']
    const linked = async (path: string, answers: Answers = {}) => {
      const page = await pageOf(path, answers)
      return files.filter((name) => page.includes(`href="/riverside/reports/3/${name}"`))
    }
    expect(await linked(paths.report)).toEqual(files)
    const open = ['report.jws', 'signatures.json']
    expect(await linked(paths.report, { readHome: sample.home })).toEqual(open)
    expect(await linked(outside['a report for anyone'])).toEqual(open)
  })
})

describe('the files of a report', () => {
  test.each([
    ['log.jsonl', 'readReportLog', '["community.founded",0]\n'],
    ['balances.jsonl', 'readReportBalances', '["x",0,0]\n'],
  ] as const)('%s comes with the member’s token, private', async (name, operation, text) => {
    const host = await fakeHost({ answers: auditor })
    const file = await host.get(`/riverside/reports/3/${name}`)
    expect(await file.text()).toBe(text)
    expect(file.headers.get('cache-control')).toBe('private, no-store')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="riverside-3-${name}"`,
    )
    expect(host.asked).toMatchObject([{ name: operation, token: 'Bearer a-token' }])
  })

  test('a refusal is a page that says what to do, not a file', async () => {
    const answers = { readReportLog: fault('actor_is_not_an_auditor') }
    const host = await fakeHost({ answers })
    const page = await host.get('/riverside/reports/3/log.jsonl')
    expect(page.status).toBe(403)
    expect(page.headers.get('content-disposition')).toBeNull()
    expect(await page.text()).toContain('Ask one of them.')
    const outside = await fakeHost({
      signedIn: false,
      answers: { readReportLog: fault('token_is_missing') },
    })
    expect((await outside.get('/riverside/reports/3/log.jsonl')).status).toBe(303)
  })

  test('the signed text and the signatures go to anyone', async () => {
    const host = await fakeHost({ signedIn: false })
    expect(
      (await (await host.get('/riverside/reports/3/report.jws')).text()).split('.'),
    ).toHaveLength(3)
    const signatures = await (await host.get('/riverside/reports/3/signatures.json')).json()
    expect(signatures).toMatchObject({ no: 3, needed: 2 })
  })
})

describe('co-signing', () => {
  test('shows who signed, and the command that signs away from here', async () => {
    const page = await pageOf(paths['report: signatures'])
    expect(page).toContain('1 of 2 stewards’ signatures')
    expect(page).toContain('Key T2xk')
    expect(page).toContain('commonhour cosign report riverside-3-report.jws --with my-key.json')
  })

  test('puts the pasted line under the report; one that does not fit is said at the field', async () => {
    const signature = 'C'.repeat(86)
    const host = await fakeHost({ answers: auditor })
    const sent = await host.post(paths['report: signatures'], { signature })
    expect(sent.headers.get('location')).toBe(paths['report: signatures'])
    expect(host.asked.find(({ name }) => name === 'signReport')?.body).toEqual({ signature })
    Object.assign(host.answers, { signReport: fault('signature_is_not_good') })
    const page = await (await host.post(paths['report: signatures'], { signature })).text()
    expect(fieldOf(page, 'signature')).toContain('Sign the report as it was issued.')
  })

  test('an auditor enters a key, and how many signatures are wanted', async () => {
    const host = await fakeHost({ answers: auditor })
    const page = await (await host.get(paths.cosigners)).text()
    expect(page).toMatch(/>Rosa Keane<\/a> <span class="quiet">Key T2xk</)
    expect(page).toContain('commonhour cosign key --to my-key.json')
    expect(page).toMatch(/name="needed"/)
    const form = { do: 'enter', x: 'D'.repeat(43), needed: '2' }
    expect((await host.post(paths.cosigners, form)).headers.get('location')).toBe(paths.cosigners)
    expect(host.asked.find(({ name }) => name === 'enterCosigner')?.body).toEqual({
      x: form.x,
      needed: 2,
    })
    Object.assign(host.answers, { enterCosigner: fault('cosigners_are_too_few') })
    const no = await (await host.post(paths.cosigners, form)).text()
    expect(fieldOf(no, 'needed')).toContain('Ask for fewer.')
  })

  test('whoever is one may leave', async () => {
    const items = [{ member: sample.ids.ana, name: 'Ana Soler', kid: 'T2xk', x: 'A'.repeat(43) }]
    const host = await fakeHost({ answers: { listCosigners: { items, next: null } } })
    expect(await (await host.get(paths.cosigners)).text()).toContain('Take my key out')
    await host.post(paths.cosigners, { do: 'leave', needed: '0' })
    expect(host.asked.find(({ name }) => name === 'leaveCosigners')?.body).toEqual({ needed: 0 })
  })

  test('anyone else is told who may', async () => {
    const page = await pageOf(paths.cosigners, { readHome: sample.home })
    expect(page).toContain('Auditors enter a key here.')
    expect(page).not.toContain('<form')
  })
})

describe('on paper', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    browser = await launchBrowser()
    served = await serve((origin) => fakeHost({ base: origin, signedIn: false }))
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
  })

  test.each(['light', 'dark'] as const)('a report is one sheet of A4 (%s)', async (colorScheme) => {
    // The longest it gets: every purpose moved something, and the name is long.
    const moved = { count: 12_345, seconds: 123_456_780 }
    const transfers = Object.fromEntries(Object.keys(report.transfers).map((one) => [one, moved]))
    const name = 'The Time Bank of Both Banks of the River and of all the Villages up the Valley'
    Object.assign(served.host.answers, {
      readReport: { ...report, transfers, reversals: moved },
      readCommunity: { ...sample.community, name },
    })
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await page.goto(served.base + outside['a report, printed'])
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
      'latin1',
    )
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
    // 210 × 297 mm in points.
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    await context.close()
  })

  test('it says what a treasurer hands on', async () => {
    const page = await pageOf(outside['a report, printed'])
    for (const said of [
      'Riverside Time Bank: report 3 on its hours',
      'from 1 Oct 2026 to 31 Oct 2026, counted in hours. 64 accounts are open.',
      'All accounts together stand at 0 h',
      `with the community’s key ${kid}`,
      (digestOf(report).slice(0, 16).match(/.{4}/g) ?? []).join(' '),
      'http://localhost:8787/riverside/reports/3',
      'It does not show that help took place',
    ]) {
      expect(page).toContain(said)
    }
    expect(page).toContain('Definition 1')
    expect(await pageOf('/riverside/books/reports/3/print')).toContain('report 3 on its hours')
  })
})
