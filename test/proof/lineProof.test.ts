import {
  fileKindOf,
  inclusionProof,
  type KeyRing,
  kindOf,
  leafHash,
  nodesOf,
  rootAt,
  signCheckpoint,
  verdictOf,
  verifyDocument,
} from '@commonhour/proof'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { madeLog } from '../support/log.ts'
import { base64, origin, testKey } from '../support/proofKeys.ts'
import { madeReport } from '../support/reports.ts'

const { bodies } = madeLog(160, { accounts: 10, seed: 3 })
const nodeAt = nodesOf(bodies.map((body) => leafHash(Buffer.from(body))))
const index = bodies.findIndex((body) => body.startsWith('["transfer.post"'))
const size = 140

let rings: KeyRing[]
let signed: Record<'head' | 'report', string>
beforeAll(async () => {
  const key = await testKey('report')
  rings = [{ origin, keys: [key.publicKey] }]
  const head = { origin, size, root: rootAt(nodeAt, size) }
  signed = {
    head: await signCheckpoint(head, key),
    report: (await madeReport(bodies, { key, toSize: size })).jws,
  }
})

const proofOf = (under: 'head' | 'report', more: object = {}) =>
  JSON.stringify({
    transfer: 'a transfer',
    index,
    body: bodies[index],
    proof: inclusionProof(nodeAt, index, size).map(base64),
    report: under === 'report' ? 1 : null,
    signed: signed[under],
    ...more,
  })
async function looked(document: string, of = rings) {
  const { checks, kind, origin: whose } = await verifyDocument({ document, rings: of })
  const states = checks.map(({ finding, state }) => finding?.finding ?? state)
  return { kind, whose, states, verdict: verdictOf(checks), says: checks.map(({ says }) => says) }
}

describe.each(['head', 'report'] as const)('the proof of a line under a %s', (under) => {
  test('is known by its shape, and shows who signed and that the line stands', async () => {
    const document = proofOf(under)
    expect([kindOf(document), fileKindOf(document)]).toEqual(['lineProof', 'lineProof'])
    const { says, verdict, whose } = await looked(document)
    expect([verdict.state, whose]).toEqual(['whole', origin])
    const where = under === 'report' ? 'at 140 lines, in report 1.' : 'at 140 lines.'
    expect(says).toEqual([
      `The community signed its log ${where}`,
      `Line ${index + 1} stands unchanged in the log that was signed.`,
    ])
  })

  test('is wrong where the line is another, or stands elsewhere', async () => {
    for (const more of [
      { body: bodies[index + 1] },
      { index: index + 1 },
      { proof: [] },
      { proof: inclusionProof(nodeAt, index, size - 1).map(base64) },
    ]) {
      const { states } = await looked(proofOf(under, more))
      expect(states).toEqual(['passed', 'line_is_not_in_the_report'])
    }
  })

  test('is nobody’s whose keys are others, and nothing else holds it up', async () => {
    const stranger = [{ origin, keys: [(await testKey('report', 9)).publicKey] }]
    const { says, states } = await looked(proofOf(under), stranger)
    expect(states).toEqual([expect.stringMatching(/^key_/), 'notShown'])
    expect(says[1]).toContain('nothing holds it up: see above.')
    const other = under === 'head' ? 'report' : 'head'
    const swapped = await looked(proofOf(under, { signed: signed[other] }))
    expect(swapped.states[0]).toMatch(/_is_malformed$/)
  })
})

test('what is none is told where', async () => {
  const { says, states } = await looked(proofOf('head', { proof: ['no hash'] }))
  expect(states[0]).toBe('line_proof_is_malformed')
  expect(says[0]).toContain('Look at proof.')
})

test('with any one bit of it turned it is never whole', async () => {
  const { transfer: _, ...seen } = JSON.parse(proofOf('head'))
  const text = JSON.stringify(seen)
  expect((await looked(text)).verdict.state).toBe('whole')
  let [whole, flips] = [0, 0]
  for (const flipped of flipsOf(Buffer.from(text))) {
    const document = Buffer.from(flipped).toString('utf8')
    flips += 1
    whole += Number((await looked(document)).verdict.state === 'whole')
  }
  expect(flips).toBeGreaterThan(500)
  expect(whole).toBe(0)
})
