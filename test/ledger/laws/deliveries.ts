import { expect } from 'vitest'
import { need, offer } from '../../support/moves.ts'
import {
  actor,
  day,
  id,
  insert,
  leaf,
  memberStep,
  minute,
  now,
  sql,
  type Values,
} from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

/** A notice to a member; nia has no person, ana signs in as `person-ana`. */
const notice = (member: string | null) =>
  insert('outbox', { kind: 'exchange.done', ref: id('t'), member: member && id(member), at: now })
const delivery = (attempt: number, act: string, more: Values = {}) => {
  const open = act === 'claimed' || act === 'failed'
  const at = (more.at as number | undefined) ?? now
  const until = open ? at + minute : null
  return insert('delivery', { outbox: 1, person: 'person-ana', attempt, act, at, until, ...more })
}
const told = (at: number | null = now) => sql('UPDATE outbox SET deliveredAt = ? WHERE id = 1', at)
const said = (word: string, publication: string, expiresOn: string) =>
  insert('expiry_notice', { word, publication: id(publication), expiresOn, at: now })

/** What became of notices, and what is told once only. */
export const deliveryLaws = [
  law('an attempt is claimed once, and only after the one before it', async (books) => {
    await books.write(notice('ana'))
    await refuses(books, 'delivery_is_claimed', delivery(1, 'claimed'))
    await refuses(books, 'delivery_is_claimed', delivery(-1, 'claimed'))
    await books.write(delivery(0, 'claimed'))
    const late = { at: now + day }
    await refuses(books, 'delivery_is_claimed', delivery(0, 'claimed', late))
    const over = delivery(0, 'claimed', late)
    const replaced = { ...over, sql: over.sql.replace('INSERT', 'INSERT OR REPLACE') }
    await refuses(books, 'delivery_is_claimed', replaced)
    await refuses(books, 'delivery_is_claimed', delivery(2, 'claimed', late))
    await books.write(delivery(0, 'claimed', { person: 'person-luis' }))
    await books.write(notice('ana'), delivery(0, 'claimed', { outbox: 2 }))
  }),
  law(
    'nobody claims while another’s lease runs, or in the pause after a failure',
    async (books) => {
      await books.write(notice('ana'), delivery(0, 'claimed'))
      const early = { at: now + minute - 1 }
      await refuses(books, 'delivery_is_claimed', delivery(1, 'claimed', early))
      await books.write(delivery(1, 'claimed', { at: now + minute }))
      await books.write(delivery(1, 'failed', { at: now + minute, until: now + day }))
      await refuses(books, 'delivery_is_claimed', delivery(2, 'claimed', { at: now + day - 1 }))
      await books.write(delivery(2, 'claimed', { at: now + day }))
    },
  ),
  law(
    'an attempt ends once, by who holds it; what has an end is not tried again',
    async (books) => {
      const late = { at: now + day }
      await books.write(notice('ana'))
      await refuses(books, 'delivery_is_claimed', delivery(0, 'sent'))
      await books.write(delivery(0, 'claimed'), delivery(1, 'claimed', late))
      await refuses(books, 'delivery_is_claimed', delivery(0, 'sent', late))
      await books.write(delivery(1, 'failed', late))
      await refuses(books, 'delivery_is_claimed', delivery(1, 'sent', late))
      for (const [i, act] of ['sent', 'bounced', 'given_up', 'unwanted'].entries()) {
        const person = { person: `person-${i}` }
        await books.write(delivery(0, 'claimed', person), delivery(0, act, person))
        const again = delivery(1, 'claimed', { ...person, ...late })
        await refuses(books, 'delivery_is_claimed', again)
        await refuses(books, 'delivery_is_claimed', delivery(0, 'failed', person))
      }
    },
  ),
  law('a lease and a pause end later than they begin, and an end has none', async (books) => {
    await books.write(notice('ana'))
    for (const until of [null, now, now - 1]) {
      await refuses(books, 'row_is_malformed', delivery(0, 'claimed', { until }))
    }
    await books.write(delivery(0, 'claimed'))
    await refuses(books, 'row_is_malformed', delivery(0, 'failed', { until: null }))
    await refuses(books, 'row_is_malformed', delivery(0, 'sent', { until: now + day }))
    await refuses(books, 'row_is_malformed', delivery(0, 'lost', { until: null }))
  }),
  law('a notice is told once each person it goes to has an end', async (books) => {
    await books.write(notice('ana'))
    await books.write(insert('member_person', { member: id('ana'), person: 'person-two' }))
    await refuses(books, 'row_is_out_of_order', told())
    await books.write(delivery(0, 'claimed'))
    await refuses(books, 'row_is_out_of_order', told())
    await books.write(delivery(0, 'sent'))
    await refuses(books, 'row_is_out_of_order', told())
    const two = { person: 'person-two' }
    await books.write(delivery(0, 'claimed', two), delivery(0, 'bounced', two), told())
    const more = delivery(0, 'claimed', { person: 'person-three' })
    await refuses(books, 'delivery_is_claimed', more)
    expect(await books.read('SELECT * FROM notice_unheard')).toEqual([])
  }),
  law('a notice without a member goes to the coordinators who are active', async (books) => {
    await books.write(notice(null))
    expect(await books.read('SELECT person FROM notice_recipient')).toEqual([])
    const office = { member: id('ana'), office: 'coordinator', act: 'appointed', actor }
    await books.write(leaf('stewardship', office))
    const to = await one(books, 'SELECT member, person FROM notice_recipient')
    expect(to).toEqual({ member: id('ana'), person: 'person-ana' })
    await refuses(books, 'row_is_out_of_order', told())
    await books.write(memberStep('ana', 2, 'paused'), told())
  }),
  law('who has no mail, or whose mail came back, is on the list to be rung', async (books) => {
    await books.write(notice('nia'), notice('ana'), notice(null))
    expect(await books.read('SELECT * FROM notice_unheard')).toEqual([])
    const ana = { outbox: 2 }
    await books.write(delivery(0, 'claimed', ana), delivery(0, 'bounced', ana))
    await books.write(sql('UPDATE outbox SET deliveredAt = ?', now))
    expect(await books.read('SELECT outbox, member, reason FROM notice_unheard')).toEqual([
      { outbox: 1, member: id('nia'), reason: 'no_mail' },
      { outbox: 2, member: id('ana'), reason: 'bounced' },
    ])
  }),
  law('that a last day nears is said once for each last day, while it is open', async (books) => {
    await books.write(need('n', 'Bread', 'fresh'), offer('o', 'Guitar', 'blue'))
    const { expiresOn } = await one(books, 'SELECT expiresOn FROM need')
    const on = expiresOn as string
    await books.write(said('need', 'n', on), said('offer', 'o', on))
    await refuses(books, 'facts_are_stale', said('need', 'n', on))
    const over = said('need', 'n', on)
    const replaced = { ...over, sql: over.sql.replace('INSERT', 'INSERT OR REPLACE') }
    await refuses(books, 'facts_are_stale', replaced)
    await refuses(books, 'facts_are_stale', said('need', 'n', '2031-01-01'))
    await refuses(books, 'facts_are_stale', said('need', 'o', on))
    await refuses(books, 'facts_are_stale', said('offer', 'n', on))
    await books.write(offer('n', 'Flute', 'green'), said('offer', 'n', on))
    await books.write(need('k', 'Cake', 'sweet'), said('need', 'k', on))
    await books.write(sql("UPDATE need SET expiresOn = '2031-01-01'"))
    await books.write(said('need', 'n', '2031-01-01'))
    await books.write(
      need('m', 'Bread', 'old'),
      insert('need_closing', { need: id('m'), state: 'withdrawn', actor, at: now }),
    )
    await refuses(books, 'facts_are_stale', said('need', 'm', on))
    await refuses(books, 'facts_are_stale', said('gathering', 'p', on))
  }),
  law('a member has one digest a week', async (books) => {
    const digest = (member: string, week: string) =>
      insert('digest', { member: id(member), week, at: now })
    await books.write(digest('ana', '2026-W48'), digest('luis', '2026-W48'))
    await books.write(digest('ana', '2026-W49'))
    await refuses(books, 'facts_are_stale', digest('ana', '2026-W48'))
    await refuses(books, 'row_is_malformed', digest('ana', '2026-48'))
  }),
  law('that a delegation ran out is told once to each of the two', async (books) => {
    const ended = (member: string, more: Values = {}) =>
      insert('outbox', {
        ...{ kind: 'delegation.ended', ref: id('d'), member: id(member), at: now },
        ...more,
      })
    await books.write(ended('ana', { kind: 'delegation.offered' }))
    await books.write(ended('ana'), ended('luis'), ended('ana', { ref: id('e') }))
    await books.write(ended('ana', { kind: 'delegation.offered' }))
    await refuses(books, 'facts_are_stale', ended('ana'))
    await refuses(books, 'facts_are_stale', ended('luis'))
  }),
  law('what became of one notice says nothing of another', async (books) => {
    await books.write(notice('nia'), told())
    await books.write(notice('ana'), notice('ana'))
    const second = { outbox: 2 }
    const third = { outbox: 3 }
    await books.write(delivery(0, 'claimed', third))
    await refuses(books, 'delivery_is_claimed', delivery(0, 'sent', second))
    await books.write(delivery(0, 'sent', third))
    const toldTwo = sql('UPDATE outbox SET deliveredAt = ? WHERE id = 2', now)
    await refuses(books, 'row_is_out_of_order', toldTwo)
    await books.write(sql('UPDATE outbox SET deliveredAt = ? WHERE id = 3', now))
    await books.write(delivery(0, 'claimed', second))
    await refuses(books, 'row_is_out_of_order', toldTwo)
    await books.write(notice('nia'), sql('UPDATE outbox SET deliveredAt = ? WHERE id = 4', now))
  }),
  law('what was brought, said or sent as a digest stays written', async (books) => {
    await books.write(notice('ana'), delivery(0, 'claimed'), need('n', 'Bread', 'fresh'))
    const { expiresOn } = await one(books, 'SELECT expiresOn FROM need')
    await books.write(said('need', 'n', expiresOn as string))
    await books.write(insert('digest', { member: id('ana'), week: '2026-W48', at: now }))
    for (const table of ['delivery', 'expiry_notice', 'digest']) {
      await refuses(books, 'books_are_append_only', sql(`UPDATE ${table} SET at = 1`))
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
]
