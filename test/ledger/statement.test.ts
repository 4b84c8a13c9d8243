import { accountQuery, openBooks, snapshot, stretchQuery, wholeQuery } from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundTestBooks, type TestBooks } from '../support/books.ts'
import { post, reverse } from '../support/moves.ts'
import { accountOf, actor, hour, id, leaf, now } from '../support/rows.ts'

let books: TestBooks

beforeAll(async () => {
  books = await foundTestBooks()
  const mark = { purpose: 'import', groupId: id('file'), charter: 0 }
  await books.write(
    leaf('import', { id: id('file'), source: 'timeoverflow', digest: 'a'.repeat(64), actor }),
    post('old', 'nia', 'ana', 5 * hour, mark),
    leaf('import_closing', { import: id('file'), transfers: 1, seconds: 5 * hour }),
    post('b', 'ana', 'nia', hour),
    post('a', 'nia', 'ana', 3 * hour),
    post('wrong', 'nia', 'ana', hour),
    reverse('wrong', 'nia', 'ana', hour),
    post('gift', 'ana', 'luis', hour, { purpose: 'gift' }),
  )
})
afterAll(() => books.dispose())

// Ana gave and received an hour when these books began.
test.each([
  ['ana', 4 * hour, 2 * hour],
  ['nia', hour, 3 * hour],
])('a statement of all time sums the help %s’s account counts', async (name, given, received) => {
  const account = accountOf(name)
  const { line, sums, whole } = await snapshot(openBooks(books.client), {
    line: accountQuery(account, now),
    sums: stretchQuery({ account, from: 0, to: Number.MAX_SAFE_INTEGER }),
    whole: wholeQuery(account),
  })
  const help = { givenSeconds: given, receivedSeconds: received }
  expect(line).toMatchObject(help)
  const closingSeconds = line?.balanceSeconds
  expect(sums).toEqual({ openingSeconds: 0, closingSeconds, ...help })
  expect(whole).toEqual(sums)
})
