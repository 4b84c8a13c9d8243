// The moment at which books are looked at: a sandbox goes on from where someone has looked to.
import { createApi } from '@commonhour/api'
import { momentOf } from '@commonhour/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker } from '../support/asking.ts'
import { beginning, openPlace, type Place } from '../support/place.ts'

const day = 86_400_000

describe.each([
  { books: 'a sandbox', clockOffsetMs: 400 * day, behind: 30 * day },
  { books: 'any other books', clockOffsetMs: 0, behind: 0 },
])('a clock that is behind $books', ({ clockOffsetMs, behind }) => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace({ clockOffsetMs })
    place.pass(30 * day)
    await place.joins('Ana Soler')
  })
  afterAll(() => place.dispose())

  /** Asks an API whose clock stands where the community began. */
  async function home() {
    const { community, env, rosa, token } = place
    const late = createApi({ ...env, now: () => beginning })
    return (await asker(late, community, token)(rosa.person, 'readHome', {})).body
  }

  test('reads them at their own moment', async () => {
    expect((await home()).at).toBe(momentOf(beginning + behind))
    expect((await home()).at).toBe(momentOf(beginning + behind))
  })

  test('goes on with what was only told, and with the clock once that is ahead', async () => {
    const { client } = place.books
    const args = ['member.paused', place.rosa.member, BigInt(beginning + 33 * day)]
    await client.execute({ sql: 'INSERT INTO outbox (kind, ref, at) VALUES (?, ?, ?)', args })
    expect((await home()).at).toBe(momentOf(beginning + (behind && 33 * day)))
    place.pass(10 * day)
    const { body } = await place.ask(place.rosa.person, 'readHome', {})
    expect(body.at).toBe(momentOf(beginning + 40 * day))
  })
})
