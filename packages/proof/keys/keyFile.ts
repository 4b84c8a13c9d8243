import * as v from 'valibot'
import { type Finding, finding, isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import { type PublicKey, readPublicKey } from './key.ts'

/** The keys of one community; a file that holds nothing but keys does not say whose they are. */
export interface KeyRing {
  readonly origin: string | null
  readonly keys: readonly PublicKey[]
}
/** Whose log is looked at, its keys, and who said so. */
export interface Known {
  readonly origin: string
  readonly keys: readonly PublicKey[]
  /** The document itself is the weakest: compare what it says with what you expected. */
  readonly originBy: 'asked' | 'keys' | 'document'
}

const Keys = v.array(v.unknown())
const WellKnown = v.object({
  communities: v.record(
    v.string(),
    v.object({ origin: v.pipe(v.string(), v.nonEmpty()), keys: Keys }),
  ),
})
const KeySet = v.object({ keys: Keys })

/**
 * Reads a file of keys: `/.well-known/commonhour.json`, a set of JWKs (RFC 7517 §5), or one JWK.
 * One key that is none refuses the file: it was not fetched whole.
 */
export function readKeyFile(text: string): KeyRing[] | Finding {
  const said = jsonOf(text)
  const wellKnown = v.safeParse(WellKnown, said)
  if (wellKnown.success) {
    const { communities } = wellKnown.output
    return ringsOf(Object.values(communities))
  }
  const set = v.safeParse(KeySet, said)
  return ringsOf([{ origin: null, keys: set.success ? set.output.keys : [said] }])
}

function ringsOf(said: readonly { origin: string | null; keys: unknown[] }[]): KeyRing[] | Finding {
  const rings: KeyRing[] = []
  for (const { keys, origin } of said) {
    const read = keys.map(readPublicKey)
    const wrong = read.findIndex(isFinding)
    if (wrong >= 0) return finding('key_is_malformed', { key: wrong + 1, origin })
    rings.push({ origin, keys: read as PublicKey[] })
  }
  return rings
}

/**
 * The keys for one document. Where nobody said of which community it is to be, the file of keys
 * does, if it knows the one that the document names; keys alone leave it to the document.
 */
export function knownFor(
  rings: readonly KeyRing[],
  asked: string | null,
  document: string | null,
): Known {
  const nameless = rings.filter(({ origin }) => origin === null).flatMap(({ keys }) => keys)
  const keysOf = (wanted: string) => [
    ...rings.filter(({ origin }) => origin === wanted).flatMap(({ keys }) => keys),
    ...nameless,
  ]
  if (asked !== null) return { origin: asked, keys: keysOf(asked), originBy: 'asked' }
  const named = rings.map(({ origin }) => origin).filter((origin) => origin !== null)
  const [only, ...others] = named
  const origin = named.find((one) => one === document) ?? (others.length === 0 ? only : undefined)
  if (origin !== undefined) return { origin, keys: keysOf(origin), originBy: 'keys' }
  return { origin: document ?? '', keys: nameless, originBy: 'document' }
}
