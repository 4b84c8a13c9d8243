import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundTestBooks, type TestBooks } from '../../support/books.ts'
import { need, offer } from '../../support/moves.ts'
import { actor, id, insert, now, sql } from '../../support/rows.ts'

// What is erased is gone from the file's bytes, not only from its rows: out of pages
// (secure_delete) and out of the search segments (FTS5 secure-delete).

let books: TestBooks
beforeEach(async () => {
  books = await foundTestBooks()
})
afterEach(() => books.dispose())

async function bytes(): Promise<string> {
  await books.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const files = [books.file, `${books.file}-wal`]
  const read = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')))
  return read.join()
}

/** Words that stand nowhere else, and the beginnings that a segment may keep of them. */
const secret = 'zqxjklinic'
const other = 'wvkqzfriday'

for (const [word, row] of [
  ['need', need],
  ['offer', offer],
] as const) {
  test(`the words of an erased ${word} are nowhere in the file`, async () => {
    for (const name of ['a', 'b', 'c']) await books.write(row(name, 'A lift', 'to town'))
    await books.write(row('n', `Lift to the ${secret}`, `on ${other}`))
    expect(await bytes()).toContain(secret)
    await books.write(sql(`UPDATE "${word}" SET title = '', text = '' WHERE id = ?`, id('n')))
    const after = await bytes()
    for (const piece of [secret, other, secret.slice(0, 5), other.slice(0, 5)]) {
      expect(after).not.toContain(piece)
    }
  })

  test(`the words of a closed ${word} are nowhere in the search tables, nor later in the file`, async () => {
    await books.write(row('n', `Lift to the ${secret}`, `on ${other}`))
    const closing = { [word]: id('n'), state: 'withdrawn', actor, at: now }
    await books.write(insert(`${word}_closing`, closing))
    const text = (await bytes()).split(secret).length - 1
    expect(text, 'only its own row still holds it').toBe(1)
    await books.write(sql(`UPDATE "${word}" SET title = '', text = ''`))
    expect(await bytes()).not.toContain(secret)
  })
}

test('an erased memo is nowhere in the file', async () => {
  await books.write(insert('memo', { ref: id('t'), part: 'memo', salt: 's', text: secret }))
  expect(await bytes()).toContain(secret)
  await books.write(sql('DELETE FROM memo'))
  expect(await bytes()).not.toContain(secret)
})

test('an erased profile is nowhere in the file', async () => {
  const set = (about: string) => sql('UPDATE member SET about = ? WHERE id = ?', about, id('ana'))
  await books.write(set(`${secret} ${'x'.repeat(9000)}`))
  expect(await bytes()).toContain(secret)
  await books.write(set(''))
  expect(await bytes()).not.toContain(secret)
})
