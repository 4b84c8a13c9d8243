import { type CardKind, uuidv7 } from '@commonhour/contract'

const seeds = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b]

/**
 * A card's id, the same whoever derives it: its moment, and a hash of its kind and what it is
 * about.
 * The hash (three runs of FNV-1a, 80 bits) keeps apart what is not meant to collide; nothing rests
 * on its being hard to forge, since a card is looked up among those that are open.
 */
export function cardIdOf(kind: CardKind, ref: string, since: number): string {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  for (const [index, seed] of seeds.entries())
    view.setUint32(index * 4, fnv(seed, `${kind} ${ref}`))
  return uuidv7(since, bytes)
}

/** Fowler, Noll, Vo: FNV-1a, 32 bits. */
function fnv(seed: number, text: string): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
