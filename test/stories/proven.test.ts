// A member looks whether a line of theirs is in the signed books, keeps the proof, and checks it
// without us.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type MemberProofFile, uuidv7 } from '@commonhour/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts } from '../support/hosts.ts'
import { answered, type Member } from './support/member.ts'
import { type Stage, useStage, ways } from './support/stage.ts'
import { wordsOf } from './support/visitor.ts'

const hour = 3600
const root = resolve(import.meta.dirname, '../..')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonhour-proven-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(hosts)('a member’s own proof on $name', ({ name, open }) => {
  const stage = useStage(open)

  test.each(ways)('is a tap from a line, is kept, and holds without us, $way', async (way) => {
    const ana = await stage.member('Ana Soler', way)
    const { account, statement } = await ana.books()
    const { report } = statement.signed
    if (report === null) throw new Error('The demo has no report.')
    await opensALineIn(report.no, ana)
    const line = await keepsTheFile(ana, 'my-proof.json')
    expect(line.lines).toHaveLength(1)
    await holdsOffline(stage, line)
    await isRefusedOnceTurned(line)
    if (way.javaScript) await holdsInTheBrowser(stage, ana)

    await opensMyHours(report.no, ana)
    const whole = await keepsTheFile(ana, 'my-proof.json')
    await holdsOffline(stage, whole)
    const { inSeconds = 0, outSeconds = 0 } = whole.balance ?? {}
    expect(inSeconds - outSeconds).toBe(await balanceAt(ana, report.size))
    expect((await ana.books()).account).toEqual(account)
    await stage.expectAllIsWell()
  })

  test.each(ways)('of a line of today is under a signed head, $way', async (way) => {
    const grace = await stage.member('Grace Obi', way)
    const { community, visitor } = grace
    const before = (await grace.books()).account.balanceSeconds
    const client = await grace.client()
    const [pool] = answered(await client.listPools({ community })).items
    const id = answered(await client.readMe({ community })).account?.id ?? ''
    const gift = { id: freshId(), seconds: hour }
    answered(await client.giveToPool({ community, pool: pool?.account ?? '' }, { body: gift }))
    await opensTheNewestLine(grace)
    // At the edge audit goes round by itself, and may have been faster.
    const notYet = name === 'standalone' ? /Not yet: this line is new\./ : /Not yet|Yes\./
    expect(await visitor.text()).toMatch(notYet)
    await fetch(`${stage.host.base}/dev/audit`, { method: 'POST' })
    await visitor.tap('link', 'Back to my hours')
    await visitor.page.reload()
    expect((await newestRow(grace)).words).toContain('Not in a report yet; signed on')
    await opensTheNewestLine(grace)
    expect(await visitor.text()).toContain('Yes. No report covers this line yet')
    await holdsOffline(stage, await keepsTheFile(grace, 'my-line.json'))
    const { account } = await grace.books()
    expect([account.id, account.balanceSeconds]).toEqual([id, before - hour])
    await stage.expectAllIsWell()
  })
})

/** From home: all my hours, and a line of the report. */
async function opensALineIn(no: number, { visitor }: Member): Promise<void> {
  await visitor.tap('link', 'All my hours, line by line')
  const inReport = visitor.page.getByRole('link', { name: new RegExp(`^In report ${no}\\b`) })
  while ((await inReport.count()) === 0) await visitor.tap('link', 'Show more')
  visitor.startCounting()
  await visitor.goesOn(() => inReport.first().click())
  expect(await visitor.question()).toBe('Is this line in the signed books?')
  expect(await visitor.text()).toContain(`Yes. This line is in report ${no},`)
  const checks = visitor.page.locator('.check')
  expect(await checks.count()).toBe(4)
  expect(await visitor.page.locator('.check.passed').count()).toBe(4)
  expect(await wordsOf(checks.nth(2))).toContain(`The line stands in the log of report ${no}.`)
}

async function opensMyHours(no: number, { visitor }: Member): Promise<void> {
  await visitor.tap('link', 'Back to my hours')
  await visitor.tap('link', 'Are my hours counted in a report?')
  expect(await visitor.question()).toBe('Are my hours counted?')
  expect(await visitor.text()).toContain(`on your account is counted in report ${no}`)
}

async function newestRow({ visitor }: Member) {
  const row = visitor.page.locator('tbody').getByRole('row').first()
  return { row, words: await wordsOf(row) }
}

async function opensTheNewestLine(member: Member): Promise<void> {
  await member.statementPage()
  const { row } = await newestRow(member)
  await member.visitor.goesOn(() => row.locator('a.signed').click())
}

// biome-ignore lint/suspicious/noExplicitAny: a line or a whole proof, as the test knows
async function keepsTheFile({ visitor }: Member, name: string): Promise<any> {
  const coming = visitor.page.waitForEvent('download')
  await visitor.page.getByRole('link', { name: 'Keep the proof as a file' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe(name)
  return JSON.parse(await readFile(await file.path(), 'utf8'))
}

/** By the command of whoever has a copy of the program, with nothing but two files. */
async function holdsOffline({ host }: Stage, proof: MemberProofFile | object): Promise<void> {
  const keys = join(folder, 'commonhour.json')
  const file = join(folder, 'my-proof.json')
  const published = await fetch(`${host.base}/.well-known/commonhour.json`)
  await writeFile(keys, await published.text())
  await writeFile(file, JSON.stringify(proof))
  const program = [join(root, 'packages/cli/main.ts'), 'verify', file, '--key', keys]
  const env = { ...process.env, NO_COLOR: '1' }
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root, env })
  expect(stdout).toMatch(/Everything holds: all \d checks\./)
}

/** A figure, a line, a hash: turned by one, the command ends with 1 and says what is wrong. */
async function isRefusedOnceTurned(proof: MemberProofFile): Promise<void> {
  const { balance, lines } = proof
  const turned: [says: string, wrong: object][] = [
    [
      '✗ What came in and went out: This balance is not counted as it was said.',
      { ...proof, balance: balance && { ...balance, inSeconds: balance.inSeconds + 900 } },
    ],
    [
      '✗ The lines of the account: A line does not stand in the log that was signed.',
      { ...proof, lines: lines.map((line) => ({ ...line, index: line.index + 1 })) },
    ],
  ]
  for (const [says, wrong] of turned) {
    const file = join(folder, 'turned.json')
    await writeFile(file, JSON.stringify(wrong))
    const keys = ['--key', join(folder, 'commonhour.json')]
    const program = [join(root, 'packages/cli/main.ts'), 'verify', file, ...keys]
    const env = { ...process.env, NO_COLOR: '1' }
    const ended = promisify(execFile)(process.execPath, program, { cwd: root, env })
    await expect(ended).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining(says),
    })
  }
}

/** On the page that verifies, in one's own browser. */
async function holdsInTheBrowser({ host }: Stage, { visitor }: Member): Promise<void> {
  const { page } = visitor
  const back = page.url()
  await visitor.open('/verify')
  await page.setInputFiles('#files', [
    join(folder, 'my-proof.json'),
    join(folder, 'commonhour.json'),
  ])
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.locator('#result .verdict.whole').waitFor()
  expect(await wordsOf(page.locator('#result'))).toContain('Everything holds: all 4 checks.')
  await visitor.open(back.slice(host.base.length))
}

/** Where an account stood when the log had this size, from its statement. */
async function balanceAt(member: Member, size: number): Promise<number> {
  const { community } = member
  const client = await member.client()
  const account = (await member.books()).account.id
  let after: string | undefined
  for (;;) {
    const page = answered(
      await client.readStatement({ community, account }, { query: { after, limit: 100 } }),
    )
    const line = page.items.find(({ seq }) => seq < size)
    if (line !== undefined) return line.balanceSeconds
    if (page.next === null) return 0
    after = page.next
  }
}

function freshId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
