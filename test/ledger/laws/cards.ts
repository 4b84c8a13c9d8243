import { expect } from 'vitest'
import { actor, id, insert, leaf, momentAt, now, sql, type Values } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

let count = 0
/** One act on a card, by Rosa, who coordinates; its number and id are fresh unless told. */
export function cardAct(card: string, act: string, more: Values = {}, verb = 'INSERT') {
  count += 1
  const owner = act === 'taken' ? id('rosa') : null
  const outcome = act === 'resolved' ? 'spoke' : null
  const what = {
    kind: 'talk',
    ref: id('ana'),
    member: id('ana'),
    since: now,
    owner,
    outcome,
    actor,
  }
  const names = { number: count, id: id(`a${count}`), card: id(card) }
  return insert('card_act', { ...names, act, ...what, at: momentAt(now), ...more }, verb)
}
const paul = `member:${id('paul')}`
const paulCoordinates = leaf('stewardship', {
  member: id('paul'),
  office: 'coordinator',
  act: 'appointed',
  actor,
})

/** What coordinators did with the cards of Today. */
export const cardLaws = [
  law('a card’s first act is its opening, and it is opened once', async (books) => {
    for (const act of ['taken', 'handed', 'resolved']) {
      await refuses(books, 'row_is_out_of_order', cardAct('c', act))
    }
    await books.write(cardAct('c', 'opened'))
    await refuses(books, 'row_is_out_of_order', cardAct('c', 'opened'))
  }),
  law('one coordinator has a card at a time, until it is handed on', async (books) => {
    await books.write(paulCoordinates, cardAct('c', 'opened'), cardAct('c', 'taken'))
    const byPaul = { actor: paul, owner: id('paul') }
    await refuses(books, 'card_is_taken', cardAct('c', 'taken', byPaul))
    await books.write(cardAct('c', 'handed'), cardAct('c', 'taken', byPaul))
    const kept = await one(books, 'SELECT owner FROM card_owner WHERE card = ?', id('c'))
    expect(kept).toEqual({ owner: id('paul') })
    await books.write(cardAct('c', 'handed', { owner: id('rosa') }))
    await refuses(books, 'card_is_taken', cardAct('c', 'taken', byPaul))
    const other = cardAct('d', 'opened')
    await books.write(other, cardAct('d', 'taken'))
  }),
  law('a card goes to a coordinator it is not about', async (books) => {
    await books.write(cardAct('c', 'opened'))
    const auditor = { member: id('nia'), office: 'auditor', act: 'appointed', actor }
    await books.write(leaf('stewardship', auditor))
    for (const owner of ['luis', 'ana', 'nia']) {
      await refuses(books, 'card_cannot_go_to_them', cardAct('c', 'handed', { owner: id(owner) }))
    }
    await books.write(paulCoordinates)
    const aboutPaul = { ref: id('paul'), member: id('paul') }
    await books.write(cardAct('d', 'opened', aboutPaul))
    const back = cardAct('d', 'handed', { ...aboutPaul, owner: id('paul') })
    await refuses(books, 'card_cannot_go_to_them', back)
  }),
  law('nothing more is done with a card that was resolved', async (books) => {
    await books.write(cardAct('c', 'opened'), cardAct('c', 'resolved'))
    for (const act of ['opened', 'taken', 'handed', 'resolved']) {
      await refuses(books, 'card_is_not_open', cardAct('c', act))
    }
    await books.write(cardAct('d', 'opened'))
  }),
  law('nobody acts on a card about themself, nor without the office', async (books) => {
    const aboutRosa = { ref: id('rosa'), member: id('rosa') }
    await refuses(books, 'decision_is_in_own_cause', cardAct('c', 'opened', aboutRosa))
    const stranger = cardAct('c', 'opened', { actor: `member:${id('luis')}` })
    await refuses(books, 'actor_is_not_a_coordinator', stranger)
    const auditor = { member: id('luis'), office: 'auditor', act: 'appointed', actor }
    await books.write(leaf('stewardship', auditor))
    await refuses(books, 'actor_is_not_a_coordinator', stranger)
    await books.write(cardAct('c', 'opened', { member: null }))
  }),
  law('a card keeps its kind, thing, member and moment; time goes on', async (books) => {
    await books.write(cardAct('c', 'opened', { at: momentAt(now + 9) }))
    const others = [{ kind: 'welcome' }, { ref: id('luis') }, { member: id('luis') }]
    for (const more of [...others, { member: null }, { since: now + 1 }]) {
      const act = cardAct('c', 'taken', { at: momentAt(now + 9), ...more })
      await refuses(books, 'row_is_out_of_order', act)
    }
    await refuses(books, 'row_is_out_of_order', cardAct('c', 'taken', { at: now + 8 }))
    await refuses(books, 'row_is_out_of_order', cardAct('d', 'opened', { at: now - 99_999_999 }))
  }),
  law('an act on a card is a well-made row', async (books) => {
    await books.write(cardAct('c', 'opened'))
    const odd = [
      cardAct('c', 'praised'),
      cardAct('d', 'opened', { kind: 'gossip' }),
      cardAct('c', 'resolved', { outcome: 'won' }),
      cardAct('c', 'resolved', { outcome: null }),
      cardAct('c', 'handed', { outcome: 'spoke' }),
      cardAct('c', 'taken', { owner: null }),
      cardAct('d', 'opened', { owner: id('rosa') }),
      cardAct('d', 'opened', { number: 0 }),
    ]
    for (const row of odd) await refuses(books, 'row_is_malformed', row)
    await books.write(paulCoordinates)
    const forPaul = cardAct('c', 'taken', { owner: id('paul') })
    await refuses(books, 'row_is_malformed', forPaul)
    const done = cardAct('c', 'resolved', { owner: id('rosa') })
    await refuses(books, 'row_is_malformed', done)
  }),
  law('what was done with a card stays', async (books) => {
    await books.write(cardAct('c', 'opened', { number: 7_000, id: id('first') }))
    for (const column of ['card', 'act', 'owner', 'outcome', 'actor', 'at']) {
      const set = sql(`UPDATE card_act SET "${column}" = "${column}"`)
      await refuses(books, 'books_are_append_only', set)
    }
    await refuses(books, 'books_are_append_only', sql('DELETE FROM card_act'))
    for (const verb of ['INSERT', 'REPLACE']) {
      for (const more of [{ number: 7_000 }, { id: id('first') }]) {
        await refuses(books, 'id_is_taken', cardAct('d', 'opened', more, verb))
      }
    }
  }),
  law('a batch that counted a card’s acts is refused when there are more', async (books) => {
    const counted = (version: number) =>
      sql(`INSERT INTO expectation (word, id, version) VALUES ('card', ?, ?)`, id('c'), version)
    await books.write(counted(0), cardAct('c', 'opened'))
    await refuses(books, 'facts_are_stale', counted(0), cardAct('c', 'taken'))
    await books.write(counted(1), cardAct('c', 'taken'))
  }),
]
