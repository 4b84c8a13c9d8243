import { hold, limit, post, release, reverse, settle } from '../../support/moves.ts'
import {
  accountRow,
  charterRow,
  day,
  hour,
  memberRow,
  memberStep,
  now,
  Raw,
} from '../../support/rows.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const at = (moment: number) => ({ at: new Raw('max(?, (SELECT at FROM next_leaf))', [moment]) })
const floor = 'credit_floor_reached'

/** Law 5: lines are judged inside the write, after post and hold only. */
export const limitLaws = [
  law('a member may fall to the charter’s line and not one second below', async (books) => {
    await refuses(books, floor, post('t', 'ana', 'luis', 20 * hour + 1))
    await books.write(post('t', 'ana', 'luis', 20 * hour))
    await refuses(books, floor, post('u', 'ana', 'luis', 1))
    await books.write(post('u', 'luis', 'ana', hour))
    await booksAreWhole(books)
  }),
  law('a newcomer stands on the newcomer line until their first help is given', async (books) => {
    await refuses(books, floor, post('t', 'nia', 'ana', 6 * hour + 1))
    await books.write(post('t', 'nia', 'ana', 6 * hour))
    await books.write(post('u', 'ana', 'nia', hour), post('v', 'nia', 'ana', 15 * hour))
    await refuses(books, floor, post('w', 'nia', 'ana', 1))
  }),
  law('a newcomer whose only help was reversed is new again', async (books) => {
    await books.write(post('t', 'ana', 'nia', hour), reverse('t', 'ana', 'nia', hour))
    await refuses(books, floor, post('u', 'nia', 'ana', 6 * hour + 1))
  }),
  law('a gift received makes nobody less of a newcomer', async (books) => {
    await books.write(post('t', 'luis', 'ana', hour))
    await books.write(post('g', 'ana', 'nia', hour, { purpose: 'gift' }))
    await refuses(books, floor, post('u', 'nia', 'ana', 7 * hour + 1))
  }),
  law('the newcomer line is never lower than the member line', async (books) => {
    await books.write(charterRow(2, now, { member: -hour, newcomer: -2 * hour }))
    await refuses(books, floor, post('t', 'nia', 'ana', hour + 1, { charter: 2 }))
  }),
  law('an organisation has its own line, and a household the members’', async (books) => {
    await refuses(books, floor, post('t', 'choir', 'ana', 100 * hour + 1))
    await books.write(post('t', 'choir', 'ana', 100 * hour))
    await books.write(
      memberRow('home', 50, { kind: 'household' }),
      memberStep('home', 0, 'applied'),
    )
    await books.write(accountRow('home', 'household'))
    await refuses(books, floor, post('u', 'home', 'ana', 20 * hour + 1))
    await books.write(post('u', 'home', 'ana', 20 * hour))
  }),
  law('a pool may reach zero but never owe, whatever line it was given', async (books) => {
    await refuses(books, 'pool_would_owe', post('t', 'pool', 'ana', 1, { purpose: 'gift' }))
    await books.write(limit('pool', -hour, null))
    for (const purpose of ['gift', 'help', 'correction']) {
      await refuses(books, 'pool_would_owe', post('t', 'pool', 'ana', 1, { purpose }))
      await refuses(books, 'pool_would_owe', hold('t', 'pool', 'ana', 1, { purpose }))
    }
    await books.write(post('t', 'luis', 'ana', hour))
    await books.write(post('g', 'ana', 'pool', hour, { purpose: 'gift' }))
    await books.write(hold('h', 'pool', 'nia', hour, { purpose: 'gift' }))
    await refuses(books, 'pool_would_owe', post('u', 'pool', 'nia', 1, { purpose: 'gift' }))
    await books.write(settle('h', 'pool', 'nia', hour, { purpose: 'gift' }))
    await booksAreWhole(books)
  }),
  law('a reversal may not take a pool below zero', async (books) => {
    const gift = { purpose: 'gift' }
    await books.write(post('t', 'luis', 'ana', hour), post('g', 'ana', 'pool', hour, gift))
    await books.write(post('u', 'pool', 'nia', hour / 2, { purpose: 'gift' }))
    await refuses(books, 'pool_would_owe', reverse('g', 'ana', 'pool', hour, gift))
    await books.write(reverse('u', 'pool', 'nia', hour / 2, { purpose: 'gift' }))
    await books.write(reverse('g', 'ana', 'pool', hour, gift))
    await booksAreWhole(books)
  }),
  law('a line of one’s own counts while its end lies ahead, and then no longer', async (books) => {
    await books.write(limit('ana', -40 * hour, now + day))
    await books.write(post('t', 'ana', 'luis', 30 * hour, at(now + day - 1)))
    await refuses(books, floor, post('u', 'ana', 'luis', 1, at(now + day)))
    await books.write(post('v', 'luis', 'ana', 11 * hour, at(now + day)))
    await books.write(post('w', 'ana', 'luis', hour, at(now + day)))
    await refuses(books, floor, post('x', 'ana', 'luis', 1, at(now + day)))
  }),
  law('a line of one’s own without end stays, and the newest is the one', async (books) => {
    await books.write(limit('ana', -30 * hour, null), limit('nia', -10 * hour, null))
    await books.write(post('t', 'ana', 'luis', 30 * hour, at(now + 9 * day)))
    await refuses(books, floor, post('u', 'ana', 'luis', 1, at(now + 9 * day)))
    await books.write(post('u', 'nia', 'luis', 10 * hour))
    await refuses(books, floor, post('v', 'nia', 'luis', 1))
    await books.write(limit('nia', 0, null))
    await refuses(books, floor, post('v', 'nia', 'luis', 1))
  }),
  law('someone below a raised line may still earn, and settle what was promised', async (books) => {
    await books.write(post('t', 'ana', 'luis', 10 * hour), hold('h', 'ana', 'luis', hour))
    await books.write(limit('ana', 0, null))
    await refuses(books, floor, post('u', 'ana', 'luis', 1))
    await books.write(post('u', 'luis', 'ana', hour), settle('h', 'ana', 'luis', hour))
    await books.write(reverse('u', 'luis', 'ana', hour))
    await booksAreWhole(books)
  }),
  law('a line is at most zero, no deeper than a century, and next in the log', async (books) => {
    await refuses(books, 'row_is_malformed', limit('ana', 1, null))
    await refuses(books, 'row_is_malformed', limit('ana', -3_155_760_001, null))
    await refuses(books, 'row_is_out_of_order', limit('ana', 0, null, { seq: 3 }))
  }),
  law('hours set aside count against the line', async (books) => {
    await books.write(hold('h', 'ana', 'luis', 15 * hour))
    await refuses(books, floor, hold('k', 'ana', 'luis', 5 * hour + 1))
    await refuses(books, floor, post('t', 'ana', 'luis', 5 * hour + 1))
    await books.write(release('h', 'ana', 'luis', 15 * hour))
    await books.write(hold('k', 'ana', 'luis', 20 * hour))
  }),
  law(
    'a ceiling counts what is promised to its account, and settling is not judged',
    async (books) => {
      await refuses(
        books,
        'ceiling_is_reached',
        limit('nia', 0, null, { ceilingSeconds: hour }),
        post('t', 'ana', 'nia', hour + 1),
      )
      await books.write(charterRow(2, now, { ceiling: 10 * hour }))
      const two = { charter: 2 }
      await refuses(books, 'ceiling_is_reached', post('t', 'ana', 'luis', 10 * hour + 1, two))
      await books.write(hold('h', 'ana', 'luis', 10 * hour, two))
      await refuses(books, 'ceiling_is_reached', post('t', 'ana', 'luis', 1, two))
      await refuses(books, 'ceiling_is_reached', hold('k', 'ana', 'luis', 1, two))
      await books.write(limit('luis', -hour, null, { ceilingSeconds: hour }))
      await books.write(settle('h', 'ana', 'luis', 10 * hour, two))
      await books.write(
        post('t', 'ana', 'choir', 10 * hour, two),
        post('u', 'choir', 'pool', 11 * hour, two),
      )
      await booksAreWhole(books)
    },
  ),
]
