import { type Operation, pageQuery, parametersOf } from '@commonhour/contract'
import * as v from 'valibot'
import { headerAt, type Json } from './openapi.parts.ts'
import { refusalOf, refusalsOf, statusOf, takesMembers } from './openapi.refusals.ts'
import { givenSchema, sentSchema } from './openapi.schemas.ts'

/** Every path with its operations. */
export function pathsOf(all: readonly Operation[], shared: Record<string, Json>): Json {
  const paths: Record<string, Json> = {}
  for (const operation of all) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation, shared),
    }
  }
  return paths
}

function described(operation: Operation, shared: Record<string, Json>): Json {
  const { scope } = operation
  const refusals = refusalsOf(operation).map((codes) => {
    const name = codes.join('.')
    const $ref = `#/components/responses/${name}`
    return [statusOf(codes), name in shared ? { $ref } : refusalOf(codes)]
  })
  const content = operation.body && {
    'application/json': { schema: sentSchema(operation.body) },
  }
  return {
    operationId: operation.name,
    tags: [operation.word],
    summary: operation.summary,
    security: scope === 'public' ? [] : [{ app: [scope] }, { token: [] }],
    parameters: [
      ...parametersOf(operation.path).map(pathParameter),
      ...(operation.idempotent ? [{ $ref: '#/components/parameters/idempotencyKey' }] : []),
      ...(takesMembers(operation) ? [{ $ref: '#/components/parameters/onBehalfOf' }] : []),
      ...queryParameters(operation),
    ],
    ...(content && { requestBody: { required: !v.is(operation.body, {}), content } }),
    responses: { [operation.status]: answerOf(operation), ...Object.fromEntries(refusals) },
  }
}

function pathParameter(name: string): Json {
  if (name === 'community') return { $ref: '#/components/parameters/community' }
  if (name === 'no') {
    const schema = { type: 'integer', minimum: 1 }
    return { name, in: 'path', required: true, description: 'Its number.', schema }
  }
  const schema = { $ref: '#/components/schemas/Id' }
  return { name, in: 'path', required: true, description: `The ${name}’s id.`, schema }
}

function queryParameters(operation: Operation): Json[] {
  const entries = Object.entries(operation.query?.entries ?? {})
  return entries.map(([name, entry]) => {
    if (name in pageQuery) return { $ref: `#/components/parameters/${name}` }
    // Only what may be left out is wrapped in optional.
    return { name, in: 'query', required: entry.type !== 'optional', schema: sentSchema(entry) }
  })
}

const said = { 200: 'Here it is', 201: 'Done', 202: 'It is being made' }

function answerOf(operation: Operation): Json {
  const json = !operation.media
  const answer = json ? givenSchema(operation.answer) : { type: 'string' }
  const paged = 'entries' in operation.answer && 'next' in (operation.answer.entries as Json)
  return {
    description: said[operation.status],
    headers: {
      'Request-Id': headerAt('RequestId'),
      ...(json && operation.method === 'GET' && { ETag: headerAt('ETag') }),
      ...(paged && { Link: headerAt('Link') }),
      ...(operation.idempotent && { 'Idempotent-Replayed': headerAt('IdempotentReplayed') }),
    },
    content: {
      [operation.media ?? 'application/json']: { schema: answer },
      ...(operation.alternative && { [operation.alternative]: { schema: { type: 'string' } } }),
    },
  }
}
