import { oauthProvider } from '@better-auth/oauth-provider'
import {
  type Fault,
  fault,
  idPattern,
  isFault,
  type Scope,
  Scopes,
  scopes,
} from '@commonhour/contract'
import { findApp, findCommunity, keepApp, sha256 } from '@commonhour/host'
import { betterAuth } from 'better-auth/minimal'
import { jwt } from 'better-auth/plugins/jwt'
import { base64url } from 'jose'
import * as v from 'valibot'
import { hostAdapter, type View } from './adapter.ts'
import type { IdentityEnv } from './env.ts'
import { keyOptions, tokenSeconds } from './keys.ts'
import { libraryOptions, newId } from './library.ts'
import { communityApi } from './tokens.ts'

const Registration = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  redirectUris: v.array(v.pipe(v.string(), v.url())),
  scopes: v.pipe(Scopes, v.minLength(1)),
  contact: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(254)),
})

/** What an app says of itself. `contact` is where people reach whoever runs it. */
export interface AppRegistration {
  readonly name: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly Scope[]
  readonly contact: string
}

/** `clientSecret` is told here only; the host keeps its hash. */
export interface RegisteredApp {
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * Makes an app known to this host, so that it can get tokens. What it may then do in a community
 * its stewards decide there.
 * @returns its credentials, or `request_is_malformed`
 */
export async function registerApp(
  env: Pick<IdentityEnv, 'open' | 'now'>,
  registration: AppRegistration,
): Promise<RegisteredApp | Fault> {
  const parsed = v.safeParse(Registration, registration)
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => ({
      pointer: `/${(issue.path ?? []).map(({ key }) => String(key)).join('/')}`,
      expected: issue.expected ?? issue.message,
      received: issue.received,
    }))
    return fault('request_is_malformed', { fields })
  }
  const clientId = newId(env.now())
  const clientSecret = base64url.encode(crypto.getRandomValues(new Uint8Array(32)))
  await keepApp(env.open('host'), {
    id: clientId,
    ...parsed.output,
    secretHash: await sha256(clientSecret),
    createdAt: env.now(),
  })
  return { clientId, clientSecret }
}

/** better-auth as we use it for apps: RFC 6749 `client_credentials`, nothing else. */
export function createAppTokens(env: IdentityEnv) {
  const views = { oauthClient: clientView(env), oauthResource: resourceView(env) }
  return betterAuth({
    ...libraryOptions(env),
    database: hostAdapter(env.open('host'), views),
    plugins: [
      jwt(keyOptions(env)),
      oauthProvider({
        scopes: [...scopes],
        grantTypes: ['client_credentials'],
        m2mAccessTokenExpiresIn: tokenSeconds,
        storeClientSecret: { hash: sha256 },
        // Whether a community admits an app is the community's own row, read on every request.
        enforcePerClientResources: false,
        loginPage: '/sign-in',
        consentPage: '/sign-in',
      }),
    ],
  })
}

function clientView(env: IdentityEnv): View {
  return async (id) => {
    // Texts that are no id are not asked for: a NUL among them the database does not take.
    const app = idPattern.test(id) ? await findApp(env.open('host'), id) : null
    if (!app) return null
    return {
      id: app.id,
      clientId: app.id,
      clientSecret: app.secretHash,
      name: app.name,
      redirectUris: JSON.stringify(app.redirectUris),
      clientCredentialsScopes: JSON.stringify(app.scopes),
      grantTypes: JSON.stringify(['client_credentials']),
      tokenEndpointAuthMethod: 'client_secret_basic',
      disabled: 0,
      createdAt: app.createdAt,
    }
  }
}

/** The resources tokens are given for are the communities of the register: no second list. */
function resourceView(env: IdentityEnv): View {
  const prefix = communityApi(env.base, '')
  return async (identifier) => {
    if (!identifier.startsWith(prefix)) return null
    const found = await findCommunity(env.open('host'), identifier.slice(prefix.length))
    if (isFault(found) || found.state === 'founding') return null
    return {
      id: identifier,
      identifier,
      name: found.name,
      disabled: Number(found.state === 'moved'),
    }
  }
}
