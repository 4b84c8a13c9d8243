import { type Operation, operations } from '@commonhour/contract'
import { mostBytes } from './input.ts'
import {
  answerHeaders,
  communityParameter,
  idempotencyKey,
  type Json,
  onBehalfOf,
  pageParameters,
  securitySchemes,
} from './openapi.parts.ts'
import { pathsOf } from './openapi.paths.ts'
import { exampleOf, faultsOf, sharedRefusals } from './openapi.refusals.ts'
import { componentSchemas } from './openapi.schemas.ts'

/** The description of this API in OpenAPI 3.1, made from the contract's operations. */
export function openApi(): Json {
  const all = Object.values(operations) as Operation[]
  const shared = sharedRefusals(all)
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'This host' }],
    tags: tagsOf(all),
    security: [],
    paths: pathsOf(all, shared),
    components: {
      securitySchemes,
      parameters: {
        ...{ community: communityParameter, idempotencyKey, onBehalfOf },
        ...pageParameters(),
      },
      headers: answerHeaders,
      responses: shared,
      examples: Object.fromEntries(all.flatMap(faultsOf).sort().map(exampleOf)),
      schemas: componentSchemas(),
    },
  }
}

const info = {
  title: 'Commonhour',
  version: '1',
  summary: 'One hour of anyone’s help is worth one hour of anyone else’s.',
  description: [
    'The API of a time-bank host. Hours are whole `seconds`, moments RFC 3339 in UTC, ids UUIDv7 made',
    'by whoever creates the thing. What moves, holds or promises hours takes an `Idempotency-Key`:',
    'the same key and body get the same answer again. Every refusal is a problem (RFC 9457) whose',
    `\`code\` never changes. Unknown fields are refused; a body holds at most ${mostBytes} bytes.`,
  ].join('\n'),
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

const about: Record<string, string> = {
  communities: 'Communities of this host, their charters and the proof of their books',
  members: 'Members of a community, and who I am in it',
  needs: 'Help that is wanted',
  offers: 'Help that can be given',
  search: 'Needs and offers by words',
  exchanges: 'One agreement to help, from proposal to confirmation',
  accounts: 'Where hours stand, and their statements',
  transfers: 'Hours moved: gifts and partner bookings',
  pools: 'Shared accounts for gifts',
  apps: 'Partner software and what a community lets it do',
}

function tagsOf(all: readonly Operation[]): Json[] {
  const words = [...new Set(all.map((operation) => operation.word))]
  return words.map((name) => ({ name, description: about[name] ?? name }))
}
