import { keepFirstSigningKey, listSigningKeys, type SigningKey } from '@commonhour/host'
import type { Jwk, JwtOptions } from 'better-auth/plugins/jwt'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { IdentityEnv } from './env.ts'

/** How long a token for a community's API lives. */
export const tokenSeconds = 600

/**
 * The keys that sign tokens: Ed25519, made at first use, the private half encrypted under the auth
 * secret. `kid` is the RFC 7638 thumbprint.
 */
export function keyOptions(env: IdentityEnv): JwtOptions {
  const host = env.open('host')
  return {
    jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } },
    jwt: { issuer: env.base },
    disableSettingJwtHeader: true,
    adapter: {
      getJwks: async () => (await listSigningKeys(host)).map(libraryKey),
      createJwk: async (key) => libraryKey(await keepFirstSigningKey(host, await ourKey(key))),
    },
  }
}

async function ourKey(key: Omit<Jwk, 'id'>): Promise<SigningKey> {
  const { publicKey, privateKey, alg = 'EdDSA', crv = 'Ed25519', createdAt } = key
  const id = await calculateJwkThumbprint(JSON.parse(publicKey) as JWK)
  return { id, alg, crv, publicKey, privateKey, createdAt: createdAt.getTime() }
}

function libraryKey(key: SigningKey): Jwk {
  return {
    id: key.id,
    publicKey: key.publicKey,
    privateKey: key.privateKey,
    alg: 'EdDSA',
    crv: 'Ed25519',
    createdAt: new Date(key.createdAt),
  }
}
