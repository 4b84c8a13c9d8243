import { mostItems, pageQuery, type Scope, scopes } from '@commonhour/contract'
import { sentSchema } from './openapi.schemas.ts'

export type Json = Record<string, unknown>

/** What each scope lets an app do, in words. */
const says: Record<Scope, string> = {
  'hours:read': 'Read accounts, statements, exchanges and transfers',
  'hours:write': 'Propose, confirm and give hours',
  'needs:read': 'Read offers and needs',
  'needs:write': 'Publish and withdraw offers and needs',
  'members:read': 'Read members; join',
  'reports:read': 'Read signed reports',
  'webhooks:write': 'Register webhooks',
}
const scopesSaid = Object.fromEntries(scopes.map((scope) => [scope, says[scope]]))

export const securitySchemes = {
  app: {
    type: 'oauth2',
    description:
      'Send `resource` with the address of the community’s API; the token is good for that one.',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: scopesSaid } },
  },
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT (at+jwt, EdDSA)' },
}

export const communityParameter = {
  name: 'community',
  in: 'path',
  required: true,
  description: 'The community’s name in addresses.',
  schema: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' },
  example: 'riverside',
}
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A UUID of yours. Keep it until you know the outcome, and send it again if you do not.',
  schema: { type: 'string', format: 'uuid' },
}

export const onBehalfOf = {
  name: 'On-Behalf-Of',
  in: 'header',
  description:
    'The id of the member you act for: one who lets you (see delegations), or an organisation or household of yours.',
  schema: { type: 'string', format: 'uuid' },
}

/** `limit` and `after`, the same for every list. */
export function pageParameters(): Record<string, Json> {
  const schema = { type: 'integer', minimum: 1, maximum: mostItems, default: 50 }
  return {
    limit: { name: 'limit', in: 'query', description: 'How many items to give.', schema },
    after: {
      name: 'after',
      in: 'query',
      description: 'The `next` of the page before; opaque.',
      schema: sentSchema(pageQuery.after),
    },
  }
}

export const answerHeaders = {
  RequestId: header('The request’s id, to quote when asking for help.', 'uuid'),
  ETag: header('Send it as If-None-Match to get 304 while nothing changed.'),
  Link: header('rel="next" leads to the next page.'),
  IdempotentReplayed: header('true when this answer was given before.'),
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
}

function header(description: string, format?: string): Json {
  return { description, schema: { type: 'string', ...(format && { format }) } }
}

/** A header of answers, by reference. */
export function headerAt(name: keyof typeof answerHeaders): Json {
  return { $ref: `#/components/headers/${name}` }
}
