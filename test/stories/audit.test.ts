// An auditor draws a report, takes it home and verifies it; a second steward signs it too.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { type Stage, useStage } from './support/stage.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhour-auditor-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

describe.each(hosts)('an auditor on $name', ({ open, name }) => {
  const stage = useStage(open)

  test('draws a report, verifies it at home, and a second steward signs it too', async () => {
    const rosa = await stage.member('Rosa Keane', { javaScript: false })
    const no = await draws(stage, rosa)
    const files = await downloads(rosa, name)
    const verified = await command('verify', files.report, ...beside(files))
    expect(verified.out).toContain('✓ Every line of the log')
    expect(verified.out).toContain('✓ Balances and log')
    expect(verified.out).toContain('What was handed in holds: 10 of 12 checks')
    expect(verified.code).toBe(0)

    await appoints(stage, rosa, 'Grace Obi')
    const grace = await stage.member('Grace Obi', { javaScript: false })
    await entersKey(grace, name)
    await signs(grace, no, files, name)
    const { community } = grace
    const client = await grace.client()
    const signed = answered(await client.readReportSignatures({ community, no: String(no) }))
    expect([signed.needed, signed.signatures.length]).toEqual([1, 1])
    await anyoneReads(stage, no)
    await stage.expectAllIsWell()
  })
})

/** From home to a report that is signed; gives its number. */
async function draws(stage: Stage, { visitor }: Member): Promise<number> {
  await visitor.tap('link', 'Books')
  await visitor.tap('link', 'Which reports are there?')
  await visitor.tap('link', 'Draw a report')
  await visitor.type('Last day', '2999-12-31')
  await visitor.tap('button', 'Draw a report')
  expect(await visitor.text()).toContain('End it yesterday or before.')
  await visitor.type('Last day', await visitor.value('First day'))
  await visitor.tap('button', 'Draw a report')
  const [, no] = /^Report (\d+)$/.exec(await visitor.question()) ?? []
  // At the edge audit may have been faster than the tap.
  expect(await visitor.text()).toMatch(/counts all hours anew|The books are whole/)
  const round = await fetch(`${stage.host.base}/dev/audit`, { method: 'POST' })
  expect(round.status).toBe(200)
  await visitor.open(`/riverside/books/reports/${no}`)
  expect(await visitor.text()).toContain('The books are whole')
  expect(await visitor.text()).toContain('That help took place.')
  return Number(no)
}

type Files = Record<'report' | 'log' | 'balances' | 'signatures' | 'key', string>
const links = {
  report: 'The signed text',
  log: 'Every line of the log',
  balances: 'Where every account stands, without names',
  signatures: 'The stewards’ signatures',
  key: 'The keys of the community',
} as const

/** All files of the report that is open, as a browser saves them. */
async function downloads({ visitor: { page } }: Member, host: string): Promise<Files> {
  const saved: Partial<Files> = {}
  for (const [name, link] of Object.entries(links)) {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: link, exact: true }).click()
    const path = at(`${host}-${name}`)
    await (await coming).saveAs(path)
    saved[name as keyof Files] = path
  }
  return saved as Files
}

function beside({ balances, key, log, signatures }: Files): string[] {
  return ['--key', key, '--log', log, '--balances', balances, '--signatures', signatures]
}

async function appoints(stage: Stage, rosa: Member, name: string): Promise<void> {
  const { visitor } = rosa
  await visitor.open('/riverside/me')
  await visitor.tap('link', 'Members')
  await visitor.type('Search by name', name)
  await visitor.tap('button', 'Search')
  await visitor.tap('link', name)
  await visitor.tap('link', 'Their offices')
  await visitor.choose(`Appoint ${name} as auditor`)
  await visitor.tap('button', 'Propose it')
  await stage.daysPass(8)
}

/** A key that stays in a file of hers; its public half stands in the log. */
async function entersKey({ visitor }: Member, host: string): Promise<void> {
  const made = await command('cosign', 'key', '--to', at(`${host}-own.json`))
  const x = made.out.trim().split('\n').at(-1) ?? ''
  await visitor.tap('link', 'Books')
  await visitor.tap('link', 'Which reports are there?')
  await visitor.tap('link', 'Who co-signs reports?')
  expect(await visitor.text()).toContain('Nobody yet.')
  await visitor.type('The public half that was printed', x)
  await visitor.tap('button', 'Enter it')
  expect(await visitor.text()).not.toContain('Nobody yet.')
  await visitor.tap('link', 'Back to the reports')
}

async function signs({ visitor }: Member, no: number, files: Files, host: string): Promise<void> {
  expect(await visitor.text()).toContain('0 of 1 stewards’ signatures')
  await visitor.tap('link', `Report ${no}`)
  await visitor.tap('link', `Who co-signed report ${no}?`)
  await visitor.type('The signature that was printed', 'A'.repeat(86))
  await visitor.tap('button', 'Put it under the report')
  expect(await visitor.text()).toContain('The signature does not fit this report and your key.')
  const own = at(`${host}-own.json`)
  const signed = await command('cosign', 'report', files.report, '--with', own, ...beside(files))
  expect(signed.code).toBe(0)
  expect(signed.out).not.toContain(JSON.parse(await readFile(own, 'utf8')).d)
  const signature = signed.out.trim().split('\n').at(-1) ?? ''
  await visitor.type('The signature that was printed', signature)
  await visitor.tap('button', 'Put it under the report')
  expect(await visitor.text()).toContain('1 of 1 stewards’ signatures')
}

/** From the front page, signed out: the same figures, but no confidential file. */
async function anyoneReads(stage: Stage, no: number): Promise<void> {
  const visitor = await stage.visitor({ javaScript: false })
  await visitor.open('/riverside/proof')
  await visitor.tap('link', 'Which reports are there?')
  expect(await visitor.text()).toContain('1 of 1 stewards’ signatures')
  await visitor.tap('link', `Report ${no}`)
  expect(await visitor.text()).toContain('The books are whole')
  expect(await visitor.text()).not.toContain('Every line of the log')
  await visitor.tap('link', 'As one page, to print')
  expect(await visitor.text()).toContain('begins with')
}

/** The real command, as an auditor runs it from a copy of their own. */
function command(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(root, 'packages/cli/main.ts'), ...args], {
    cwd: folder,
    env: { ...process.env, DATA_DIR: at('none'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done({ code, out }))
  })
}
