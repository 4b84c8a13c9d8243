import { type LoggedLine, nodeKey, nodesQuery, type Query } from '@commonhour/ledger'
import { type Bytes, inclusionProof, nodesForInclusion, type ProvenLine } from '@commonhour/proof'

/**
 * The stored nodes that show these lines in a log of this size: for each some as many as the size
 * has binary digits, whatever the history; a node that several lines need is read once.
 */
export function nodesOfLinesQuery(
  lines: readonly LoggedLine[],
  size: number,
): Query<ReadonlyMap<string, string>> {
  const places = lines.flatMap(({ seq }) => nodesForInclusion(seq, size))
  return nodesQuery([...new Map(places.map((place) => [nodeKey(place), place])).values()])
}

/** The lines with their proofs; null where audit has not published the nodes yet. */
export function provenLines(
  lines: readonly LoggedLine[],
  size: number,
  nodes: ReadonlyMap<string, string>,
): ProvenLine[] | null {
  const isThere = lines.every(({ seq }) =>
    nodesForInclusion(seq, size).every((place) => nodes.has(nodeKey(place))),
  )
  if (!isThere) return null
  const nodeAt = (place: Parameters<typeof nodeKey>[0]) => bytesOfHex(nodes.get(nodeKey(place)))
  return lines.map(({ body, seq }) => ({
    index: seq,
    body,
    proof: inclusionProof(nodeAt, seq, size),
  }))
}

/** Hashes stand in our tables as lower-case hex. */
export function bytesOfHex(hex = ''): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
