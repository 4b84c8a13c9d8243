import { createHash } from 'node:crypto'
import {
  type BalanceProof,
  type BalanceRoot,
  type BalanceRow,
  type BalanceTree,
  balanceLine,
  balanceProofOf,
  balanceRootOf,
  balanceTreeOf,
  commitmentOf,
  readBalances,
  refusalOfBalance,
  sumLeaf,
  sumOver,
} from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { chanceOf, flipsOf, toHex } from '../support/bytes.ts'
import { saltOf } from '../support/proofKeys.ts'

const chance = chanceOf(1)
const rowsOf = (count: number): BalanceRow[] =>
  Array.from({ length: count }, (_, at) => ({
    commitment: commitmentOf(`account-${at}`, saltOf(`account-${at}`)),
    inSeconds: Math.floor(chance() * 100) * 900,
    outSeconds: Math.floor(chance() * 100) * 900,
  }))

function treeOf(rows: readonly BalanceRow[]): BalanceTree {
  const tree = balanceTreeOf(rows)
  if ('finding' in tree) throw new Error(tree.finding)
  return tree
}

const notCounted = { finding: 'balance_is_not_counted' }

/** The tree's definition once more, in another hand: a recursion over slices with Node's hash. */
function plainRoot(rows: readonly BalanceRow[]): { in: bigint; out: bigint; hash: Buffer } {
  const eight = (sum: bigint) => Buffer.from(sum.toString(16).padStart(16, '0'), 'hex')
  const [row] = rows
  if (rows.length === 1 && row !== undefined) {
    const [sumIn, sumOut] = [BigInt(row.inSeconds), BigInt(row.outSeconds)]
    const bytes = [Buffer.of(0), eight(sumIn), eight(sumOut), row.commitment]
    return {
      in: sumIn,
      out: sumOut,
      hash: createHash('sha256').update(Buffer.concat(bytes)).digest(),
    }
  }
  const left = plainRoot(rows.slice(0, rows.length / 2))
  const right = plainRoot(rows.slice(rows.length / 2))
  const bound = [left, right].flatMap((one) => [eight(one.in), eight(one.out), one.hash])
  const hash = createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), ...bound]))
    .digest()
  return { in: left.in + right.in, out: left.out + right.out, hash }
}

describe('the sum tree', () => {
  test('counts what came in and what went out, and has a power of two of leaves, 32 at least', () => {
    const zero = { commitment: new Uint8Array(32), inSeconds: 0, outSeconds: 0 }
    for (const [count, leaves] of [
      [0, 32],
      [1, 32],
      [32, 32],
      [33, 64],
      [319, 512],
    ] as const) {
      const rows = rowsOf(count)
      const root = balanceRootOf(treeOf(rows))
      expect(root.leafCount).toBe(leaves)
      expect(root.inSeconds).toBe(rows.reduce((sum, row) => sum + row.inSeconds, 0))
      expect(root.outSeconds).toBe(rows.reduce((sum, row) => sum + row.outSeconds, 0))
      const filled = [...rows, ...Array.from({ length: leaves - count }, () => zero)]
      expect(toHex(root.hash)).toBe(plainRoot(filled).hash.toString('hex'))
    }
  })

  test('is another in another order', () => {
    const rows = rowsOf(40)
    const turned = balanceRootOf(treeOf(rows.toReversed()))
    expect(toHex(turned.hash)).not.toBe(toHex(balanceRootOf(treeOf(rows)).hash))
    expect(turned.inSeconds).toBe(balanceRootOf(treeOf(rows)).inSeconds)
  })

  test('does not take what is below zero, no whole number, or beyond exact counting', () => {
    const [row, ...rows] = rowsOf(3)
    for (const inSeconds of [-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) {
      expect(balanceTreeOf([...rows, { ...row, inSeconds } as BalanceRow])).toEqual({
        finding: 'balance_row_is_malformed',
        facts: { row: 2 },
      })
    }
    expect(balanceTreeOf([{ ...row, commitment: new Uint8Array(31) } as BalanceRow])).toMatchObject(
      {
        finding: 'balance_row_is_malformed',
      },
    )
    const most = { ...row, outSeconds: Number.MAX_SAFE_INTEGER } as BalanceRow
    expect(balanceTreeOf([most])).not.toHaveProperty('finding')
    expect(balanceTreeOf([most, { ...row, outSeconds: 1 } as BalanceRow])).toEqual({
      finding: 'sum_is_too_large',
      facts: { level: 1 },
    })
  })

  test('hides an account behind its salt, and nothing behind a short one', () => {
    const one = commitmentOf('account', saltOf('a'))
    expect(toHex(one)).not.toBe(toHex(commitmentOf('account', saltOf('b'))))
    expect(toHex(one)).not.toBe(toHex(commitmentOf('another', saltOf('a'))))
    expect(() => commitmentOf('account', new Uint8Array(31))).toThrow('32 bytes')
  })
})

describe('the proof of a balance', () => {
  const rows = rowsOf(70)
  const tree = treeOf(rows)
  const root = balanceRootOf(tree)

  test('shows every row of trees of many sizes', () => {
    for (const count of [1, 2, 31, 32, 33, 64, 65, 200]) {
      const some = rowsOf(count)
      const grown = treeOf(some)
      const wrong = some.filter(
        (row, at) =>
          refusalOfBalance(row, balanceProofOf(grown, at), balanceRootOf(grown)) !== null,
      )
      expect(wrong).toEqual([])
    }
  })

  test('shows no other row, place or sum', () => {
    const row = rows[5] as BalanceRow
    const proof = balanceProofOf(tree, 5)
    expect(refusalOfBalance(row, proof, root)).toBeNull()
    const others: [BalanceRow, BalanceProof, BalanceRoot][] = [
      [rows[6] as BalanceRow, proof, root],
      [{ ...row, inSeconds: row.inSeconds + 900 }, proof, root],
      [{ ...row, outSeconds: row.outSeconds + 900 }, proof, root],
      [{ ...row, inSeconds: -900 }, proof, root],
      [{ ...row, commitment: row.commitment.slice(1) }, proof, root],
      [row, { ...proof, index: 4 }, root],
      [row, { ...proof, index: -1 }, root],
      [row, { ...proof, index: 5.5 }, root],
      [row, { ...proof, index: 5 + root.leafCount }, root],
      [row, { ...proof, path: proof.path.slice(1) }, root],
      [row, { ...proof, path: proof.path.slice(0, -1) }, { ...root, leafCount: 64 }],
      [row, proof, { ...root, leafCount: 64 }],
      [row, proof, { ...root, inSeconds: root.inSeconds + 900 }],
      [row, proof, { ...root, outSeconds: root.outSeconds - 900 }],
    ]
    for (const one of others) expect(refusalOfBalance(...one)).toMatchObject(notCounted)
    expect(() => balanceProofOf(tree, 128)).toThrow('No leaf 128')
  })

  test('with any byte or sum of its way another shows nothing', () => {
    const row = rows[41] as BalanceRow
    const proof = balanceProofOf(tree, 41)
    for (const [at, node] of proof.path.entries()) {
      const changed = [...flipsOf(node.hash)].map((hash) => ({ ...node, hash }))
      changed.push({ ...node, inSeconds: node.inSeconds + 1 })
      changed.push({ ...node, outSeconds: node.outSeconds + 1 })
      changed.push({ ...node, inSeconds: -1 })
      changed.push({ ...node, inSeconds: Number.NaN })
      changed.push({ ...node, outSeconds: Number.MAX_SAFE_INTEGER })
      changed.push({ ...node, hash: node.hash.slice(1) })
      for (const one of changed) {
        const path = proof.path.with(at, one)
        expect(refusalOfBalance(row, { ...proof, path }, root)).toMatchObject(notCounted)
      }
    }
  })

  test('cannot take from a neighbour what it adds to itself', () => {
    // The flaw of trees that bind children's sums as their total: one child lies up, one down.
    const [left, right] = [rows[0], rows[1]].map((row) => sumLeaf(row as BalanceRow))
    if (!left || !right) throw new Error('There are two.')
    const honest = sumOver(left, right)
    const moved = sumOver(
      { ...left, inSeconds: left.inSeconds + right.inSeconds },
      { ...right, inSeconds: 0 },
    )
    expect(moved?.inSeconds).toBe(honest?.inSeconds)
    expect(toHex(moved?.hash ?? new Uint8Array())).not.toBe(toHex(honest?.hash ?? new Uint8Array()))
  })

  test('is not shown beside a sum below zero, though a false root vouches for it', () => {
    // Whoever signs the root hides 900 seconds of others behind a child that takes them away.
    const row = rowsOf(1)[0] as BalanceRow
    const zero = sumLeaf({ commitment: new Uint8Array(32), inSeconds: 0, outSeconds: 0 })
    const taking = [
      { ...zero, inSeconds: -900 },
      { ...zero, outSeconds: -900 },
    ]
    for (const beside of taking) {
      const path = [beside, zero, zero, zero, zero]
      const large = { ...row, inSeconds: 90_000, outSeconds: 90_000 }
      const top = path.reduce((node, one) => sumOver(node, one) ?? zero, sumLeaf(large))
      expect(top.inSeconds + top.outSeconds).toBe(179_100)
      const root = { ...top, leafCount: 32 }
      expect(refusalOfBalance(large, { index: 0, path }, root)).toMatchObject(notCounted)
    }
  })

  test('counts the net of nobody: two standings that cancel out are still both counted', () => {
    const [one, other] = rowsOf(2)
    const root = balanceRootOf(
      treeOf([
        { ...one, inSeconds: 900, outSeconds: 0 } as BalanceRow,
        { ...other, inSeconds: 0, outSeconds: 900 } as BalanceRow,
      ]),
    )
    expect(root).toMatchObject({ inSeconds: 900, outSeconds: 900 })
  })
})

describe('balances.jsonl', () => {
  test('is read as it was written', async () => {
    const rows = rowsOf(50)
    const read = await readBalances([rows.map(balanceLine).join('')])
    expect(read.rows).toEqual(rows)
    expect(read.file.lines).toBe(50)
  })

  const line = balanceLine(rowsOf(1)[0] as BalanceRow)
  test.each([
    ['no list', '{}\n'],
    ['no JSON', 'x\n'],
    ['no text', new Uint8Array([0xff, 10])],
    ['two parts', line.replace(/,\d+\]/, ']')],
    ['four parts', line.replace(']', ',0]')],
    ['a sum below zero', line.replace(/,\d+\]/, ',-1]')],
    ['a sum in words', line.replace(/,(\d+)\]/, ',"$1"]')],
    ['another sum in words', line.replace(/,(\d+),/, ',"$1",')],
    ['a short commitment', line.replace(/"..../, '"')],
    ['a commitment that is none', line.replace(/"[^"]+"/, '7')],
    ['no end', `${line.trimEnd().slice(0, -1)}\n`],
  ])('a line with %s is no row', async (_, wrong) => {
    const { rows } = await readBalances([line, wrong])
    expect(rows).toEqual({ finding: 'balance_row_is_malformed', facts: { row: 1 } })
  })
})
