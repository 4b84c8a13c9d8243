import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
/**
 * Ana's lines: 12 quarters of help received on the first day, a gift to her on the third, one
 * undone.
 */
beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis "Lucho" Vidal, jr.')
  nia = await place.joins('=HYPERLINK("http://x")')
  for (let i = 0; i < 12; i++) await it.helped(luis, ana, quarter)
  it.days(2)
  ok(await it.gift(luis, ana.account, quarter, { memo: '@SUM(1,1)\n"thanks"' }))
  await it.helped(nia, ana, quarter)
  ok(await it.reverse(place.rosa, await it.helped(luis, ana, hour)))
})
afterAll(() => place.dispose())

const statement = async (query: Record<string, string> = {}, who = ana) =>
  ok(await place.ask(who, 'readStatement', { account: ana.account }, { query }))
const csv = async (query: Record<string, string> = {}) =>
  place.ask(ana, 'readStatementCsv', { account: ana.account }, { query })
/** Reads RFC 4180, written apart from what wrote it. */
function table(text: string): string[][] {
  const rows = text.match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? []
  return rows.map((row) =>
    [...row.slice(0, -2).matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ),
  )
}
interface Line {
  version: number
  deltaSeconds: number
  balanceSeconds: number
  mark: string | null
}

test('every line’s balance is the one before it and its own seconds', async () => {
  const { items, openingSeconds, closingSeconds } = await statement()
  let balanceSeconds = openingSeconds
  for (const line of items.toReversed() as Line[]) {
    balanceSeconds += line.deltaSeconds
    expect(line.balanceSeconds).toBe(balanceSeconds)
  }
  expect(balanceSeconds).toBe(closingSeconds)
  // What was taken back is one line that moved nothing; it says what had moved.
  expect(items[0]).toMatchObject({ mark: 'reversed', deltaSeconds: 0 })
  expect(items[0].undoneSeconds).not.toBe(0)
  expect(items.map(({ mark }: Line) => mark)).not.toContain('reversal')
  expect(items[0].with).toEqual({ member: luis.member, name: luis.name })
})

test('pages of three cover everything once, whatever is written meanwhile', async () => {
  const all = (await statement({ limit: '100' })).items as Line[]
  const seen: Line[] = []
  let after: string | undefined
  do {
    const page = await statement({ limit: '3', ...(after !== undefined && { after }) })
    seen.push(...page.items)
    after = page.next ?? undefined
    if (seen.length === 3) await it.helped(nia, ana, quarter)
  } while (after !== undefined)
  expect(seen).toEqual(all)
})

test('a period opens and closes where its neighbours close and open', async () => {
  const first = await statement({ to: '2026-03-02' })
  expect(first).toMatchObject({
    openingSeconds: 0,
    closingSeconds: -3 * hour,
    receivedSeconds: 3 * hour,
  })
  const second = await statement({ from: '2026-03-03' })
  const whole = await statement()
  expect(second.openingSeconds).toBe(first.closingSeconds)
  expect(second.closingSeconds).toBe(whole.closingSeconds)
  expect(first.items.length + second.items.length).toBe(whole.items.length)
  // A gift and what was undone are neither given nor received.
  expect(second).toMatchObject({ givenSeconds: 0, receivedSeconds: 2 * quarter })
  const { receivedSeconds } = await it.account(ana)
  expect(whole.receivedSeconds).toBe(receivedSeconds)
})

test('the table holds the same lines, oldest first, and a sheet reads no formula in it', async () => {
  const said = await csv()
  expect(said.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(said.headers.get('content-disposition')).toContain('attachment')
  const [head, ...rows] = table(said.body)
  const { items } = await statement({ limit: '100' })
  expect(rows.map((row) => row[head?.indexOf('transfer') ?? -1])).toEqual(
    items.map(({ transfer }: { transfer: string }) => transfer).reverse(),
  )
  let hours = 0
  for (const row of rows) {
    hours += Number(row[2])
    expect(Number(row[3])).toBeCloseTo(hours, 6)
    // A number may begin with a minus; a text never with what a sheet would calculate.
    for (const cell of [row[5], row[6]]) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  }
  expect(rows.map((row) => row[5])).toContain(`'=HYPERLINK("http://x")`)
  expect(rows.map((row) => row[6])).toContain(`'@SUM(1,1)\n"thanks"`)
  expect(rows.map((row) => row[5])).toContain(luis.name)
})

test('what is held already is not sent again', async () => {
  const params = { account: ana.account }
  const first = await place.ask(ana, 'readStatement', params)
  const tag = first.headers.get('etag') ?? ''
  expect(first.headers.get('cache-control')).toBe('private, no-store')
  const headers = { 'if-none-match': tag }
  expect((await place.ask(ana, 'readStatement', params, { headers })).status).toBe(304)
  await it.helped(nia, ana, quarter)
  expect((await place.ask(ana, 'readStatement', params, { headers })).status).toBe(200)
})

test('what is not mine is not there: 404, never 403', async () => {
  const exchange = await it.helped(nia, ana, quarter)
  const [transfer] = ok(await it.read(ana, exchange)).transfers
  const asked = [
    place.ask(luis, 'readAccount', { account: ana.account }),
    place.ask(luis, 'readStatement', { account: ana.account }),
    place.ask(luis, 'readStatementCsv', { account: ana.account }),
    place.ask(luis, 'readExchange', { exchange }),
    place.ask(luis, 'readTransfer', { transfer }),
    place.ask(luis, 'readAccount', { account: place.pool }),
    place.ask(luis, 'readAccount', { account: place.id() }),
  ]
  for (const said of await Promise.all(asked))
    expect(said.body).toMatchObject({ code: 'not_found' })
  const bodies = await Promise.all(asked.map(async (one) => (await one).body.title))
  expect(new Set(bodies).size).toBe(1)
  // A steward looks into what they answer for.
  expect(ok(await place.ask(place.rosa, 'readTransfer', { transfer })).id).toBe(transfer)
  expect((await statement({}, place.rosa)).account).toBe(ana.account)
})

test('a token of another community opens nothing here', async () => {
  const elsewhere = await openPlace({ community: 'hillside' })
  const foreign = await elsewhere.token(ana.person)
  await elsewhere.dispose()
  const headers = { authorization: `Bearer ${foreign}` }
  expect(outcome(await place.ask(null, 'readHome', {}, { headers }))).toBe('token_is_not_valid')
  expect(outcome(await place.ask(null, 'readHome', {}))).toBe('token_is_missing')
  const community = 'nowhere'
  expect(outcome(await place.ask(null, 'readProof', { community }))).toBe('community_is_unknown')
})

test('home says who I am, where I stand, what waits for me and what waits for others', async () => {
  const need = await it.publish(ana, { category: 'home' })
  const theirs = await it.publish(luis)
  const waiting = ok(await it.propose(luis, luis, ana, { about: { need } })).id
  const mine = ok(await it.propose(ana, nia, ana)).id
  const home = ok(await place.ask(ana, 'readHome', {}))
  const ids = (list: { id: string }[]) => list.map(({ id }) => id)
  expect(home).toMatchObject({ community: { slug: 'riverside' }, charter: { version: 1 } })
  expect(ids(home.waiting)).toEqual([waiting])
  expect(ids(home.underWay)).toEqual([mine])
  expect([ids(home.myNeeds), ids(home.needs)]).toEqual([[need], [theirs]])
  expect(home.account.balanceSeconds).toBe(home.balances.at(-1).balanceSeconds)
  expect(home.companions.map(({ member }: { member: string }) => member)).toContain(luis.member)
  expect(home.pools).toEqual([
    { account: place.pool, name: 'Riverside Time Bank', balanceSeconds: 0 },
  ])
})

test('exchanges and transfers of mine are listed newest first, a page at a time', async () => {
  const list = async (name: 'listExchanges' | 'listTransfers', query = {}) =>
    ok(await place.ask(luis, name, {}, { query }))
  for (const name of ['listExchanges', 'listTransfers'] as const) {
    const all = (await list(name, { limit: '100' })).items
    const first = await list(name, { limit: '4' })
    const second = await list(name, { limit: '100', after: first.next })
    expect([...first.items, ...second.items]).toEqual(all)
    expect(second.next).toBeNull()
  }
  const reversed = (await list('listExchanges', { state: 'reversed' })).items
  expect(reversed).toHaveLength(1)
})

test('anyone may read community, charter and proof, and the proof names nobody', async () => {
  const community = ok(await place.ask(null, 'readCommunity', {}))
  expect(community).toMatchObject({ slug: 'riverside', members: 4, joining: 'application' })
  expect(ok(await place.ask(null, 'listCommunities', {})).items).toEqual([community])
  const charter = ok(await place.ask(null, 'readCharter', {}))
  expect(charter).toMatchObject({ version: 1, quantumSeconds: 900 })
  const proof = await place.ask(null, 'readProof', {})
  expect(proof.body).toMatchObject({ balanceSumSeconds: 0, checkpoint: null })
  expect(JSON.stringify(proof.body)).not.toMatch(/Ana|Luis|member/)
})
