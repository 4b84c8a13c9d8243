import { createHash } from 'node:crypto'
import { uuidv7 } from '@commonhour/contract'

/**
 * Makes the ids of what is brought in: from its own moment and from what it says, so that a second
 * run makes the same ones. What is said twice, word for word, gets an id each.
 * @param source what keeps the ids of two banks apart
 */
export function derivedIds(source: string): (what: string, at: number, said: unknown) => string {
  const met = new Map<string, number>()
  return (what, at, said) => {
    const text = JSON.stringify([source, what, at, said])
    const times = met.get(text) ?? 0
    met.set(text, times + 1)
    return uuidv7(at, createHash('sha256').update(`${text}#${times}`).digest())
  }
}

/** SHA-256 of bytes or text, hex. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}
