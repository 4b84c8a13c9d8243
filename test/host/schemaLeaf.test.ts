import { migrate, schemaLeaf } from '@commonhour/host'
import { expect, test } from 'vitest'
import { booksAreWhole } from '../ledger/laws/law.ts'
import { communityMigrations, foundTestBooks, openTestBooks } from '../support/books.ts'

const next = { name: '20990101-1-word', sql: 'CREATE TABLE word (x INTEGER) STRICT;' }
const said = `SELECT kind, body FROM log WHERE kind = 'schema.migrated'`

test('a migration of founded books is a leaf, in the batch that migrates', async () => {
  const books = await foundTestBooks()
  try {
    const migrations = [...(await communityMigrations()), next]
    const applied = await migrate(books.client, migrations, 1000, schemaLeaf)
    expect(applied).toEqual([next.name])
    const [leaf, ...more] = await books.read(said)
    expect(more).toEqual([])
    expect(JSON.parse(String(leaf?.body)).slice(3)).toEqual([
      next.name,
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ])
    expect(await migrate(books.client, migrations, 2000, schemaLeaf)).toEqual([])
    await booksAreWhole(books)
  } finally {
    await books.dispose()
  }
})

test('books that are not founded have no log to say it in', async () => {
  const books = await openTestBooks(null)
  try {
    await migrate(books.client, [...(await communityMigrations()), next], 1000, schemaLeaf)
    expect(await books.read('SELECT * FROM log')).toEqual([])
  } finally {
    await books.dispose()
  }
})
