import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Operation, operations } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { apiWith } from './framework.ts'

const kept = new URL('../../workers/api/openapi.json', import.meta.url)
const { ask } = apiWith({})

async function keptCopy(): Promise<unknown> {
  return JSON.parse(await readFile(kept, 'utf8'))
}

async function served() {
  const answer = await ask('/v1/openapi.json')
  expect(answer.status).toBe(200)
  return answer.json()
}

describe('the description of the API', () => {
  test('is the one kept in the repository', async () => {
    const same = JSON.stringify(await served()) === JSON.stringify(await keptCopy())
    expect(same, 'it is stale: run node workers/api/openapi.write.ts').toBe(true)
  })

  test('passes the recommended rules of Redocly without a warning', async () => {
    const bin = fileURLToPath(new URL('../node_modules/@redocly/cli/bin/cli.js', import.meta.url))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [bin, 'lint', kept.pathname, '--extends', 'recommended', '--format', 'json'],
      // Neither counts its use nor looks for a newer self: no request leaves this machine.
      {
        env: {
          ...process.env,
          REDOCLY_TELEMETRY: 'off',
          REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        },
      },
    )
    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] })
  })

  test('holds every operation of the contract once, with each of its faults', async () => {
    const { paths, components } = await served()
    for (const operation of Object.values(operations) as Operation[]) {
      const described = paths[operation.path][operation.method.toLowerCase()]
      expect(described.operationId).toBe(operation.name)
      const answers = Object.values(described.responses).map((one) => JSON.stringify(one))
      for (const code of operation.faults) {
        expect(answers.join(), `${operation.name} ${code}`).toContain(code)
        expect(components.examples[code].value.code).toBe(code)
      }
    }
  })

  test('asks for a key where hours move, and for a scope where a token is needed', async () => {
    const { paths } = await served()
    const gift = paths['/v1/communities/{community}/transfers'].post
    expect(gift.parameters).toContainEqual({ $ref: '#/components/parameters/idempotencyKey' })
    expect(gift.security).toEqual([{ app: ['hours:write'] }, { token: [] }])
    expect(paths['/v1/communities'].get.security).toEqual([])
  })

  test('marks what a body may leave out, and what an answer always holds', async () => {
    const { schemas } = (await served()).components
    expect(schemas.TransferBooking.required).not.toContain('memo')
    expect(schemas.TransferBooking.additionalProperties).toBe(false)
    expect(schemas.Transfer.required).toContain('memo')
    expect(schemas.Home.properties.needs.items).toEqual({ $ref: '#/components/schemas/Need' })
  })
})
