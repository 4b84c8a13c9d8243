import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { banksHere, filesOf, importOf, plainRows } from './banks.ts'
import { openPlace, type Place } from './place.ts'

const replay = (...more: string[]) => ['replay', '--community', 'portland', ...more]

describe.each(banksHere())('the history of $called', (bank) => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace()
    await place.run(importOf(bank))
  })
  afterAll(() => place.remove())

  test('is judged line by line by the charter it moved under, and nothing is written', async () => {
    const before = await place.look('portland', (_, client) => sizeOf(client))
    const { code, err, json } = await place.run(replay('--json'))
    expect([code, err]).toEqual([0, ''])
    expect(json).toMatchObject({ community: 'portland', judged: bank.transfers })
    expect(json.spoken).toBeGreaterThan(0)
    expect(json.spoken).toBeLessThan(bank.transfers)
    const counts = json.rules.map(({ count }: { count: number }) => count)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(await place.look('portland', (_, client) => sizeOf(client))).toBe(before)
  })

  test('counts what the files alone show: help over a day, and hours that are no whole step', async () => {
    const rows = await plainRows(filesOf(bank).transfers)
    const help = rows.filter(([, source, , other]) => source === 'Member' && other === 'Member')
    const seconds = help.map((row) => Number(row[4]))
    const wanted = {
      'within-one-day': seconds.filter((one) => one > 86_400).length,
      'whole-quantum': seconds.filter((one) => one % 900 !== 0).length,
    }
    const { json } = await place.run(replay('--json'))
    const found = Object.fromEntries(
      Object.keys(wanted).map((name) => [name, ruleOf(json, name)?.count ?? 0]),
    )
    expect(found).toEqual(wanted)
  })

  test('is told in words, each rule with its first lines', async () => {
    const { code, out } = await place.run(replay())
    expect(code).toBe(0)
    expect(out).toContain(`${bank.transfers.toLocaleString('en')} lines judged in`)
    expect(out).toMatch(/\d {2}refuse {3}newcomer-line\n {11}\d{4}-\d\d-\d\d .*You are new here/)
  })

  test('a stretch of days is a part of it, and the two parts are the whole', async () => {
    const whole = (await place.run(replay('--json'))).json
    const days = whole.rules[0].first.map(
      ({ transfer }: { transfer: { bookedOn: string } }) => transfer.bookedOn,
    )
    const [day] = days
    const until = (await place.run(replay('--json', '--to', day))).json
    const from = (await place.run(replay('--json', '--from', day))).json
    const on = (await place.run(replay('--json', '--from', day, '--to', day))).json
    expect(until.judged + from.judged - on.judged).toBe(whole.judged)
    expect(on.judged).toBeGreaterThan(0)
  })

  test('nobody is stuck after moving in', async () => {
    const { code, json } = await place.run(replay('--stuck', '--json'))
    expect(code).toBe(0)
    expect(json.stuck).toEqual([])
    const { out } = await place.run(replay('--stuck'))
    expect(out).toMatch(/^portland: /)
    expect(out.trim().split('\n')).toHaveLength(1)
  })
})

describe('a replay that cannot be', () => {
  test.each([
    ['an unknown community', ['--community', 'nowhere'], 'community_is_unknown'],
    ['a day that is none', ['--community', 'a', '--from', 'soon'], 'request_is_malformed'],
  ])('of %s is refused', async (_said, args, code) => {
    const place = await openPlace()
    await place.run(['community', 'create', 'elsewhere', '--founder', 'ana@example.org'])
    const { code: exit, json } = await place.run(['replay', ...args, '--json'])
    expect([exit, json.fault]).toEqual([1, code])
    await place.remove()
  })
})

interface Told {
  rules: { rule: string; count: number }[]
}
function ruleOf({ rules }: Told, name: string) {
  return rules.find(({ rule }) => rule === name)
}

async function sizeOf(client: { execute(sql: string): Promise<{ rows: unknown[] }> }) {
  return JSON.stringify((await client.execute('SELECT count(*) FROM log')).rows)
}
