import { findOrCreatePerson, findPerson, findPersonByEmail } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, openHost } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openHost()
})
afterEach(() => books.close())

const host = () => books.open('host')

test('one e-mail is one person, however it is spelt', async () => {
  const ana = await findOrCreatePerson(host(), 'ana@example.org', 1000, 'person-1')
  expect(ana).toEqual({ id: 'person-1', email: 'ana@example.org', createdAt: 1000 })
  for (const email of [' Ana@Example.org', 'ANA@EXAMPLE.ORG\n']) {
    expect(await findOrCreatePerson(host(), email, 2000, 'person-2')).toEqual(ana)
    expect(await findPersonByEmail(host(), email)).toEqual(ana)
  }
  expect(await findPerson(host(), 'person-1')).toEqual(ana)
  expect(await findPerson(host(), 'person-2')).toBeNull()
})

test('of many made at the same moment for one e-mail one stands', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      findOrCreatePerson(host(), i % 2 ? 'Luis@example.org' : 'luis@example.org', i, `person-${i}`),
    ),
  )
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  const { rows } = await host().execute('SELECT count(*) FROM person')
  expect(rows[0]?.[0]).toBe(1)
})

test('the database takes no e-mail that is not in its one spelling', async () => {
  for (const email of ['Ana@example.org', ' ana@example.org', 'ana', '@b', 'a@']) {
    const write = host().execute({
      sql: 'INSERT INTO person (id, email, createdAt) VALUES (?, ?, 0)',
      args: ['x', email],
    })
    await expect(write, email).rejects.toThrow('email_is_normal')
  }
})
