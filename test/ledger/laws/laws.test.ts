import { describe, test } from 'vitest'
import { foundTestBooks, openTestBooks } from '../../support/books.ts'
import { groups } from './index.ts'

// Every law, through the protocol that production speaks, on books of its own.
for (const [group, laws] of Object.entries(groups)) {
  describe(group, () => {
    for (const { holds, on, says } of laws) {
      test(says, async () => {
        const books = on === 'founded' ? await foundTestBooks() : await openTestBooks(null)
        try {
          await holds(books)
        } finally {
          await books.dispose()
        }
      })
    }
  })
}
