import { createHash } from 'node:crypto'
import {
  appends,
  type Bytes,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  grow,
  includes,
  inclusionProof,
  leafHash,
  nodesForConsistency,
  nodesForInclusion,
  nodesForRoot,
  nodesOf,
  rootAt,
  rootOf,
} from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { chanceOf, flipsOf, fromHex, toHex } from '../support/bytes.ts'

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => leafHash(new TextEncoder().encode(`["leaf",${at}]`)))

const hexes = (hashes: readonly Uint8Array[]) => hashes.map(toHex)

describe('the tree of RFC 6962', () => {
  // The entries, roots and proofs that Certificate Transparency's own programs are tested with:
  // transparency-dev/merkle, proof/verify_test.go.
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
  const leaves = [...entries, '606162636465666768696a6b6c6d6e6f'].map((hex) =>
    leafHash(fromHex(hex)),
  )
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  const inclusions = [
    { index: 0, size: 1, proof: [] },
    {
      index: 0,
      size: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      proof: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      index: 2,
      size: 3,
      proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    },
    {
      index: 1,
      size: 5,
      proof: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ]
  const consistencies = [
    { from: 1, to: 1, proof: [] },
    {
      from: 1,
      to: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      from: 6,
      to: 8,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      from: 2,
      to: 5,
      proof: [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
    {
      from: 6,
      to: 7,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ]
  const nodeAt = nodesOf(leaves)
  const rootOfSize = (size: number) => fromHex(roots[size - 1] ?? '')

  test('has the published roots, empty too', () => {
    expect(toHex(emptyRoot)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(roots.map((_, at) => toHex(rootAt(nodeAt, at + 1)))).toEqual(roots)
    expect(
      roots.map((_, at) => toHex(rootOf(grow(emptyFrontier, leaves.slice(0, at + 1))))),
    ).toEqual(roots)
  })

  test.each(inclusions)(
    'has the published proof of leaf $index in $size',
    ({ index, proof, size }) => {
      expect(hexes(inclusionProof(nodeAt, index, size))).toEqual(proof)
      const shown = { index, size, leaf: leaves[index] as Bytes, root: rootOfSize(size) }
      expect(includes({ ...shown, proof: proof.map(fromHex) })).toBe(true)
    },
  )

  test.each(consistencies)('has the published proof from $from to $to', ({ from, proof, to }) => {
    expect(hexes(consistencyProof(nodeAt, from, to))).toEqual(proof)
    const shown = { fromSize: from, toSize: to, fromRoot: rootOfSize(from), toRoot: rootOfSize(to) }
    expect(appends({ ...shown, proof: proof.map(fromHex) })).toBe(true)
  })

  test('makes the proofs that RFC 9162 draws for seven leaves', () => {
    const letters = { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, j: 6 }
    const [a, b, c, d, e, f, j] = Object.values(letters).map((at) => leaves[at] as Bytes)
    const node = (...pair: (Uint8Array | undefined)[]) =>
      createHash('sha256')
        .update(Uint8Array.of(1))
        .update(pair[0] as Uint8Array)
        .update(pair[1] as Uint8Array)
        .digest()
    const [g, h, i] = [node(a, b), node(c, d), node(e, f)]
    const [k, l] = [node(g, h), node(i, j)]
    const drawn = (hashes: readonly (Uint8Array | undefined)[]) => hexes(hashes as Uint8Array[])
    expect(hexes(inclusionProof(nodeAt, 0, 7))).toEqual(drawn([b, h, l]))
    expect(hexes(inclusionProof(nodeAt, 3, 7))).toEqual(drawn([c, g, l]))
    expect(hexes(inclusionProof(nodeAt, 4, 7))).toEqual(drawn([f, j, k]))
    expect(hexes(inclusionProof(nodeAt, 6, 7))).toEqual(drawn([i, k]))
    expect(hexes(consistencyProof(nodeAt, 3, 7))).toEqual(drawn([c, d, g, l]))
    expect(hexes(consistencyProof(nodeAt, 4, 7))).toEqual(drawn([l]))
    expect(hexes(consistencyProof(nodeAt, 6, 7))).toEqual(drawn([i, j, k]))
  })
})

/** The definition of RFC 6962 §2.1, word by word, with another hash function than ours. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0] as Uint8Array
  const cut = cutOf(leaves.length)
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(plainRoot(leaves.slice(0, cut)))
    .update(plainRoot(leaves.slice(cut)))
    .digest()
}

/** PATH of §2.1.1. */
function plainPath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const cut = cutOf(leaves.length)
  const [left, right] = [leaves.slice(0, cut), leaves.slice(cut)]
  return index < cut
    ? [...plainPath(index, left), plainRoot(right)]
    : [...plainPath(index - cut, right), plainRoot(left)]
}

/** SUBPROOF of §2.1.2. */
function plainSubproof(from: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (from === leaves.length) return whole ? [] : [plainRoot(leaves)]
  const cut = cutOf(leaves.length)
  const [left, right] = [leaves.slice(0, cut), leaves.slice(cut)]
  return from <= cut
    ? [...plainSubproof(from, left, whole), plainRoot(right)]
    : [...plainSubproof(from - cut, right, false), plainRoot(left)]
}

function cutOf(size: number): number {
  let cut = 1
  while (cut * 2 < size) cut *= 2
  return cut
}

const most = 65
const chance = chanceOf(6962)
const larger = Array.from({ length: 6 }, () => most + 1 + Math.floor(chance() * 3000))

describe('beside the definition, word by word', () => {
  const leaves = leavesOf(3100)
  const nodeAt = nodesOf(leaves)
  const sizes = [...Array.from({ length: most + 1 }, (_, size) => size), ...larger]

  test('every size has its root, at once, appended to, and later', () => {
    let frontier = emptyFrontier
    for (const size of sizes.toSorted((one, other) => one - other)) {
      frontier = grow(frontier, leaves.slice(frontier.size, size))
      const plain = toHex(plainRoot(leaves.slice(0, size)))
      expect([size, toHex(rootOf(frontier)), toHex(rootAt(nodeAt, size))]).toEqual([
        size,
        plain,
        plain,
      ])
    }
  })

  test('every leaf of every size up to 65 has its proof, and no other leaf has it', () => {
    let shown = 0
    for (let size = 1; size <= most; size++) {
      const root = rootAt(nodeAt, size)
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(nodeAt, index, size)
        expect(hexes(proof)).toEqual(hexes(plainPath(index, leaves.slice(0, size))))
        const leaf = leaves[index] as Bytes
        expect(includes({ index, size, leaf, proof, root })).toBe(true)
        expect(includes({ index: (index + 1) % (size + 1), size, leaf, proof, root })).toBe(false)
        expect(includes({ index, size, leaf: leaves[size] as Bytes, proof, root })).toBe(false)
        shown += 1
      }
    }
    expect(shown).toBe((most * (most + 1)) / 2)
  })

  test('every two sizes up to 65 have their proof, and no other two have it', () => {
    for (let to = 0; to <= most; to++) {
      for (let from = 0; from <= to; from++) {
        const proof = consistencyProof(nodeAt, from, to)
        if (from > 0) {
          expect(hexes(proof)).toEqual(hexes(plainSubproof(from, leaves.slice(0, to), true)))
        }
        const [fromRoot, toRoot] = [rootAt(nodeAt, from), rootAt(nodeAt, to)]
        const shown = { fromSize: from, toSize: to, fromRoot, toRoot, proof }
        expect(appends(shown)).toBe(true)
        expect(appends({ ...shown, fromRoot: rootAt(nodeAt, from + 1) })).toBe(false)
        // Every log appends to the empty one, whatever its root.
        if (from > 0) expect(appends({ ...shown, toRoot: rootAt(nodeAt, to + 1) })).toBe(false)
        expect(appends({ ...shown, proof: [...proof, toRoot] })).toBe(false)
        if (proof.length > 0) expect(appends({ ...shown, proof: proof.slice(1) })).toBe(false)
        if (proof.length > 0) expect(appends({ ...shown, proof: proof.slice(0, -1) })).toBe(false)
      }
    }
  })

  test.each(larger)('so has a log of %i leaves', (size) => {
    const root = rootAt(nodeAt, size)
    for (let round = 0; round < 10; round++) {
      const index = Math.floor(chance() * size)
      const proof = inclusionProof(nodeAt, index, size)
      expect(hexes(proof)).toEqual(hexes(plainPath(index, leaves.slice(0, size))))
      expect(includes({ index, size, leaf: leaves[index] as Bytes, proof, root })).toBe(true)
      const fromSize = 1 + Math.floor(chance() * size)
      const steps = consistencyProof(nodeAt, fromSize, size)
      expect(hexes(steps)).toEqual(hexes(plainSubproof(fromSize, leaves.slice(0, size), true)))
      const fromRoot = rootAt(nodeAt, fromSize)
      expect(appends({ fromSize, fromRoot, toSize: size, toRoot: root, proof: steps })).toBe(true)
    }
  })

  test('a frontier tells every whole node once, and they are all that proofs look up', () => {
    const told = new Map<string, Bytes>()
    grow(emptyFrontier, leaves.slice(0, 300), ({ level, position }, hash) => {
      expect(told.has(`${level} ${position}`)).toBe(false)
      told.set(`${level} ${position}`, hash)
    })
    const asked = [
      ...nodesForRoot(300),
      ...nodesForInclusion(123, 300),
      ...nodesForConsistency(77, 300),
    ]
    const nodeIn = new Map(
      asked.map(({ level, position }) => [
        `${level} ${position}`,
        told.get(`${level} ${position}`) as Bytes,
      ]),
    )
    const nodeFrom = (id: { level: number; position: number }) =>
      nodeIn.get(`${id.level} ${id.position}`) as Bytes
    expect(toHex(rootAt(nodeFrom, 300))).toBe(toHex(plainRoot(leaves.slice(0, 300))))
    expect(hexes(inclusionProof(nodeFrom, 123, 300))).toEqual(
      hexes(inclusionProof(nodeAt, 123, 300)),
    )
    expect(hexes(consistencyProof(nodeFrom, 77, 300))).toEqual(
      hexes(consistencyProof(nodeAt, 77, 300)),
    )
  })
})

describe('what is not as it was', () => {
  const leaves = leavesOf(70)
  const nodeAt = nodesOf(leaves)

  test('every flipped byte of an inclusion proof, its leaf and its root is refused', () => {
    let refused = 0
    for (const [index, size] of [
      [0, 1],
      [3, 7],
      [45, 64],
      [68, 69],
      [69, 70],
    ] as const) {
      const proof = inclusionProof(nodeAt, index, size)
      const shown = { index, size, leaf: leaves[index] as Bytes, proof, root: rootAt(nodeAt, size) }
      for (const leaf of flipsOf(shown.leaf)) refused += Number(!includes({ ...shown, leaf }))
      for (const root of flipsOf(shown.root)) refused += Number(!includes({ ...shown, root }))
      for (const [at, hash] of proof.entries()) {
        for (const flipped of flipsOf(hash)) {
          refused += Number(!includes({ ...shown, proof: proof.with(at, flipped as Bytes) }))
        }
      }
      refused -= 32 * (2 + proof.length)
    }
    expect(refused).toBe(0)
  })

  test('every flipped byte of a consistency proof and its roots is refused', () => {
    let refused = 0
    for (const [fromSize, toSize] of [
      [5, 5],
      [4, 7],
      [3, 64],
      [33, 69],
      [64, 70],
    ] as const) {
      const proof = consistencyProof(nodeAt, fromSize, toSize)
      const [fromRoot, toRoot] = [rootAt(nodeAt, fromSize), rootAt(nodeAt, toSize)]
      const shown = { fromSize, toSize, fromRoot, toRoot, proof }
      for (const flipped of flipsOf(fromRoot)) {
        refused += Number(!appends({ ...shown, fromRoot: flipped }))
      }
      for (const flipped of flipsOf(toRoot)) {
        refused += Number(!appends({ ...shown, toRoot: flipped }))
      }
      for (const [at, hash] of proof.entries()) {
        for (const flipped of flipsOf(hash)) {
          refused += Number(!appends({ ...shown, proof: proof.with(at, flipped) }))
        }
      }
      refused -= 32 * (2 + proof.length)
    }
    expect(refused).toBe(0)
  })

  test('hashes of another length, and sizes that are none, are refused', () => {
    const root = rootAt(nodeAt, 7)
    const proof = inclusionProof(nodeAt, 3, 7)
    const shown = { index: 3, size: 7, leaf: leaves[3] as Bytes, proof, root }
    expect(includes(shown)).toBe(true)
    for (const index of [-1, 7, 2.5, Number.NaN, 2 ** 53]) {
      expect(includes({ ...shown, index })).toBe(false)
    }
    for (const size of [0, 3, -7, 7.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(includes({ ...shown, size })).toBe(false)
    }
    expect(includes({ ...shown, proof: [...proof, new Uint8Array()] })).toBe(false)
    expect(includes({ ...shown, leaf: new Uint8Array() })).toBe(false)
    const steps = { fromSize: 3, toSize: 7, fromRoot: rootAt(nodeAt, 3), toRoot: root }
    const path = consistencyProof(nodeAt, 3, 7)
    expect(appends({ ...steps, proof: path })).toBe(true)
    expect(appends({ ...steps, proof: path.map((hash) => hash.slice(1)) })).toBe(false)
    expect(appends({ ...steps, proof: path, fromSize: 8 })).toBe(false)
    expect(appends({ ...steps, proof: path, fromSize: Number.NaN })).toBe(false)
  })

  test('nobody is given a proof of what is not there', () => {
    for (const [index, size] of [
      [7, 7],
      [-1, 7],
      [0, 0],
      [Number.NaN, 7],
    ] as const) {
      expect(() => inclusionProof(nodeAt, index, size)).toThrow(RangeError)
    }
    for (const [from, to] of [
      [8, 7],
      [-1, 7],
      [Number.NaN, 7],
    ] as const) {
      expect(() => consistencyProof(nodeAt, from, to)).toThrow(RangeError)
    }
    expect(() => rootAt(nodeAt, 71)).toThrow('No node 70 on level 0')
  })

  test('an empty log begins every log, but only as what it is', () => {
    const shown = { fromSize: 0, toSize: 7, toRoot: rootAt(nodeAt, 7), proof: [] }
    expect(appends({ ...shown, fromRoot: emptyRoot })).toBe(true)
    expect(appends({ ...shown, fromRoot: rootAt(nodeAt, 1) })).toBe(false)
    expect(appends({ ...shown, fromRoot: emptyRoot, proof: [emptyRoot] })).toBe(false)
  })

  test('a proof beyond 2³² leaves is judged by the same arithmetic', () => {
    const hash = leafHash(new Uint8Array())
    const size = 2 ** 33 + 1
    // The last leaf of such a log stands alone beside one whole subtree of 2³³.
    const left = leafHash(Uint8Array.of(1))
    const root = createHash('sha256').update(Uint8Array.of(1)).update(left).update(hash).digest()
    expect(includes({ index: 2 ** 33, size, leaf: hash, proof: [left], root })).toBe(true)
    expect(includes({ index: 0, size, leaf: hash, proof: [left], root })).toBe(false)
    const grown = { fromSize: 2 ** 33, toSize: size, fromRoot: left, toRoot: root }
    expect(appends({ ...grown, proof: [hash] })).toBe(true)
    expect(appends({ ...grown, fromSize: 2 ** 33 - 1, proof: [hash] })).toBe(false)
  })
})
