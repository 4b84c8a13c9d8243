import { fault, type MemberProofFile } from '@commonhour/contract'
import { verifyMemberProof } from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { origin, testKey } from '../support/proofKeys.ts'
import { type Answers, fakeHost, memberPaths, session } from './fakeHost.ts'
import * as sample from './sample.ts'
import * as proofs from './sampleProofs.ts'

const { line, mine } = { line: memberPaths['line: proven'], mine: memberPaths['hours: counted'] }
async function pageOf(path: string, answers: Answers = {}, keys?: string): Promise<string> {
  const known = { listReports: proofs.reports, ...answers }
  const host = await fakeHost({ answers: known, ...(keys !== undefined && { keys }) })
  return (await host.get(path)).text()
}

describe('the statement', () => {
  test('says of each line whether a report covers it, a signed head, or nothing yet', async () => {
    const page = await pageOf(memberPaths.statement)
    expect(page).toMatch(/In report 2<.*lines\/[\w-]+42|lines\/[\w-]+42">In report 2</)
    expect(page).toContain('Will be signed within a minute')
    expect(page).toContain(`href="${mine}"`)
  })
})

describe('one line', () => {
  test('in a report: the answer first, then every check in the words of the command', async () => {
    const page = await pageOf(line)
    expect(page).toMatch(/class="verdict whole"[^>]*>Yes\. This line is in report 1/)
    expect(page.match(/card check passed/g)).toHaveLength(4)
    expect(page).toMatch(/All \d lines stand in the log of report 1\./)
    expect(page).toContain(`href="${line}/proof.json"`)
    expect(page).toContain('verify my-proof.json --key commonhour.json')
  })

  test('under a signed head, while no report covers it', async () => {
    const page = await pageOf(line, { readTransferProof: proofs.lineProof('head') })
    expect(page).toContain('Yes. No report covers this line yet; the books were signed with it')
    expect(page.match(/card check passed/g)).toHaveLength(2)
    expect(page).toContain('verify my-line.json --key commonhour.json')
  })

  test('not signed yet, it says when it will be', async () => {
    const page = await pageOf(line, { readTransferProof: fault('proof_is_not_ready') })
    expect(page).toContain('Not yet: this line is new.')
    expect(page).not.toContain('verdict whole')
  })

  test('of somebody else it is not found; auditors see the line alone', async () => {
    const refused = await pageOf(line, { readTransferProof: fault('not_found') })
    expect(refused).toContain('We could not find that')
    const audited = await pageOf(line, { readMemberProof: fault('not_found') })
    expect(audited).toContain('This line is in report 1')
    expect(audited).toContain('verify my-line.json')
  })
})

describe('my hours', () => {
  test('are counted: what came in and went out, as of the end of the report', async () => {
    const page = await pageOf(mine)
    expect(page).toContain('Yes. All that came in and went out on your account is counted')
    expect(page).toContain('As you stood at the end of 30 Jun 2026')
    expect(page.match(/card check passed/g)).toHaveLength(4)
  })

  test('wait where there is no report, or none since the account opened', async () => {
    const none = await pageOf(mine, { listReports: { items: [], next: null } })
    const later = await pageOf(mine, { readMemberProof: fault('proof_is_not_ready') })
    for (const page of [none, later]) expect(page).toContain('No report covers your account yet.')
  })

  test('cannot be shown once the salt is erased; the lines can', async () => {
    const file: MemberProofFile = {
      ...proofs.memberProof,
      balance: null,
      withheld: 'salt_was_erased',
    }
    const page = await pageOf(mine, { readMemberProof: file })
    expect(page).toContain('was erased, so it cannot be shown any more. The lines can.')
    expect(page).toMatch(/newest \d+ lines stand in report 1/)
    expect(page.match(/card check (passed|notShown)/g)).toEqual([
      ...Array(3).fill('card check passed'),
      'card check notShown',
    ])
  })
})

describe('what the API says is not believed', () => {
  const [first] = proofs.memberProof.lines
  const wrong: Record<string, MemberProofFile> = {
    line: {
      ...proofs.memberProof,
      lines: [{ index: 0, proof: [], ...first, body: '["transfer.post",1]' }],
    },
    balance: {
      ...proofs.memberProof,
      balance: proofs.memberProof.balance && { ...proofs.memberProof.balance, inSeconds: 1 },
    },
    report: { ...proofs.memberProof, report: `${proofs.memberProof.report.slice(0, -2)}AA` },
  }
  test.each(Object.entries(wrong))('a false %s is called wrong, on both pages', async (_, file) => {
    for (const path of [line, mine]) {
      const page = await pageOf(path, { readMemberProof: file })
      expect(page).toContain('Something is wrong: what is signed')
      expect(page).not.toContain('verdict whole')
      expect(page).toContain('card check failed')
    }
  })

  test('nor without the keys, nor by those of another community', async () => {
    const other = JSON.parse(proofs.keyFile).communities.riverside
    const elsewhere = await pageOf(line, {}, JSON.stringify({ communities: { hillside: other } }))
    expect(elsewhere).toContain('The keys of your community could not be fetched')
    expect(elsewhere).not.toContain('verdict whole')
    const another = (await testKey('report', 7)).publicKey
    const text = JSON.stringify({ communities: { riverside: { origin, keys: [another] } } })
    expect(await pageOf(line, {}, text)).toContain('Something is wrong')
    expect(await pageOf(mine, {}, 'no file of keys')).toContain('could not be fetched')
  })
})

test('the file that is kept is what was shown, by its own name', async () => {
  const host = await fakeHost()
  for (const [path, name] of [
    [`${line}/proof.json`, 'my-proof.json'],
    [`${mine}.json`, 'my-proof.json'],
  ] as const) {
    const kept = await host.get(path)
    expect(kept.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
    const known = { origin, keys: [(await testKey('report')).publicKey] }
    const checks = await verifyMemberProof(await kept.text(), known)
    expect(checks.map(({ state }) => state)).toEqual(Array(4).fill('passed'))
  }
})

test('whoever may see for another is shown the other’s proof, asked for in their name', async () => {
  const host = await fakeHost()
  const cookie = `session=${session}; acting=riverside.${sample.ids.ana}`
  for (const path of [line, mine]) {
    const page = await (await host.get(path, { cookie })).text()
    expect(page).toContain('class="verdict whole"')
  }
  const proving = host.asked.filter(({ name }) => name.endsWith('Proof'))
  expect(proving.map(({ name }) => name)).toEqual([
    'readTransferProof',
    'readMemberProof',
    'readMemberProof',
  ])
  for (const { onBehalfOf } of proving) expect(onBehalfOf).toBe(sample.ids.ana)
})
