import { createApi, memoryQuota } from '@commonhour/api'
import type { Audit } from '@commonhour/audit'
import { type Client, createClient } from '@commonhour/client'
import type { Open } from '@commonhour/host'
import { generateKeyPair, SignJWT } from 'jose'
import { type Chance, chanceOf } from './random.ts'

/** Somebody the demo acts as. */
export interface Acting {
  readonly name: string
  readonly person: string
  readonly member: string
  readonly account: string
  readonly email: string | null
}

/**
 * The demo's own way in: the real API with the real decisions, over a clock that it moves itself
 * and tokens by a key of its own that nobody else ever trusts.
 */
export interface Seeder {
  readonly chance: Chance
  readonly community: string
  now(): number
  /** Moves the clock on to a moment; never back. */
  until(at: number): void
  /** The client of a person, or of an app as `app:ID`. */
  as(who: string): Client
  /** Audit looks at the books, at the seeder's own moment. */
  audit(): Promise<void>
}

type AuditAt = (now: () => number) => Audit

export async function openSeeder(it: {
  open: Open
  base: string
  community: string
  from: number
  auditAt: AuditAt
}): Promise<Seeder> {
  const { auditAt, base, community, from, open } = it
  let now = from
  // What the API makes up by itself comes from a sequence of its own, the same in every run too.
  const { below } = chanceOf(20_261_127)
  const keys = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const api = createApi({
    base,
    open,
    keys: async () => keys.publicKey,
    fingerprintSecret: 'the demo keeps no secrets',
    quota: memoryQuota({ requests: Number.MAX_SAFE_INTEGER, windowSeconds: 60 }),
    now: () => now,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => below(256)),
    log,
  })
  const clients = new Map<string, Client>()
  const sign = signer(keys.privateKey, base, community)
  const clientOf = (who: string) => {
    let token: Promise<string> | undefined
    return createClient({
      base,
      token: () => {
        token ??= sign(who)
        return token
      },
      fetch: (request) => api.fetch(request),
    })
  }
  return {
    audit: auditing(auditAt, () => now, community),
    chance: chanceOf(20_261_122),
    community,
    now: () => now,
    until: (at) => {
      now = Math.max(now, at)
    },
    as: (who) => {
      const client = clients.get(who) ?? clientOf(who)
      clients.set(who, client)
      return client
    },
  }
}

function log(line: { readonly level: string }): void {
  if (line.level === 'error') console.error(JSON.stringify(line))
}

function auditing(auditAt: AuditAt, now: () => number, community: string) {
  const audit = auditAt(now)
  return async () => {
    const round = await audit.round({ only: community })
    if (round.alarms || round.communities_troubled) throw new Error('The demo is not whole.')
  }
}

/** Signs tokens as identity does, for a person or for an app as `app:ID`. */
function signer(key: CryptoKey, base: string, community: string) {
  return (who: string): Promise<string> => {
    const subject = who.replace(/^app:/, '')
    const clientId = who.startsWith('app:') ? subject : 'web'
    const scope = 'hours:read hours:write needs:read needs:write members:read reports:read'
    return new SignJWT({ client_id: clientId, scope, acr: 'proven' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(base)
      .setAudience(`${base}/v1/communities/${community}`)
      .setSubject(subject)
      .setExpirationTime('30 years')
      .sign(key)
  }
}
