import { randomBytes } from 'node:crypto'
import { isFault } from '@commonhour/contract'
import type { KeyWrite } from '@commonhour/ledger'
import { beginKeys, leavesOfKeys, originOf, signingKeyOf } from '@commonhour/proof'
import { hostSecretOf } from './keys.ts'
import type { Output } from './output.ts'

/** What a founding batch says of keys, and the recovery key of that community alone. */
export interface FoundingKeys {
  /** None where this process does not know under which origin, or from which secret. */
  readonly keys: readonly KeyWrite[]
  /** The private half, base64url: told once and kept nowhere. */
  readonly recovery: string | null
}

/**
 * The first keys of a community, where the data directory has the host's secret and BASE_URL says
 * under which name people see the host: that name is kept for ever, so it is never guessed. Where
 * either is missing, audit begins the keys within a minute of running, with the host's own
 * recovery key.
 */
export async function foundingKeysOf(
  directory: string,
  slug: string,
  base: string | undefined,
): Promise<FoundingKeys> {
  const secret = await hostSecretOf(directory)
  if (isFault(secret) || base === undefined || !URL.canParse(base)) {
    return { keys: [], recovery: null }
  }
  const seed = randomBytes(32)
  const { publicKey } = await signingKeyOf(seed, 'recovery')
  const begun = await beginKeys(secret, {
    origin: originOf(base, slug),
    recoveryX: publicKey.x,
  })
  return { keys: leavesOfKeys(begun), recovery: seed.toString('base64url') }
}

/** Said before anything is founded: whoever is cut off afterwards has the key already. */
export function sayRecovery(output: Output, { recovery }: FoundingKeys): void {
  if (recovery === null) {
    output.say('Its keys begin when the host runs: keep the recovery-key.json of its first start.')
    return
  }
  output.say('Its recovery key, told this once and kept nowhere. Write it down for two stewards:')
  output.say(`  ${recovery}`)
}
