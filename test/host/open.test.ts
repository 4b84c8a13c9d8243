import { openFromEnvironment, provision } from '@commonhour/host'
import { expect, test } from 'vitest'
import { openBooks } from './books.ts'

const migrations = [{ name: '1', sql: 'CREATE TABLE a (x) ' }]

test('an address that does not end in a slash is refused, since it would lose the community', () => {
  const open = openFromEnvironment({
    LIBSQL_HOST_URL: 'http://127.0.0.1:1/dev/host',
    LIBSQL_COMMUNITY_URL: 'http://127.0.0.1:1/dev/{community}',
  })
  expect(() => open('host')).toThrow('LIBSQL_HOST_URL must end in "/"')
  expect(() => open('riverside')).toThrow('LIBSQL_COMMUNITY_URL must end in "/"')
})

test('a template without {community} is refused, since all would share one database', () => {
  const open = openFromEnvironment({
    LIBSQL_HOST_URL: 'http://127.0.0.1:1/',
    LIBSQL_COMMUNITY_URL: 'http://127.0.0.1:1/',
  })
  expect(() => open('riverside')).toThrow('must hold {community}')
  expect(() => open('audit')).toThrow('LIBSQL_AUDIT_URL is not set')
})

test('a client is made once per database, and communities have their own', async () => {
  const books = await openBooks()
  expect(books.open('riverside')).toBe(books.open('riverside'))
  expect(books.open('riverside')).not.toBe(books.open('hillside'))
  await books.close()
})

test('a database is made and brought up to date; doing it again changes nothing', async () => {
  const books = await openBooks()
  const it = {
    base: 'http://libsql.local',
    database: 'riverside',
    fetch: books.fetch,
    client: books.open('riverside'),
    migrations,
    now: 1000,
  }
  expect(await provision(it)).toEqual(['1'])
  expect(await provision(it)).toEqual([])
  await it.client.execute('INSERT INTO a VALUES (1)')
  await books.close()
})

test('a server that will not make a database is told of, with its reason', async () => {
  const books = await openBooks()
  const refusing = (async () => new Response('no room', { status: 507 })) as typeof fetch
  const asked = provision({
    base: 'http://libsql.local',
    database: 'riverside',
    fetch: refusing,
    client: books.open('riverside'),
    migrations,
    now: 0,
  })
  await expect(asked).rejects.toThrow('riverside could not be made: 507 no room')
  await books.close()
})
