import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts, type OpenHost, openingMs } from '../support/hosts.ts'
import { ask, newId, signIn, today } from './acting.ts'

const community = '/v1/communities/riverside'

describe.each(hosts)('one exchange through the API, on $name', ({ open }) => {
  let host: OpenHost
  beforeAll(async () => {
    host = await open()
  }, openingMs)
  afterAll(() => host?.close())

  test('two members find each other, agree, help, confirm and read their statements', async () => {
    const [ana, luis] = host.demo.members
    if (!ana || !luis) throw new Error('The demo names too few members.')
    const [anas, luiss] = [await signIn(host, ana.email), await signIn(host, luis.email)]
    const post = (token: string, path: string, body?: unknown) =>
      ask(host, 'POST', community + path, body === undefined ? { token } : { token, body })
    const standing = async (token: string, account: string) =>
      (await ask(host, 'GET', `${community}/accounts/${account}`, { token })).body
    const before = {
      ana: await standing(anas, ana.account),
      luis: await standing(luiss, luis.account),
      proof: (await ask(host, 'GET', `${community}/proof`)).body,
    }

    const [need, exchange] = [newId(), newId()]
    const title = 'Quillons for the fair'
    const estimateSeconds = 3600
    const asked = { id: need, title, category: 'transport', estimateSeconds }
    expect((await post(anas, '/needs', asked)).status).toBe(201)
    const found = await ask(host, 'GET', `${community}/search?q=quillon`, { token: luiss })
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([need])

    const proposal = { id: exchange, giver: luis.member, receivers: [ana.member], about: { need } }
    const proposed = await post(luiss, '/exchanges', { ...proposal, title, estimateSeconds })
    expect([proposed.status, proposed.body.state]).toEqual([201, 'proposed'])
    const agreed = await post(anas, `/exchanges/${exchange}/acceptance`)
    expect([agreed.body.state, agreed.body.holds.length]).toEqual(['agreed', 1])
    expect((await standing(anas, ana.account)).heldOutSeconds).toBe(
      before.ana.heldOutSeconds + 3600,
    )
    const said = { seconds: 5400, workedOn: today() }
    const done = await post(luiss, `/exchanges/${exchange}/completion`, said)
    expect(done.body.state).toBe('done')
    const key = crypto.randomUUID()
    const confirming = { token: anas, body: { seconds: 5400 }, key }
    const path = `${community}/exchanges/${exchange}/confirmation`
    const confirmed = await ask(host, 'POST', path, confirming)
    expect([confirmed.body.state, confirmed.body.holds]).toEqual(['confirmed', []])
    const again = await ask(host, 'POST', path, confirming)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.body).toEqual(confirmed.body)

    for (const [token, account, old, delta] of [
      [anas, ana.account, before.ana, -5400],
      [luiss, luis.account, before.luis, 5400],
    ] as const) {
      const statement = await ask(host, 'GET', `${community}/accounts/${account}/statement`, {
        token,
      })
      expect(statement.body.closingSeconds - old.balanceSeconds).toBe(delta)
      expect(statement.body.items).toContainEqual(expect.objectContaining({ title, exchange }))
    }
    const proof = (await ask(host, 'GET', `${community}/proof`)).body
    expect(proof.balanceSumSeconds).toBe(0)
    expect(proof.movedSeconds - before.proof.movedSeconds).toBe(5400)
    expect(proof.heldSeconds).toBe(before.proof.heldSeconds)
  })

  test('a partner app gets a token by client credentials and books help, once', async () => {
    const { app, members } = host.demo
    const options = { [oauth.allowInsecureRequests]: true, algorithm: 'oauth2' } as const
    const issuer = new URL(host.base)
    const discovered = await oauth.discoveryRequest(issuer, options)
    const server = await oauth.processDiscoveryResponse(issuer, discovered)
    const client = { client_id: app.clientId }
    const secret = oauth.ClientSecretBasic(app.clientSecret)
    const form = { resource: app.resource }
    const answer = await oauth.clientCredentialsGrantRequest(server, client, secret, form, options)
    const { access_token: token } = await oauth.processClientCredentialsResponse(
      server,
      client,
      answer,
    )
    const id = newId()
    const between = { fromAccount: app.account, toAccount: members[1]?.account }
    const body = { id, purpose: 'help', ...between, seconds: 1800, workedOn: today() }
    const key = crypto.randomUUID()
    const booked = await ask(host, 'POST', `${community}/transfers`, { token, body, key })
    expect([booked.status, booked.body.seconds]).toEqual([201, 1800])
    const again = await ask(host, 'POST', `${community}/transfers`, { token, body, key })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = { ...body, seconds: 900 }
    const refused = await ask(host, 'POST', `${community}/transfers`, { token, body: other, key })
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_was_used_otherwise'])
    const gift = { ...body, id: newId(), purpose: 'gift' }
    const notHelp = await ask(host, 'POST', `${community}/transfers`, { token, body: gift })
    expect(notHelp.status).toBeGreaterThanOrEqual(400)
    expect((await ask(host, 'GET', `${community}/proof`)).body.balanceSumSeconds).toBe(0)
  })

  test('of parallel tries of one code one signs in', async () => {
    const email = host.demo.members[2]?.email ?? ''
    await ask(host, 'POST', '/auth/code', { body: { email } })
    const body = { email, code: await host.code(email) }
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => ask(host, 'POST', '/auth/session', { body })),
    )
    const statuses = tries.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status >= 500)).toEqual([])
  })
})
