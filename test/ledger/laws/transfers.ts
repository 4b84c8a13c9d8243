import { expect } from 'vitest'
import { hold, post, release, reverse, settle } from '../../support/moves.ts'
import { accountRow, charterRow, day, hour, id, now } from '../../support/rows.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

const gift = { purpose: 'gift' }
const tally = 'givenSeconds AS given, receivedSeconds AS received, giftSeconds AS gifts'
const account = `SELECT inSeconds - outSeconds AS standing, ${tally} FROM account WHERE id = ?`

/** Laws 1, 4 and 7: hours move from one to another, and back at most once. */
export const transferLaws = [
  law(
    'a transfer moves seconds from one to another, and says so in both statements',
    async (books) => {
      await books.write(post('t', 'ana', 'nia', hour))
      expect(await one(books, account, id('$ana'))).toEqual({
        standing: -hour,
        given: hour,
        received: 2 * hour,
        gifts: 0,
      })
      expect(await one(books, account, id('$nia'))).toEqual({
        standing: hour,
        given: hour,
        received: 0,
        gifts: 0,
      })
      const lines = await books.read(
        `SELECT account, deltaSeconds, balanceSeconds FROM entry
       WHERE seq = (SELECT max(seq) FROM log) ORDER BY deltaSeconds`,
      )
      expect(lines).toEqual([
        { account: id('$ana'), deltaSeconds: -hour, balanceSeconds: -hour },
        { account: id('$nia'), deltaSeconds: hour, balanceSeconds: hour },
      ])
      await booksAreWhole(books)
    },
  ),
  law('seconds are a whole number, above zero and at most a century', async (books) => {
    for (const seconds of [0, -hour, 3_155_760_001, 2 ** 53, 9223372036854775807n]) {
      await refuses(books, 'row_is_malformed', post('t', 'ana', 'luis', 1, { seconds }))
    }
  }),
  law('a transfer stands between two different accounts that stand', async (books) => {
    await refuses(books, 'accounts_are_the_same', post('t', 'ana', 'ana', hour))
    await refuses(books, 'leaf_has_no_detail', post('t', 'ana', 'ghost', hour))
    await refuses(books, 'leaf_has_no_detail', post('t', 'ghost', 'ana', hour))
    await refuses(books, 'failed', post('t', 'ana', 'luis', hour, { onBehalfOf: id('ghost') }))
    await books.write(post('t', 'ana', 'luis', hour, { onBehalfOf: id('ana') }))
    const { body } = await one(books, 'SELECT body FROM log WHERE ref = ?', id('t'))
    expect(JSON.parse(String(body))[15]).toBe('public-ana')
  }),
  law('a transfer is written once, under its own id', async (books) => {
    await books.write(post('t', 'ana', 'luis', hour))
    for (const verb of ['INSERT', 'REPLACE', 'INSERT OR REPLACE']) {
      const again = post('t', 'ana', 'nia', hour)
      const statement = { ...again, sql: again.sql.replace('INSERT', verb) }
      await refuses(books, 'id_is_taken', statement)
    }
    const upsert = post('t', 'ana', 'nia', hour)
    const update = `${upsert.sql} ON CONFLICT (id) DO UPDATE SET seconds = 1`
    await refuses(books, 'id_is_taken', { ...upsert, sql: update })
  }),
  law('a kind and a purpose are words of the list, with what belongs to them', async (books) => {
    const odd = [
      { kind: 'lend' },
      { purpose: 'rent' },
      { expiresAt: now + day },
      { ref: id('x') },
      { reason: 'because' },
      { kind: 'hold' },
    ]
    for (const more of odd) {
      await refuses(books, 'row_is_malformed', post('t', 'ana', 'luis', hour, more))
    }
    const silent = reverse('t', 'ana', 'luis', hour, { reason: null })
    await books.write(post('t', 'ana', 'luis', hour))
    await refuses(books, 'row_is_malformed', silent)
  }),
  law(
    'a gift leaves its giver at zero or above, and is neither given nor received',
    async (books) => {
      await refuses(books, 'gift_exceeds_hours_in_hand', post('g', 'ana', 'nia', 1, gift))
      await refuses(books, 'gift_exceeds_hours_in_hand', post('g', 'choir', 'nia', 1, gift))
      await books.write(post('t', 'luis', 'ana', hour))
      await refuses(books, 'gift_exceeds_hours_in_hand', post('g', 'ana', 'nia', hour + 1, gift))
      await refuses(books, 'gift_exceeds_hours_in_hand', hold('g', 'ana', 'nia', hour + 1, gift))
      await books.write(post('g', 'ana', 'nia', hour, gift))
      expect(await one(books, account, id('$ana'))).toEqual({
        standing: 0,
        given: 2 * hour,
        received: hour,
        gifts: -hour,
      })
      expect(await one(books, account, id('$nia'))).toEqual({
        standing: hour,
        given: 0,
        received: 0,
        gifts: hour,
      })
      await booksAreWhole(books)
    },
  ),
  law(
    'a gift promised or reversed is honoured, though its account fell below zero since',
    async (books) => {
      await books.write(post('t', 'luis', 'ana', 2 * hour), post('g', 'ana', 'nia', hour, gift))
      await books.write(hold('h', 'ana', 'nia', hour, gift), post('u', 'nia', 'luis', 2 * hour))
      await books.write(post('v', 'ana', 'luis', 2 * hour), settle('h', 'ana', 'nia', hour, gift))
      await books.write(reverse('g', 'ana', 'nia', hour, gift))
      await booksAreWhole(books)
    },
  ),
  law('a reversal mirrors one transfer, once, and names it with a reason', async (books) => {
    await books.write(charterRow(2, now), post('t', 'ana', 'luis', hour, { charter: 2 }))
    await books.write(hold('h', 'ana', 'luis', hour, { charter: 2 }))
    const back = (more = {}) => reverse('t', 'ana', 'luis', hour, { charter: 2, ...more })
    const odd = [
      { seconds: hour / 2 },
      { ...gift },
      { charter: 1 },
      { ref: id('none') },
      { ref: id('h') },
      { toAccount: id('$nia') },
      { fromAccount: id('$nia') },
      { fromAccount: id('$ana'), toAccount: id('$luis') },
    ]
    for (const more of odd) await refuses(books, 'transfer_does_not_match', back(more))
    await books.write(back())
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      const again = back({ id: id('again') })
      await refuses(books, 'transfer_is_reversed_already', {
        ...again,
        sql: again.sql.replace('INSERT', verb),
      })
    }
    const twice = reverse('rt', 'luis', 'ana', hour, { charter: 2 })
    await refuses(books, 'transfer_does_not_match', twice)
    await booksAreWhole(books)
  }),
  law('a reversal of help lowers what was given and received', async (books) => {
    await books.write(post('t', 'ana', 'nia', hour), reverse('t', 'ana', 'nia', hour))
    expect(await one(books, account, id('$ana'))).toEqual({
      standing: 0,
      given: hour,
      received: hour,
      gifts: 0,
    })
    expect(await one(books, account, id('$nia'))).toEqual({
      standing: 0,
      given: 0,
      received: 0,
      gifts: 0,
    })
    await booksAreWhole(books)
  }),
  law('a settled transfer is reversed too; its hold and a release are not', async (books) => {
    await books.write(hold('h', 'ana', 'luis', hour), settle('h', 'ana', 'luis', hour))
    await books.write(hold('k', 'ana', 'luis', hour), release('k', 'ana', 'luis', hour))
    await refuses(books, 'transfer_does_not_match', reverse('h', 'ana', 'luis', hour))
    await refuses(books, 'transfer_does_not_match', reverse('sk', 'ana', 'luis', hour))
    await books.write(reverse('sh', 'ana', 'luis', hour))
    await booksAreWhole(books)
  }),
  law('a transfer that touches a peer community is never reversed', async (books) => {
    await books.write(accountRow('peer', 'peer'))
    await books.write(post('t', 'ana', 'peer', hour), post('u', 'peer', 'ana', hour))
    await refuses(books, 'transfer_does_not_match', reverse('t', 'ana', 'peer', hour))
    await refuses(books, 'transfer_does_not_match', reverse('u', 'peer', 'ana', hour))
    await books.write(post('v', 'ana', 'luis', hour), reverse('v', 'ana', 'luis', hour))
  }),
]
