import {
  communityDoor,
  findCommunity,
  listCommunities,
  markCommunity,
  registerCommunity,
  reservedSlugs,
} from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, openHost } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openHost()
})
afterEach(() => books.close())

const host = () => books.open('host')
const register = (slug: string, name = 'Riverside Time Bank') =>
  registerCommunity(host(), { slug, name, now: 1000 })

test('a community is entered as founding, and opens when its books are ready', async () => {
  expect(await register('riverside')).toEqual({
    slug: 'riverside',
    name: 'Riverside Time Bank',
    database: 'riverside',
    state: 'founding',
    createdAt: 1000,
  })
  expect(await markCommunity(host(), 'riverside', 'open')).toMatchObject({ state: 'open' })
  expect(await findCommunity(host(), 'riverside')).toMatchObject({ state: 'open' })
  expect(await listCommunities(host())).toHaveLength(1)
})

test('a slug that is none is refused by name', async () => {
  for (const slug of ['', 'a', 'Riverside', '1st', '-a', 'a b', 'é-bank', 'x'.repeat(41), 'a/b']) {
    expect(await register(slug), slug).toMatchObject({
      fault: 'request_is_malformed',
      fields: [{ pointer: '/slug', received: slug }],
    })
  }
  expect(await register('ab')).toMatchObject({ slug: 'ab' })
  expect(await register('x'.repeat(40))).toMatchObject({ state: 'founding' })
})

test('no community may be named as a database of the host', async () => {
  for (const slug of ['host', 'audit']) {
    expect(await register(slug)).toMatchObject({ fault: 'request_is_malformed' })
    const row = (name: string, database: string) =>
      host().execute({
        sql: `INSERT INTO community (slug, name, database, state, createdAt)
              VALUES (?, 'A', ?, 'open', 0)`,
        args: [name, database],
      })
    await expect(row(slug, 'books')).rejects.toThrow('slug_is_not_reserved')
    await expect(row('fine', slug)).rejects.toThrow('database_is_not_reserved')
  }
})

test('no community may be named as an address that stands already', async () => {
  for (const slug of reservedSlugs) {
    expect(await register(slug)).toMatchObject({ fault: 'request_is_malformed' })
    const row = host().execute({
      sql: `INSERT INTO community (slug, name, database, state, createdAt)
            VALUES (?, 'A', 'books', 'open', 0)`,
      args: [slug],
    })
    await expect(row).rejects.toThrow('slug_is_not_reserved')
  }
})

test('of many who take one slug at the same moment one gets it', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => register('riverside')))
  const refused = answers.filter((answer) => 'fault' in answer)
  expect(refused).toHaveLength(9)
  expect(refused[0]).toMatchObject({ fault: 'id_is_taken' })
})

test('two communities never share a database', async () => {
  await register('riverside')
  const other = await registerCommunity(host(), {
    slug: 'hillside',
    name: 'Hillside',
    database: 'riverside',
    now: 0,
  })
  expect(other).toMatchObject({ fault: 'id_is_taken' })
})

test('a slug never changes and is never given away', async () => {
  await register('riverside')
  for (const sql of [
    "UPDATE community SET slug = 'other'",
    "UPDATE community SET database = 'other'",
    'DELETE FROM community',
    `INSERT OR REPLACE INTO community (slug, name, database, state, createdAt)
     VALUES ('riverside', 'B', 'other', 'open', 0)`,
    `UPDATE OR REPLACE community SET slug = 'riverside'`,
  ]) {
    await expect(host().execute(sql), sql).rejects.toThrow(/slug_never_changes|id_is_taken/)
  }
  expect(await findCommunity(host(), 'riverside')).toMatchObject({ database: 'riverside' })
})

test('the door asks the host only when a slug is first met', async () => {
  await register('riverside')
  const asked: string[] = []
  const door = communityDoor((database) => {
    asked.push(database)
    return books.open(database)
  })
  expect(await door('riverside')).toMatchObject({ fault: 'community_is_unknown' })
  await markCommunity(host(), 'riverside', 'open')
  for (let i = 0; i < 3; i++) await door('riverside')
  expect(asked).toEqual(['host', 'host', 'riverside', 'riverside', 'riverside'])
})

test('the door never opens a database of the host', async () => {
  const door = communityDoor(books.open)
  for (const slug of ['host', 'audit', '../host', 'HOST', 'nowhere']) {
    expect(await door(slug), slug).toMatchObject({ fault: 'community_is_unknown' })
  }
})
