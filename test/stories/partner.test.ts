// A partner app has no browser: it books what a food bank confirmed, and the member reads it.
import { uuidv7 } from '@commonhour/contract'
import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import type { OpenHost } from '../support/hosts.ts'
import { changeText } from './support/hours.ts'
import type { Member } from './support/member.ts'
import { standaloneOnly, useStage } from './support/stage.ts'

const seconds = 5400
const overLoopback = { [oauth.allowInsecureRequests]: true }

describe.each(standaloneOnly)('a partner app on $name', ({ open }) => {
  const stage = useStage(open)

  test('gets a token, books help once though sent twice, and the member reads it', async () => {
    const ana = await stage.member('Ana Soler')
    const { account } = await ana.books()
    const before = await stage.proof()

    const token = await tokenOf(stage.host)
    const booked = await books(stage.host, token, account.id)
    await isOnTheStatement(ana, booked, account.balanceSeconds + seconds)
    expect((await stage.proof()).movedSeconds - before.movedSeconds).toBe(seconds)
    await stage.expectAllIsWell()
  })

  test('books a whole list at once, which a bad row keeps out; every member finds theirs', async () => {
    const [ana, luis] = [await stage.member('Ana Soler'), await stage.member('Luis Vidal')]
    const before = [(await ana.books()).account, (await luis.books()).account] as const
    const moved = await stage.proof()
    const token = await tokenOf(stage.host)
    const from = stage.host.demo.app.account
    const list = before.map(({ id }) => bookingOf(from, id))

    const spoilt = [...list, { ...bookingOf(from, before[0].id), seconds: 1000 }]
    const refused = await send(stage.host, token, { transfers: spoilt }, newId(), '/bulk')
    expect(await refused.json()).toMatchObject({
      code: 'bookings_have_bad_rows',
      fields: [{ pointer: '/transfers/2', received: 'seconds_are_not_whole' }],
    })
    expect((await stage.proof()).movedSeconds).toBe(moved.movedSeconds)

    // The answer to the first sending is lost on the way: the app sends the same again.
    const key = newId()
    const first = await send(stage.host, token, { transfers: list }, key, '/bulk')
    const again = await send(stage.host, token, { transfers: list }, key, '/bulk')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(await again.json()).toEqual(await first.json())
    expect((await stage.proof()).movedSeconds - moved.movedSeconds).toBe(2 * seconds)
    for (const [at, who] of [ana, luis].entries()) {
      const standing = (before[at]?.balanceSeconds ?? 0) + seconds
      await isOnTheStatement(who, list[at]?.id ?? '', standing)
    }
    await stage.expectAllIsWell()
  })

  test('has no way to give: apps book help, and only for who granted them', async () => {
    const ana = await stage.member('Ana Soler')
    const { account } = await ana.books()
    const { demo } = stage.host
    const token = await tokenOf(stage.host)
    const help = bookingOf(demo.app.account, account.id)
    const gift = { ...help, id: newId(), purpose: 'gift' }
    const fromAna = bookingOf(account.id, demo.app.account)
    const fromNobody = bookingOf(newId(), account.id)
    const codes: string[] = []
    for (const booking of [gift, fromAna, fromNobody]) {
      const answer = await send(stage.host, token, booking, newId())
      codes.push(((await answer.json()) as { code: string }).code)
    }
    // It learns nothing of accounts that are not its own, not even whether they are there.
    expect(codes).toEqual(Array(3).fill('app_is_not_granted'))
    expect((await ana.books()).account.balanceSeconds).toBe(account.balanceSeconds)
    await stage.expectAllIsWell()
  })
})

/** By a client that knows nothing of us but the origin: discovery, then client credentials. */
async function tokenOf({ base, demo }: OpenHost): Promise<string> {
  const issuer = new URL(base)
  const discovery = { ...overLoopback, algorithm: 'oauth2' } as const
  const found = await oauth.discoveryRequest(issuer, discovery)
  const server = await oauth.processDiscoveryResponse(issuer, found)
  const client = { client_id: demo.app.clientId }
  const secret = oauth.ClientSecretBasic(demo.app.clientSecret)
  const asked = { resource: demo.app.resource, scope: demo.app.scopes.join(' ') }
  const given = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    secret,
    asked,
    overLoopback,
  )
  const answer = await oauth.processClientCredentialsResponse(server, client, given)
  return answer.access_token
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** The food bank received help from a member: its standing falls, theirs rises. */
function bookingOf(fromAccount: string, toAccount: string) {
  const memo = 'Sorting on Tuesday'
  return { id: newId(), purpose: 'help', fromAccount, toAccount, seconds, memo, workedOn: null }
}

/** The answer to the first sending is lost on the way: the app sends the same again. */
async function books(host: OpenHost, token: string, account: string): Promise<string> {
  const booking = bookingOf(host.demo.app.account, account)
  const key = newId()
  const first = await send(host, token, booking, key)
  const again = await send(host, token, booking, key)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await again.json()).toEqual(await first.json())
  return booking.id
}

function send(
  { demo }: OpenHost,
  token: string,
  booking: object,
  key: string,
  more = '',
): Promise<Response> {
  return fetch(`${demo.app.resource}/transfers${more}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(booking),
  })
}

async function isOnTheStatement(ana: Member, transfer: string, balanceSeconds: number) {
  const { account, statement } = await ana.books()
  expect(account.balanceSeconds).toBe(balanceSeconds)
  expect(statement.items.filter((line) => line.transfer === transfer)).toHaveLength(1)
  const { visitor } = ana
  await visitor.tap('link', 'All my hours, line by line')
  const [row] = await ana.statementPage()
  expect(row?.what).toContain('Riverside Food Bank')
  expect(row).toMatchObject({ hours: changeText(seconds), after: changeText(balanceSeconds) })
}
